//! Pemberitahuan perbaikan: everything that has to be mended, in one list.
use super::{
    parts::{File, Head, Signer, When, fix, numbered, said, text, words},
    sheet::{Block, Column, Sheet, Table},
};
use crate::funding::{checklist::Point, reasons::Reason};

/// A proposal is sent back to be mended.
#[derive(Clone, Debug)]
pub struct RevisionNotice {
    pub head: Head,
    pub file: File,
    /// All of it.
    pub lacking: Vec<Lacking>,
    pub due: When,
    /// Which round this is, and how many there are; none where there is one.
    pub round: Option<(u8, u8)>,
    /// More time can be asked for.
    pub may_extend: bool,
    pub signer: Signer,
}

/// Something that is not as it should be.
#[derive(Clone, Debug)]
pub struct Lacking {
    what: String,
    reason: Option<Reason>,
    note: String,
}

impl Lacking {
    /// A point of the checklist.
    pub fn point(point: Point, reason: Reason, note: &str) -> Self {
        let what = format!("{} {}", point.as_str(), said(point.key()));
        Self { what, reason: Some(reason), note: note.to_owned() }
    }

    /// A line of a budget or of a report, by its number.
    pub fn line(number: u16, name: &str, reason: Reason, note: &str) -> Self {
        Self { what: format!("Baris {number}: {name}"), reason: Some(reason), note: note.to_owned() }
    }

    /// A section of the proposal, with what the office wrote.
    pub fn section(name: &str, note: &str) -> Self {
        Self { what: name.to_owned(), reason: None, note: note.to_owned() }
    }

    /// What it is, why it is not good enough, what to do.
    fn cells(&self) -> Vec<String> {
        let why: Vec<String> =
            self.reason.map(words).into_iter().chain([self.note.clone()]).filter(|part| !part.is_empty()).collect();
        let mend = self.reason.map_or_else(|| "Perbaiki bagian ini sesuai alasannya.".to_owned(), fix);
        vec![self.what.clone(), why.join(". "), mend]
    }
}

/// The list as a table.
pub fn table(lacking: &[Lacking]) -> Block {
    let columns = vec![
        Column::figures("No."),
        Column::text("Yang diperiksa", 3),
        Column::text("Alasan", 4),
        Column::text("Yang perlu dilakukan", 4),
    ];
    Block::Table(Table { columns, rows: numbered(lacking.iter().map(Lacking::cells)), totals: Vec::new() })
}

/// Until when it has to be back.
pub fn deadline(due: When) -> Block {
    Block::Note { label: "Batas waktu".to_owned(), text: due.written() }
}

impl RevisionNotice {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = vec![
            self.file.facts(Vec::new()),
            text(format!(
                "Proposal di atas sudah kami periksa. Ada {} hal yang perlu diperbaiki. Daftar ini lengkap; yang tidak \
                 tercantum tidak perlu diubah.",
                self.lacking.len()
            )),
            table(&self.lacking),
            deadline(self.due),
            text(format!(
                "Perbaiki isi daftar ini di halaman proposal, tandatangani lagi, lalu kirim. Waktu pemeriksaan kami \
                 berhenti sampai perbaikan dikirim.{}",
                if self.may_extend { " Tambahan waktu bisa diminta satu kali sebelum batas waktu." } else { "" }
            )),
        ];
        if let Some((round, of)) = self.round {
            blocks.push(text(format!("Ini kesempatan perbaikan ke-{round} dari {of}.")));
        }
        let subject = format!("Perbaikan proposal {}", self.file.shown());
        self.head.letter(
            subject,
            &self.file,
            blocks,
            "Demikian pemberitahuan ini kami sampaikan.",
            self.signer.unnamed(),
        )
    }
}
