//! What an office decided: approved, put on the waiting list, or refused.
use time::Date;

use super::{
    parts::{File, Grounds, Head, Paper, Person, Signer, When, amount, day, fact, list, long_day, money, part, text},
    recommendation::hundredths,
    sheet::{Block, Column, Sheet, Table},
};
use crate::{
    funding::{budget::Form, ranking::Debrief},
    platform::money::Rupiah,
};

/// What is given.
#[derive(Clone, Debug)]
pub enum Aid {
    /// Its worth, and what it consists of.
    Given { amount: Rupiah, forms: Vec<Form> },
    /// A certificate alone.
    Certificate,
}

#[derive(Clone, Debug)]
pub struct Approved {
    pub head: Head,
    pub file: File,
    pub asked: Rupiah,
    pub aid: Aid,
    /// The decree of the head of the region, where one is needed.
    pub decree: Option<Paper>,
    /// The last day of the offer.
    pub answer_by: Date,
    pub signer: Person,
}

#[derive(Clone, Debug)]
pub struct Waitlisted {
    pub head: Head,
    pub file: File,
    /// From 1.
    pub rank: u32,
    /// None where the call says no day.
    pub until: Option<Date>,
    pub signer: Signer,
}

/// Not eligible (before any review), or rejected.
#[derive(Clone, Debug)]
pub struct Refused {
    pub head: Head,
    pub file: File,
    pub stage: Stage,
    pub grounds: Grounds,
    /// What the reviews came to, where there were any.
    pub debrief: Option<Scored>,
    /// Until when the group may object; none when it may not.
    pub object_by: Option<When>,
    pub signer: Signer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Ineligible,
    Rejected,
}

/// Means per criterion, without who reviewed.
#[derive(Clone, Debug)]
pub struct Scored {
    /// As many as the debrief has means.
    pub criteria: Vec<String>,
    pub score_max: u16,
    pub debrief: Debrief,
}

impl Aid {
    /// "uang dan barang".
    pub fn forms(&self) -> String {
        let Self::Given { forms, .. } = self else { return "piagam".to_owned() };
        let names: Vec<&str> = forms.iter().copied().map(form).collect();
        match names.as_slice() {
            [] => String::new(),
            [all @ .., last] if !all.is_empty() => format!("{} dan {last}", all.join(", ")),
            [one, ..] => (*one).to_owned(),
        }
    }

    /// The sum in a frame; a certificate has none.
    pub fn amount(&self, label: &str) -> Option<Block> {
        if let Self::Given { amount: sum, .. } = self { Some(amount(label, *sum)) } else { None }
    }
}

/// A form in words.
pub const fn form(form: Form) -> &'static str {
    match form {
        Form::Money => "uang",
        Form::Goods => "barang",
        Form::Services => "jasa",
    }
}

impl Approved {
    pub fn sheet(&self) -> Sheet {
        let asked = if matches!(self.aid, Aid::Certificate) { String::new() } else { money(self.asked) };
        let facts = self.file.facts(vec![
            fact("Jumlah yang diajukan", asked),
            fact("Bentuk bantuan", self.aid.forms()),
            fact("Keputusan kepala daerah", self.decree.as_ref().map(Paper::named).unwrap_or_default()),
        ]);
        let mut blocks = vec![text("Proposal berikut disetujui."), facts];
        blocks.extend(self.aid.amount("Jumlah yang disetujui"));
        blocks.extend([part("Langkah berikutnya"), list("1.", self.steps())]);
        let subject = format!("Keputusan atas proposal {}", self.file.shown());
        self.head.letter(subject, &self.file, blocks, "Demikian keputusan ini kami sampaikan.", self.signer.signature())
    }

    fn steps(&self) -> Vec<String> {
        let answer = format!(
            "Jawab di halaman proposal, paling lambat {}: bantuan ini diterima atau tidak diambil.",
            long_day(self.answer_by)
        );
        let then: &[&str] = match self.aid {
            Aid::Certificate => &["Sesudah diterima, piagam dibuat atas nama di atas."],
            Aid::Given { .. } => &[
                "Sesuaikan rencana anggaran dengan jumlah yang disetujui, lalu ketua dan bendahara menandatanganinya.",
                "Tandatangani perjanjian bersama kami. Sesudah itu bantuan disalurkan.",
            ],
        };
        [answer].into_iter().chain(then.iter().map(|step| (*step).to_owned())).collect()
    }
}

impl Waitlisted {
    pub fn sheet(&self) -> Sheet {
        let blocks = vec![
            text("Proposal berikut masuk daftar tunggu."),
            self.file.facts(vec![
                fact("Urutan dalam daftar tunggu", self.rank.to_string()),
                fact("Berlaku sampai", self.until.map(day).unwrap_or_default()),
            ]),
            text(
                "Bila ada bantuan yang tidak diambil, proposal dalam daftar tunggu diputuskan menurut urutannya. Anda \
                 tidak perlu melakukan apa pun; kami memberi kabar di halaman proposal. Anda boleh menarik proposal \
                 kapan saja.",
            ),
            text("Sebelum masa berlakunya habis, seorang pejabat memutuskan lagi."),
        ];
        let subject = format!("Keputusan atas proposal {}", self.file.shown());
        self.head.letter(subject, &self.file, blocks, "Demikian keputusan ini kami sampaikan.", self.signer.unnamed())
    }
}

impl Refused {
    pub fn sheet(&self) -> Sheet {
        let (subject, said) = match self.stage {
            Stage::Ineligible => ("Hasil pemeriksaan proposal", "Proposal berikut tidak memenuhi syarat."),
            Stage::Rejected => ("Keputusan atas proposal", "Proposal berikut tidak disetujui."),
        };
        let mut blocks = vec![text(said), self.file.facts(Vec::new()), part("Alasan")];
        blocks.extend(self.grounds.blocks());
        blocks.extend(self.debrief.iter().flat_map(Scored::blocks));
        if let Some(until) = self.object_by {
            let how = format!(
                "Ketua boleh mengajukan keberatan satu kali di halaman proposal, paling lambat {}. Keberatan diperiksa \
                 oleh pejabat lain, bukan yang memutuskan surat ini.",
                until.written()
            );
            blocks.push(Block::Note { label: "Bila Anda tidak sependapat".to_owned(), text: how });
        }
        blocks.push(text("Isi proposal bisa disalin ke pembukaan usulan lain."));
        let subject = format!("{subject} {}", self.file.shown());
        self.head.letter(subject, &self.file, blocks, "Demikian keputusan ini kami sampaikan.", self.signer.unnamed())
    }
}

impl Scored {
    fn blocks(&self) -> Vec<Block> {
        let row = |(at, (name, mean)): (usize, (&String, &u32))| {
            vec![name.clone(), hundredths(*mean), self.score_max.to_string(), self.remark(at).to_owned()]
        };
        let table = Table {
            columns: vec![
                Column::text("Kriteria", 3),
                Column::figures("Nilai rata-rata"),
                Column::figures("Paling tinggi"),
                Column::text("Keterangan", 2),
            ],
            rows: self.criteria.iter().zip(&self.debrief.hundredths).enumerate().map(row).collect(),
            totals: Vec::new(),
        };
        vec![part("Nilai"), Block::Table(table)]
    }

    /// Nothing is stronger or weaker where all are level.
    fn remark(&self, at: usize) -> &'static str {
        let Debrief { strongest, weakest, .. } = self.debrief;
        match at {
            _ if strongest == weakest => "",
            at if at == strongest => "Paling kuat",
            at if at == weakest => "Paling perlu diperkuat",
            _ => "",
        }
    }
}
