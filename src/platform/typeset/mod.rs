//! PDF files from our own templates and the data a caller gives. A node never typesets by itself: it starts its own
//! program once more for each file, so that its memory stays flat and a failure costs one file.
//!
//! The same template and data give the same bytes, whenever and wherever they are typeset.
mod child;
#[cfg(test)]
pub mod reading;
pub mod samples;
mod world;

use anyhow::{anyhow, ensure};
use serde::Deserialize;
use serde_json::Value;
use typst::{World, WorldExt, comemo, diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

pub use child::Typesetter;
use world::Sheet;

use crate::error::Result;

crate::words! {
    /// What can be printed. Each word is the name of a file in `templates/`, whose head says which data it takes.
    pub enum Template {
        /// Surat jalan: goods on their way to an outlet.
        DeliveryNote = "delivery_note",
        /// Rekap penjualan: what an outlet sold and owes in a period.
        Statement = "statement",
        /// Price labels, 3 × 8 on a sheet.
        Labels = "labels",
        /// Surat penawaran: the answer to an enquiry.
        Quotation = "quotation",
        /// Berita acara serah terima: the goods of an order changed hands.
        Handover = "handover",
        /// Surat: an office, or an applicant, writes to somebody about funding.
        Letter = "letter",
        /// A document of funding with a heading: receipt, minutes, agreement, report.
        Record = "record",
        /// Piagam, on one page across.
        Certificate = "certificate",
    }
}

/// What the child process reads.
#[derive(Deserialize)]
pub struct Job {
    pub template: Template,
    pub data: Value,
}

/// The most pages of one file. More is a mistake of the caller.
const MOST_PAGES: usize = 200;

/// Typesets a file. For the child process, which ends afterwards; a node calls [`Typesetter::typeset`].
///
/// # Errors
/// The data lack something the template asks for, or would give more than 200 pages. The reason names the place in the
/// template.
pub fn render(template: Template, data: &Value) -> Result<Vec<u8>> {
    // What the typesetter remembers of this file is of no use for the next one, and grows without bound.
    let _forget = Forget;
    let sheet = Sheet::new(template, serde_json::to_vec(data)?);
    let document = lay_out(&sheet)?;
    check_length(document.pages().len())?;
    let pdf = typst_pdf::pdf(&document, &options(template, data));
    Ok(pdf.map_err(|errors| reasons(&sheet, &errors))?)
}

fn lay_out(sheet: &Sheet) -> Result<PagedDocument> {
    Ok(typst::compile(sheet).output.map_err(|errors| reasons(sheet, &errors))?)
}

fn check_length(pages: usize) -> anyhow::Result<()> {
    ensure!(pages <= MOST_PAGES, "it would have {pages} pages");
    Ok(())
}

/// No moment and no program is written into the file. Its identifier follows from template and title.
fn options(template: Template, data: &Value) -> PdfOptions {
    let title = data["title"].as_str().unwrap_or_default();
    PdfOptions {
        ident: Smart::Custom(format!("{} {title}", template.as_str())),
        creator: Smart::Custom(None),
        timestamp: None,
        ..PdfOptions::default()
    }
}

/// What went wrong and where, one reason a line.
fn reasons(sheet: &Sheet, errors: &[SourceDiagnostic]) -> anyhow::Error {
    let lines: Vec<String> = errors.iter().map(|error| format!("{}{}", place(sheet, error), error.message)).collect();
    anyhow!(lines.join("\n"))
}

/// "parts.typ:12: ", or nothing when the reason belongs to no line.
fn place(sheet: &Sheet, error: &SourceDiagnostic) -> String {
    let found = error.span.id().zip(sheet.range(error.span)).and_then(|(file, range)| {
        let line = sheet.source(file).ok()?.lines().byte_to_line(range.start)?;
        Some(format!("{}:{}: ", file.vpath().get_without_slash(), line + 1))
    });
    found.unwrap_or_default()
}

/// Empties the memory of the typesetter when a file is done, also one that failed.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

#[cfg(test)]
mod tests;
