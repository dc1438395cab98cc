//! Accounts of a grant (LPJ): the report to print and sign, and what the agency answers.
use time::Date;

use super::{
    parts::{
        File, Head, OfficialNumber, Paper, Person, Signer, When, amount, day, fact, figures, list, money, part, text,
    },
    revision::{self, Lacking},
    sheet::{Block, Column, Fact, Letterhead, Opening, Sheet, Signatures, Table, Total, printed_whole},
};
use crate::{
    funding::versions::ContentHash,
    platform::{ids::shown_document_code, money::Rupiah, typeset::Template},
};

/// Which report it is.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its own code, eight characters.
    pub code: String,
    /// Code of the award, eight characters.
    pub award: String,
    /// The instalment it accounts for, from 1.
    pub instalment: u8,
}

/// What was given and what became of it. Rupiah.
#[derive(Clone, Copy, Debug)]
pub struct Sums {
    pub given: Rupiah,
    pub spent: Rupiah,
    pub returned: Rupiah,
}

/// The report itself, made of its frozen version.
#[derive(Clone, Debug)]
pub struct ReportSheet {
    pub letterhead: Letterhead,
    pub number: OfficialNumber,
    /// Place and day as they shall stand on it.
    pub dated: String,
    pub file: File,
    pub report: Report,
    pub version: u32,
    pub hash: ContentHash,
    /// What was done and reached.
    pub told: String,
    pub lines: Vec<ReportLine>,
    pub receipts: Vec<Receipt>,
    pub given: Rupiah,
    pub rest: Rest,
    pub chair: Person,
    pub treasurer: Person,
}

/// A line of the budget, as it was spent.
#[derive(Clone, Debug)]
pub struct ReportLine {
    pub number: u16,
    pub name: String,
    pub planned: Rupiah,
    pub spent: Rupiah,
    /// How many receipts it has.
    pub receipts: usize,
    /// Why it differs; may be empty.
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Receipt {
    /// Number of its line.
    pub line: u16,
    pub day: Date,
    pub what: String,
    pub amount: Rupiah,
}

/// What became of the money that is left.
#[derive(Clone, Debug)]
pub enum Rest {
    None,
    /// Paid back, with the number and day of the proof (STS).
    Returned(Rupiah, Paper),
    /// It will be paid back.
    Promised(Rupiah),
}

/// Tanda terima: a version of a report arrived.
#[derive(Clone, Debug)]
pub struct ReportReceipt {
    pub head: Head,
    pub file: File,
    pub report: Report,
    pub version: u32,
    pub hash: ContentHash,
    pub sums: Sums,
    pub received: When,
}

/// Surat pengembalian: a report has to be mended.
#[derive(Clone, Debug)]
pub struct ReportReturned {
    pub head: Head,
    pub file: File,
    pub report: Report,
    pub lacking: Vec<Lacking>,
    /// Money without receipts, by number and name of the line.
    pub without_receipts: Vec<(u16, String, Rupiah)>,
    pub due: When,
    pub signer: Signer,
}

/// Tanda terima LPJ: the accounts are settled. The next grant asks for it.
#[derive(Clone, Debug)]
pub struct ReportAccepted {
    pub head: Head,
    pub file: File,
    pub report: Report,
    pub sums: Sums,
    pub signer: Signer,
}

impl Report {
    fn facts(&self, more: Vec<Fact>) -> Vec<Fact> {
        let own = vec![
            fact("Kode laporan", shown_document_code(&self.code)),
            fact("Kode bantuan", shown_document_code(&self.award)),
            fact("Tahap", self.instalment.to_string()),
        ];
        [own, more].concat()
    }
}

impl Sums {
    /// The three sums, and what they leave.
    pub fn table(self) -> Block {
        let row = |name: &str, amount: Rupiah| vec![name.to_owned(), figures(amount.0)];
        let left = self.given.0 - self.spent.0 - self.returned.0;
        Block::Table(Table {
            columns: vec![Column::text("Uraian", 1), Column::figures("Jumlah (Rp)")],
            rows: vec![
                row("Bantuan yang diterima", self.given),
                row("Belanja yang dilaporkan", self.spent),
                row("Sisa yang dikembalikan", self.returned),
            ],
            totals: vec![Total { label: "Belum dipertanggungjawabkan", values: vec![figures(left)] }],
        })
    }
}

impl ReportSheet {
    pub fn sheet(&self) -> Sheet {
        let spent = Rupiah(self.lines.iter().map(|line| line.spent.0).sum());
        let own = vec![
            fact("Versi", self.version.to_string()),
            fact("Sidik isi", printed_whole(&self.hash)),
            fact("Bantuan yang diterima", money(self.given)),
        ];
        let mut blocks = vec![
            self.file.facts(self.report.facts(own)),
            part("Pelaksanaan"),
            text(&self.told),
            part("Belanja menurut rencana anggaran"),
            Block::Table(self.accounts()),
            amount("Jumlah belanja", spent),
        ];
        if self.lines.iter().any(|line| !line.note.is_empty()) {
            let noted = self.lines.iter().filter(|line| !line.note.is_empty());
            let notes = noted.map(|line| format!("Baris {}: {}", line.number, line.note));
            blocks.extend([part("Penjelasan selisih"), list("", notes)]);
        }
        blocks.extend([part("Daftar bukti"), self.receipts(), part("Sisa"), text(self.rest.told())]);
        Sheet {
            template: Template::Record,
            title: shown_document_code(&self.report.code),
            author: self.letterhead.name.clone(),
            letterhead: self.letterhead.clone(),
            opening: Opening::Record {
                heading: "Laporan Pertanggungjawaban".to_owned(),
                under: vec![format!("Nomor: {}", self.number.shown())],
            },
            blocks,
            signatures: Signatures {
                closing: "Kami menyatakan bahwa laporan ini benar dan bukti aslinya kami simpan.".to_owned(),
                dated: self.dated.clone(),
                boxes: vec![self.chair.signature(), self.treasurer.signature()],
            },
        }
    }

    fn accounts(&self) -> Table {
        let difference = |line: &ReportLine| line.planned.0 - line.spent.0;
        let row = |line: &ReportLine| {
            vec![
                line.number.to_string(),
                line.name.clone(),
                figures(line.planned.0),
                figures(line.spent.0),
                figures(difference(line)),
                line.receipts.to_string(),
            ]
        };
        let sum = |of: &dyn Fn(&ReportLine) -> i64| figures(self.lines.iter().map(of).sum());
        let receipts: usize = self.lines.iter().map(|line| line.receipts).sum();
        let values =
            vec![sum(&|line| line.planned.0), sum(&|line| line.spent.0), sum(&difference), receipts.to_string()];
        Table {
            columns: vec![
                Column::figures("No."),
                Column::text("Kegiatan dan uraian", 1),
                Column::figures("Rencana (Rp)"),
                Column::figures("Belanja (Rp)"),
                Column::figures("Selisih (Rp)"),
                Column::figures("Bukti"),
            ],
            rows: self.lines.iter().map(row).collect(),
            totals: vec![Total { label: "Jumlah", values }],
        }
    }

    fn receipts(&self) -> Block {
        let row = |receipt: &Receipt| {
            let Receipt { line, what, amount, .. } = receipt;
            vec![line.to_string(), day(receipt.day), what.clone(), figures(amount.0)]
        };
        let sum = self.receipts.iter().map(|receipt| receipt.amount.0).sum();
        Block::Table(Table {
            columns: vec![
                Column::figures("Baris"),
                Column::text("Tanggal", 2),
                Column::text("Isi bukti", 5),
                Column::figures("Jumlah (Rp)"),
            ],
            rows: self.receipts.iter().map(row).collect(),
            totals: vec![Total { label: "Jumlah", values: vec![figures(sum)] }],
        })
    }
}

impl Rest {
    fn told(&self) -> String {
        match self {
            Self::None => "Tidak ada sisa.".to_owned(),
            Self::Returned(sum, proof) => {
                format!("Sisa {} sudah dikembalikan, bukti setor {}.", money(*sum), proof.named())
            }
            Self::Promised(sum) => format!("Sisa {} akan dikembalikan.", money(*sum)),
        }
    }
}

impl ReportReceipt {
    pub fn sheet(&self) -> Sheet {
        let facts = self.report.facts(vec![
            fact("Diterima", self.received.written()),
            fact("Versi", self.version.to_string()),
            fact("Sidik isi", printed_whole(&self.hash)),
        ]);
        let blocks = vec![
            text("Laporan pertanggungjawaban berikut sudah kami terima dan akan kami periksa."),
            self.file.facts(facts),
            self.sums.table(),
            text(
                "Tanda terima ini dibuat otomatis saat laporan dikirim. Surat bahwa laporan diterima seluruhnya dibuat \
                 sesudah pemeriksaan.",
            ),
        ];
        self.head.record("Tanda Terima Pengiriman Laporan", blocks, Signatures::default())
    }
}

impl ReportReturned {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = vec![
            self.file.facts(self.report.facts(Vec::new())),
            text("Laporan di atas sudah kami periksa. Hal berikut perlu diperbaiki. Daftar ini lengkap."),
            revision::table(&self.lacking),
        ];
        if !self.without_receipts.is_empty() {
            blocks.extend([part("Belanja yang belum ada buktinya"), self.missing()]);
        }
        blocks.push(revision::deadline(self.due));
        blocks.push(text("Perbaiki laporan di halaman bantuan, tandatangani lagi, lalu kirim."));
        self.head.letter(self.report.subject(), &self.file, blocks, "Demikian kami sampaikan.", self.signer.unnamed())
    }

    fn missing(&self) -> Block {
        let row = |(number, name, sum): &(u16, String, Rupiah)| vec![number.to_string(), name.clone(), figures(sum.0)];
        let sum: i64 = self.without_receipts.iter().map(|(.., sum)| sum.0).sum();
        Block::Table(Table {
            columns: vec![
                Column::figures("Baris"),
                Column::text("Kegiatan dan uraian", 1),
                Column::figures("Kurang bukti (Rp)"),
            ],
            rows: self.without_receipts.iter().map(row).collect(),
            totals: vec![Total { label: "Jumlah", values: vec![figures(sum)] }],
        })
    }
}

impl ReportAccepted {
    pub fn sheet(&self) -> Sheet {
        let blocks = vec![
            text("Laporan pertanggungjawaban berikut sudah kami periksa dan kami terima."),
            self.file.facts(self.report.facts(Vec::new())),
            self.sums.table(),
            text("Simpan surat ini. Surat ini diminta bila Anda mengajukan bantuan lagi."),
        ];
        self.head.letter(self.report.subject(), &self.file, blocks, "Demikian kami sampaikan.", self.signer.unnamed())
    }
}

impl Report {
    fn subject(&self) -> String {
        format!("Laporan pertanggungjawaban {}", shown_document_code(&self.code))
    }
}
