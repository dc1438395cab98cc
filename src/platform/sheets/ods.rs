//! ODS: the first visible table with something in it.
//!
//! Such a file says "this cell a thousand times" in a few letters; only cells with something in them are repeated,
//! and no further than the limits of a sheet.
use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use super::{
    archive::Archive,
    grid::{self, Grid},
    read::{MOST_COLUMNS, Refusal, Sheet},
    xml::{Xml, append, attribute, count},
};

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Sheet, Refusal> {
    let kind = archive.text("mimetype")?.unwrap_or_default();
    if !kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Err(Refusal::NotATable);
    }
    if archive.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Refusal::OldOrLocked);
    }
    let text = archive.text("content.xml")?.ok_or(Refusal::Damaged)?;
    let mut xml = Xml::new(&text);
    let (mut grid, mut others, mut hidden, mut style) = (Grid::default(), Vec::new(), HashSet::new(), String::new());
    while let Some(start) = xml.find(&["style", "table-properties", "table"])? {
        let given = |name| attribute(&start, name).unwrap_or_default();
        match start.local_name().as_ref() {
            "style" => style = given("name"),
            "table-properties" if given("display") == "false" => drop(hidden.insert(style.clone())),
            "table" if !hidden.contains(&given("style-name")) => {
                let mut this = Grid::default();
                table(&mut xml, if grid.is_empty() { &mut grid } else { &mut this })?;
                if !this.is_empty() {
                    others.push(given("name"));
                }
            }
            _ => {}
        }
    }
    grid.finish(others)
}

/// Reads the rows of a table that was just opened; rows may stand in groups.
fn table(xml: &mut Xml<'_>, grid: &mut Grid) -> Result<(), Refusal> {
    let (mut row, mut depth) = (1_u32, 0_u32);
    loop {
        match xml.inside()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "table-row" => {
                    let repeated = count(&start, "number-rows-repeated", 1)?;
                    let cells = cells(xml)?;
                    let next = row.saturating_add(repeated);
                    if !cells.is_empty() {
                        for number in row..next {
                            cells.iter().try_for_each(|(column, text)| grid.put(number, *column, text))?;
                        }
                    }
                    row = next;
                }
                "table-row-group" | "table-rows" | "table-header-rows" => depth += 1,
                _ => xml.skip(&start)?,
            },
            Event::End(_) if depth == 0 => return Ok(()),
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
}

/// The cells of a row that was just opened, with something in them, and their columns.
fn cells(xml: &mut Xml<'_>) -> Result<Vec<(usize, String)>, Refusal> {
    let (mut found, mut column) = (Vec::new(), 0_usize);
    loop {
        match xml.inside()? {
            Event::Start(start) if matches!(start.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                let repeated = count(&start, "number-columns-repeated", 1)?;
                let text = cell(xml, &start)?;
                let next = column.saturating_add(repeated as usize);
                if !grid::trimmed(&text).is_empty() {
                    if next > MOST_COLUMNS {
                        return Err(Refusal::TooManyColumns);
                    }
                    found.extend((column..next).map(|column| (column, text.clone())));
                }
                column = next;
            }
            Event::Start(start) => xml.skip(&start)?,
            Event::End(_) => return Ok(found),
            _ => {}
        }
    }
}

fn cell(xml: &mut Xml<'_>, start: &BytesStart<'_>) -> Result<String, Refusal> {
    let shown = paragraphs(xml)?;
    let given = |name| attribute(start, name).unwrap_or_default();
    Ok(match given("value-type").as_str() {
        "float" | "currency" | "percentage" => grid::figure(&given("value")),
        "date" => grid::iso_text(&given("date-value")),
        "boolean" => given("boolean-value").to_uppercase(),
        _ if shown.is_empty() => given("string-value"),
        _ => shown,
    })
}

/// The text of a cell that was just opened, a line for each paragraph; notes and pictures are left out.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String, Refusal> {
    let (mut text, mut depth) = (String::new(), 0_u32);
    loop {
        match xml.inside()? {
            Event::Start(start) => {
                match start.local_name().as_ref() {
                    "p" | "h" if !text.is_empty() => text.push('\n'),
                    "s" => text.push(' '),
                    "tab" => text.push('\t'),
                    "line-break" => text.push('\n'),
                    "annotation" | "frame" | "table" | "note" => {
                        xml.skip(&start)?;
                        continue;
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) if depth == 0 => return Ok(text),
            Event::End(_) => depth -= 1,
            event if depth > 0 => append(&event, &mut text),
            _ => {}
        }
    }
}
