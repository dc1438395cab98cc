//! The agreement of a grant (NPHD), and what changes it later.
use time::Date;

use super::{
    decisions::{Aid, form},
    parts::{Head, OfficialNumber, Paper, Person, budget, day, fact, figures, list, long_day, numbered, part, text},
    sheet::{Block, Column, Fact, Sheet, Signatures, Table, Total},
};
use crate::{
    funding::{budget, model::FundingKind},
    platform::{ids::shown_document_code, money::Rupiah},
};

/// One of the two who agree.
#[derive(Clone, Debug)]
pub struct Party {
    pub person: Person,
    /// The agency, or the body that receives.
    pub body: String,
    /// May be empty.
    pub address: String,
}

/// An instalment as it is planned.
#[derive(Clone, Debug)]
pub struct Instalment {
    pub amount: Rupiah,
    pub form: budget::Form,
    /// When, or after what: "Sesudah laporan tahap 1 diterima".
    pub when: String,
    pub report_by: Date,
}

/// Naskah perjanjian.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Its number is the agency's.
    pub head: Head,
    pub body_number: OfficialNumber,
    /// Code of the award, eight characters.
    pub award: String,
    /// Title of the call.
    pub call: String,
    pub fiscal_year: u16,
    pub kind: FundingKind,
    pub giver: Party,
    pub receiver: Party,
    /// The decision it rests on.
    pub decision: Paper,
    pub purpose: String,
    pub aid: Aid,
    /// The budget as it was reduced to the award.
    pub lines: Vec<budget::Line>,
    pub instalments: Vec<Instalment>,
    /// What the agency asks for beyond the usual.
    pub duties: Vec<String>,
    /// Whether each copy bears a stamp.
    pub stamp_duty: bool,
}

/// A change of an agreement both sides signed.
#[derive(Clone, Debug)]
pub struct Addendum {
    pub head: Head,
    pub body_number: OfficialNumber,
    pub award: String,
    /// The agreement: the agency's number and its day.
    pub agreement: Paper,
    pub giver: Party,
    pub receiver: Party,
    pub reason: String,
    pub changes: Vec<Change>,
    pub stamp_duty: bool,
}

/// What read so and reads otherwise now.
#[derive(Clone, Debug)]
pub struct Change {
    pub what: String,
    pub before: String,
    pub after: String,
}

const FIRST: &str = "Pihak Kesatu";
const SECOND: &str = "Pihak Kedua";
const STAMP: &str = "Meterai";

impl Agreement {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = parties(self.head.day, &self.giver, &self.receiver);
        blocks.push(text(format!(
            "Berdasarkan keputusan {}, kedua pihak sepakat mengadakan perjanjian berikut.",
            self.decision.named()
        )));
        let articles = [
            ("Tujuan", self.aims()),
            ("Bantuan", self.what_is_given()),
            ("Hak dan kewajiban Pihak Kesatu", vec![list("(1)", GIVER)]),
            ("Hak dan kewajiban Pihak Kedua", vec![list("(1)", self.of_receiver())]),
            ("Penyaluran", self.payment()),
            ("Laporan", self.reports()),
            ("Perubahan dan perselisihan", vec![list("(1)", CHANGES)]),
            ("Penutup", vec![text(self.copies())]),
        ];
        for (number, (title, body)) in (1..).zip(articles) {
            blocks.push(Block::Article { number: format!("Pasal {number}"), text: title.to_owned() });
            blocks.extend(body);
        }
        let under = numbers(&self.head, &self.body_number, &self.award);
        let signatures = signatures(&self.head, &self.giver, &self.receiver, self.stamp_duty);
        self.head.numbered(title(self.kind), under, blocks, signatures)
    }

    fn aims(&self) -> Vec<Block> {
        let within = format!(
            "Bantuan ini diberikan lewat pembukaan usulan \"{}\" tahun anggaran {}.",
            self.call, self.fiscal_year
        );
        vec![list("(1)", [format!("Bantuan dipakai untuk: {}", self.purpose), within])]
    }

    fn what_is_given(&self) -> Vec<Block> {
        let mut blocks =
            vec![text(format!("Pihak Kesatu memberikan bantuan berupa {} kepada Pihak Kedua.", self.aid.forms()))];
        blocks.extend(self.aid.amount("Nilai bantuan"));
        if !self.lines.is_empty() {
            blocks.push(text("Rinciannya menurut rencana anggaran yang sudah disesuaikan:"));
            blocks.push(Block::Table(budget(&self.lines)));
        }
        blocks
    }

    fn of_receiver(&self) -> Vec<String> {
        let usual = RECEIVER.iter().map(|duty| (*duty).to_owned());
        usual.chain(self.duties.iter().map(|duty| format!("Pihak Kedua wajib: {duty}"))).collect()
    }

    fn payment(&self) -> Vec<Block> {
        let row = |instalment: &Instalment| {
            let Instalment { amount, form: of, when, .. } = instalment;
            vec![form(*of).to_owned(), when.clone(), figures(amount.0)]
        };
        let sum = self.instalments.iter().map(|instalment| instalment.amount.0).sum();
        let table = Table {
            columns: vec![
                Column::figures("Tahap"),
                Column::text("Bentuk", 1),
                Column::text("Waktu dan syarat", 4),
                Column::figures("Jumlah (Rp)"),
            ],
            rows: numbered(self.instalments.iter().map(row)),
            totals: vec![Total { label: "Jumlah seluruhnya", values: vec![figures(sum)] }],
        };
        let ways = list(
            "(1)",
            [
                "Uang dibayarkan ke rekening atas nama Pihak Kedua yang sudah diperiksa Pihak Kesatu.",
                "Barang diserahkan dengan berita acara serah terima yang ditandatangani kedua pihak.",
            ],
        );
        vec![Block::Table(table), ways]
    }

    fn reports(&self) -> Vec<Block> {
        let due = (1..).zip(&self.instalments).map(|(number, instalment)| {
            format!("Laporan pertanggungjawaban tahap {number} dikirim paling lambat {}.", day(instalment.report_by))
        });
        let what = [
            "Laporan memuat belanja tiap baris rencana anggaran, bukti belanja, dan foto.".to_owned(),
            "Sisa uang dikembalikan ke kas daerah, dan bukti setornya dilampirkan.".to_owned(),
        ];
        vec![list("(1)", due.chain(what))]
    }

    fn copies(&self) -> &'static str {
        if self.stamp_duty {
            "Perjanjian ini dibuat dalam dua lembar yang sama bunyinya, masing-masing bermeterai, satu untuk tiap pihak."
        } else {
            "Perjanjian ini dibuat dalam dua lembar yang sama bunyinya, satu untuk tiap pihak."
        }
    }
}

impl Addendum {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = parties(self.head.day, &self.giver, &self.receiver);
        blocks.push(text(format!("Kedua pihak sepakat mengubah perjanjian {}.", self.agreement.named())));
        let row = |change: &Change| vec![change.what.clone(), change.before.clone(), change.after.clone()];
        let table = Table {
            columns: vec![
                Column::figures("No."),
                Column::text("Yang diubah", 3),
                Column::text("Semula", 4),
                Column::text("Menjadi", 4),
            ],
            rows: numbered(self.changes.iter().map(row)),
            totals: Vec::new(),
        };
        blocks.extend([part("Perubahan"), Block::Table(table), part("Alasan"), text(&self.reason)]);
        blocks.push(text("Isi perjanjian yang tidak disebut di atas tetap berlaku."));
        let under = numbers(&self.head, &self.body_number, &self.award);
        let signatures = signatures(&self.head, &self.giver, &self.receiver, self.stamp_duty);
        self.head.numbered("Addendum Perjanjian", under, blocks, signatures)
    }
}

impl Party {
    fn facts(&self) -> Vec<Fact> {
        let Self { person, body, address } = self;
        let name = if person.name.is_empty() { "–" } else { &person.name };
        let position = person.signer.lines().join(", ");
        vec![fact("Nama", name), fact("Jabatan", position), fact("Mewakili", body), fact("Alamat", address)]
    }
}

/// Who agrees.
fn parties(on: Date, giver: &Party, receiver: &Party) -> Vec<Block> {
    vec![
        text(format!("Pada hari {}, yang bertanda tangan di bawah ini:", long_day(on))),
        Block::Facts { rows: giver.facts() },
        text("selanjutnya disebut Pihak Kesatu, dan"),
        Block::Facts { rows: receiver.facts() },
        text("selanjutnya disebut Pihak Kedua."),
    ]
}

fn numbers(head: &Head, body_number: &OfficialNumber, award: &str) -> Vec<String> {
    vec![
        format!("Nomor Pihak Kesatu: {}", head.number.shown()),
        format!("Nomor Pihak Kedua: {}", body_number.shown()),
        format!("Kode bantuan: {}", shown_document_code(award)),
    ]
}

fn signatures(head: &Head, giver: &Party, receiver: &Party, stamp_duty: bool) -> Signatures {
    let mut boxes = vec![giver.person.party(FIRST), receiver.person.party(SECOND)];
    if stamp_duty {
        for signature in &mut boxes {
            signature.stamp = STAMP;
        }
    }
    Signatures { dated: head.dated(), boxes, ..Signatures::default() }
}

const fn title(kind: FundingKind) -> &'static str {
    match kind {
        FundingKind::Grant => "Naskah Perjanjian Hibah Daerah",
        FundingKind::BusinessAid => "Perjanjian Bantuan Usaha",
        FundingKind::Emergency => "Perjanjian Dana Darurat Usaha",
        FundingKind::Competition => "Perjanjian Hadiah Lomba",
    }
}

const GIVER: [&str; 3] = [
    "Pihak Kesatu menyalurkan bantuan menurut perjanjian ini.",
    "Pihak Kesatu berhak menerima laporan dan memeriksa penggunaan bantuan.",
    "Pihak Kesatu berhak menunda penyaluran bila laporan sebelumnya belum diterima.",
];

const RECEIVER: [&str; 5] = [
    "Pihak Kedua berhak menerima bantuan menurut perjanjian ini.",
    "Pihak Kedua wajib memakai bantuan sesuai tujuan dan rencana anggaran.",
    "Pihak Kedua wajib menyimpan bukti belanja dan memelihara barang yang diterima.",
    "Pihak Kedua wajib melaporkan penggunaan bantuan dan mengembalikan sisanya.",
    "Pihak Kedua dilarang mengalihkan bantuan kepada pihak lain.",
];

const CHANGES: [&str; 2] = [
    "Perubahan perjanjian ini ditulis dalam addendum yang ditandatangani kedua pihak.",
    "Perselisihan diselesaikan dengan musyawarah.",
];
