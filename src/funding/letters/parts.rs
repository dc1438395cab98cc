//! What letters have in common: who writes, what it is about, who signs, how money, days and reasons are written.
use time::{Date, OffsetDateTime};

use super::sheet::{Block, Column, Fact, Letterhead, Opening, Sheet, SignatureBox, Signatures, Table, Total};
use crate::{
    funding::{budget::Line, machine::Hand, reasons::Reason},
    platform::{
        amount_in_words::{self, in_letters},
        dates,
        i18n::{self, Lang},
        ids::shown_document_code,
        money::{Rupiah, grouped},
        typeset::Template,
    },
    regions::Zone,
};

/// A number of an office's own scheme, as typed. It may be empty, which is written "–".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficialNumber(String);

/// An agency as it stands above its letters.
#[derive(Clone, Debug)]
pub struct Agency {
    /// "Pemerintah Kota Banjarmasin"; empty for a body that belongs to none.
    pub government: String,
    pub name: String,
    /// Address and the like, one a line.
    pub lines: Vec<String>,
    /// Where its letters are written: "Banjarmasin".
    pub place: String,
}

/// What every letter of an agency begins with.
#[derive(Clone, Debug)]
pub struct Head {
    pub agency: Agency,
    pub number: OfficialNumber,
    /// The letter's own code, eight characters.
    pub code: String,
    pub day: Date,
}

/// The proposal a letter is about.
#[derive(Clone, Debug)]
pub struct File {
    /// Its code, eight characters.
    pub code: String,
    /// Title of the call.
    pub call: String,
    pub fiscal_year: u16,
    /// The name under which it was made.
    pub applicant: String,
    /// Regency or city of the applicant.
    pub place: String,
}

/// Who signs, by what they are.
#[derive(Clone, Debug)]
pub struct Signer {
    /// "Kepala Dinas Pariwisata", "Sekretaris", "Plh. Kepala Dinas Pariwisata".
    pub position: String,
    /// For whom, where a mandate lets somebody else sign: the letter says "a.n.".
    pub on_behalf_of: Option<String>,
}

/// Who signs, by name. A letter that gives reasons takes a [`Signer`] instead: no name stands beside a reason.
#[derive(Clone, Debug)]
pub struct Person {
    /// Empty where it is written by hand.
    pub name: String,
    pub signer: Signer,
}

/// A paper with a number and a day.
#[derive(Clone, Debug)]
pub struct Paper {
    pub number: String,
    pub day: Date,
}

/// Reasons of the list, and what the officer wrote; the text may be empty.
#[derive(Clone, Debug)]
pub struct Grounds {
    pub reasons: Vec<Reason>,
    pub text: String,
}

/// A moment in the zone of a call.
#[derive(Clone, Copy, Debug)]
pub struct When {
    pub at: OffsetDateTime,
    pub zone: Zone,
}

impl OfficialNumber {
    /// The most letters of a number.
    pub const LONGEST: usize = 60;

    /// What was typed, without space around it. None when it is too long or holds what cannot be printed.
    pub fn parse(typed: &str) -> Option<Self> {
        let number = typed.trim();
        let fits = number.chars().count() <= Self::LONGEST && !number.chars().any(char::is_control);
        fits.then(|| Self(number.to_owned()))
    }

    /// As a letter has it.
    pub fn shown(&self) -> String {
        if self.0.is_empty() { "–".to_owned() } else { self.0.clone() }
    }
}

impl Head {
    /// A letter of the agency. `closing` is the last sentence, before the signature.
    pub fn letter(
        &self,
        subject: String,
        to: &File,
        blocks: Vec<Block>,
        closing: &str,
        signature: SignatureBox,
    ) -> Sheet {
        let facts = vec![fact("Nomor", self.number.shown()), fact("Perihal", subject)];
        let opening = Opening::Letter {
            facts,
            dated: self.dated(),
            recipient: vec![format!("Yth. Pengurus {}", to.applicant), format!("di {}", to.place)],
        };
        let signatures = Signatures { closing: closing.to_owned(), boxes: vec![signature], ..Signatures::default() };
        self.sheet(Template::Letter, opening, blocks, signatures)
    }

    /// A document of the agency with a heading and its number below.
    pub fn record(&self, heading: &str, blocks: Vec<Block>, signatures: Signatures) -> Sheet {
        self.numbered(heading, vec![format!("Nomor: {}", self.number.shown())], blocks, signatures)
    }

    /// The same with other lines below the heading.
    pub fn numbered(&self, heading: &str, under: Vec<String>, blocks: Vec<Block>, signatures: Signatures) -> Sheet {
        let opening = Opening::Record { heading: heading.to_owned(), under };
        self.sheet(Template::Record, opening, blocks, signatures)
    }

    pub fn sheet(&self, template: Template, opening: Opening, blocks: Vec<Block>, signatures: Signatures) -> Sheet {
        let Agency { government, name, lines, .. } = &self.agency;
        let title = if self.number.0.is_empty() { shown_document_code(&self.code) } else { self.number.0.clone() };
        let letterhead = Letterhead { over: government.clone(), name: name.clone(), lines: lines.clone() };
        Sheet { template, title, author: name.clone(), letterhead, opening, blocks, signatures }
    }

    /// "Banjarmasin, 22 November 2026".
    pub fn dated(&self) -> String {
        format!("{}, {}", self.agency.place, day(self.day))
    }
}

impl File {
    /// Its code as people read it.
    pub fn shown(&self) -> String {
        shown_document_code(&self.code)
    }

    /// What it is, with facts of the letter behind.
    pub fn facts(&self, more: Vec<Fact>) -> Block {
        let mut rows = vec![
            fact("Kode proposal", self.shown()),
            fact("Pembukaan usulan", &self.call),
            fact("Tahun anggaran", self.fiscal_year.to_string()),
            fact("Atas nama", &self.applicant),
        ];
        rows.extend(more);
        Block::Facts { rows }
    }
}

impl Signer {
    /// Whoever holds an office, or whom a mandate lets sign for it: they say so, as article 14 of Law 30/2014 asks.
    pub fn of(position: &str, hand: &Hand) -> Self {
        match hand.on_behalf_of {
            None => Self { position: position.to_owned(), on_behalf_of: None },
            Some(_) => Self { position: "Penerima mandat".to_owned(), on_behalf_of: Some(position.to_owned()) },
        }
    }

    /// "a.n. Kepala Dinas Pariwisata" stands above who signs for it.
    pub fn lines(&self) -> Vec<String> {
        let for_whom = self.on_behalf_of.iter().map(|office| format!("a.n. {office}"));
        for_whom.chain([self.position.clone()]).collect()
    }

    /// A place to sign without a name.
    pub fn unnamed(&self) -> SignatureBox {
        SignatureBox { above: self.lines(), stamp: "", name: String::new() }
    }
}

impl Person {
    pub fn signature(&self) -> SignatureBox {
        SignatureBox { name: self.name.clone(), ..self.signer.unnamed() }
    }

    /// The same as a party of a document: "Pihak Kesatu" stands above.
    pub fn party(&self, role: &str) -> SignatureBox {
        let mut signature = self.signature();
        signature.above.insert(0, role.to_owned());
        signature
    }
}

impl Paper {
    /// "nomor 12/2026 tanggal 22 November 2026".
    pub fn named(&self) -> String {
        format!("nomor {} tanggal {}", self.number, day(self.day))
    }
}

impl Grounds {
    /// The reasons one by one, each with what to do, and the officer's own words below.
    pub fn blocks(&self) -> Vec<Block> {
        let columns = vec![Column::figures("No."), Column::text("Alasan", 3), Column::text("Yang bisa dilakukan", 4)];
        let rows = numbered(self.reasons.iter().map(|reason| vec![words(*reason), fix(*reason)]));
        let mut blocks = vec![Block::Table(Table { columns, rows, totals: Vec::new() })];
        if !self.text.is_empty() {
            blocks.push(Block::Note { label: "Penjelasan".to_owned(), text: self.text.clone() });
        }
        blocks
    }
}

impl When {
    /// "Selasa, 24 November 2026 pukul 16.00 WITA".
    pub fn written(self) -> String {
        dates::moment(Lang::Id, self.at, self.zone)
    }
}

/// A fact with its name.
pub fn fact(name: &str, value: impl Into<String>) -> Fact {
    (name.to_owned(), value.into())
}

pub fn text(text: impl Into<String>) -> Block {
    Block::Text { text: text.into() }
}

pub fn part(text: &str) -> Block {
    Block::Part { text: text.to_owned() }
}

/// Sentences with numbers or dots before them.
pub fn list<Item: Into<String>>(numbering: &'static str, items: impl IntoIterator<Item = Item>) -> Block {
    Block::List { numbering, items: items.into_iter().map(Into::into).collect() }
}

/// Money in a frame, with its words.
pub fn amount(label: &str, amount: Rupiah) -> Block {
    Block::Amount {
        label: label.to_owned(),
        figures: format!("Rp{},00", figures(amount.0)),
        words: format!("({})", amount_in_words::rupiah(Lang::Id, amount)),
    }
}

/// Money within a sentence or among facts, with its words.
pub fn money(amount: Rupiah) -> String {
    in_letters(amount)
}

/// A number as it stands in a column: "12.500.000".
pub fn figures(number: i64) -> String {
    grouped(number, '.')
}

/// A quantity in thousandths: 1,500 is "1,5".
pub fn quantity(thousandths: i64) -> String {
    let (whole, part) = (thousandths / 1_000, thousandths % 1_000);
    let part = format!("{part:03}");
    match part.trim_end_matches('0') {
        "" => figures(whole),
        part => format!("{},{part}", figures(whole)),
    }
}

/// "22 November 2026".
pub fn day(day: Date) -> String {
    dates::date(Lang::Id, day)
}

/// "Selasa, 24 November 2026".
pub fn long_day(of: Date) -> String {
    format!("{}, {}", dates::weekday(Lang::Id, of), day(of))
}

/// What a text of the languages says in letters.
pub fn said(key: &str) -> String {
    i18n::text(Lang::Id, key, None)
}

/// A reason in words.
pub fn words(reason: Reason) -> String {
    said(reason.key())
}

/// What to do about it.
pub fn fix(reason: Reason) -> String {
    said(reason.fix_key())
}

/// Rows with 1, 2, 3 before them.
pub fn numbered(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let number = |(number, row): (usize, Vec<String>)| [vec![number.to_string()], row].concat();
    (1..).zip(rows).map(number).collect()
}

/// A budget as it was agreed: each line with its quantity and price, less what was cut.
pub fn budget(lines: &[Line]) -> Table {
    let net = |line: &Line| line.subtotal().unwrap_or_default().0 - line.cut.0;
    let row = |line: &Line| {
        vec![
            line.number.to_string(),
            format!("{}: {}", line.activity, line.description),
            format!("{} {}", quantity(line.quantity), line.unit),
            figures(line.unit_price.0),
            figures(net(line)),
        ]
    };
    Table {
        columns: vec![
            Column::figures("No."),
            Column::text("Kegiatan dan uraian", 5),
            Column::text("Volume", 2),
            Column::figures("Harga satuan (Rp)"),
            Column::figures("Jumlah (Rp)"),
        ],
        rows: lines.iter().map(row).collect(),
        totals: vec![Total { label: "Jumlah seluruhnya", values: vec![figures(lines.iter().map(net).sum())] }],
    }
}
