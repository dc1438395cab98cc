//! A call as its office writes it, in four parts that are saved one by one. A draft may be unfinished; what is typed and
//! cannot be read is told at once.
mod reader;

use time::{Date, OffsetDateTime};

use self::reader::{Reader, clock};
use crate::{
    error::Invalid,
    funding::{
        budget::Form,
        calls::terms::{Decree, Publication, Selection},
        eligibility::{Door, Question},
        machine::{Duty, Refusal},
        model::{CallState, FundingKind, Share},
        papers::PaperKind,
    },
    identity::model::Office,
    platform::{money::Rupiah, params::Params},
    regions::{self, Zone},
    web::days,
};

crate::words! {
    /// A part of a call, as its address says it.
    pub enum Part {
        Text = "naskah",
        Money = "dana",
        Doors = "syarat",
        Assessment = "penilaian",
    }
}

crate::words! {
    /// A step of a call that persons take, as its address says it.
    pub enum Step {
        Publish = "terbit",
        Amend = "perubahan",
        Cancel = "batal",
        Finish = "selesai",
    }
}

/// Duties the panel of a call gives, with the office that somebody needs for one.
pub const SEATS: [(Duty, Office); 8] = [
    (Duty::Lead, Office::CallLead),
    (Duty::ProgrammeOwner, Office::ProgrammeOwner),
    (Duty::Verifier, Office::Verifier),
    (Duty::Reviewer, Office::Reviewer),
    (Duty::Decider, Office::Decider),
    (Duty::SecondDecider, Office::Decider),
    (Duty::Disburser, Office::Disburser),
    (Duty::Head, Office::ProgrammeOwner),
];

/// Scales a criterion can be scored on.
pub const SCALES: [u16; 3] = [5, 10, 100];

/// What a call says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextForm {
    pub name: String,
    pub summary: String,
    pub purpose: String,
    pub kind: Option<FundingKind>,
    /// Code of a province or a regency; nothing for the whole country.
    pub region: Option<String>,
    pub applicants: Vec<String>,
    pub steps: Vec<String>,
    /// Empty when there is none yet.
    pub legal_basis: String,
    pub fiscal_year: Option<i32>,
}

/// What there is to give, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyForm {
    /// None when a certificate alone is given.
    pub forms: Vec<Form>,
    pub ceiling: Rupiah,
    pub ask_min: Rupiah,
    pub per_proposal: Rupiah,
    pub quota: Option<i32>,
    pub zone: Zone,
    pub opens: Option<OffsetDateTime>,
    pub closes: Option<OffsetDateTime>,
    /// Minutes.
    pub grace: u16,
    /// Basis points, together 10,000.
    pub tranches: Vec<u32>,
    pub funders: Vec<Share>,
}

/// Who is let in, and with which papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoorsForm {
    pub doors: Vec<Door>,
    pub questions: Vec<Question>,
    pub papers: Vec<PaperKind>,
    pub other_papers: Vec<String>,
    pub quotes: u8,
    pub quotes_above: Rupiah,
    pub standard_prices: bool,
}

/// How proposals are checked, scored and decided.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one term of its own")]
pub struct AssessmentForm {
    pub reviews_required: u8,
    pub blind: bool,
    pub criteria: Vec<Share>,
    pub score_max: u16,
    pub selection: Selection,
    pub needs_field_visit: bool,
    pub needs_apip: bool,
    pub needs_tapd: bool,
    pub needs_budget_act: bool,
    pub admin_rounds: u8,
    pub revision_days: u16,
    pub extension_days: u16,
    pub allow_content_revision: bool,
    pub admin_days: Option<u16>,
    pub appeal_days: Option<u16>,
    pub waitlist_until: Option<Date>,
    pub decree: Decree,
    pub publication: Option<Publication>,
}

/// Every part of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub text: TextForm,
    pub money: MoneyForm,
    pub doors: DoorsForm,
    pub assessment: AssessmentForm,
}

/// One part as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    Text(TextForm),
    Money(MoneyForm),
    Doors(DoorsForm),
    Assessment(AssessmentForm),
}

impl Part {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "calls-part-text",
            Self::Money => "calls-part-money",
            Self::Doors => "calls-part-doors",
            Self::Assessment => "calls-part-assessment",
        }
    }

    /// Reads what was typed into it, and what of that cannot be read.
    pub fn read(self, params: &Params) -> (Typed, Invalid) {
        let mut reader = Reader::new(params);
        let typed = match self {
            Self::Text => Typed::Text(TextForm::read(&mut reader)),
            Self::Money => Typed::Money(MoneyForm::read(&mut reader)),
            Self::Doors => Typed::Doors(DoorsForm::read(&mut reader)),
            Self::Assessment => Typed::Assessment(AssessmentForm::read(&mut reader)),
        };
        (typed, reader.faults)
    }
}

impl Draft {
    /// The fields of a part, as they are typed.
    pub fn fields(&self, part: Part) -> Params {
        let fields = match part {
            Part::Text => self.text.fields(),
            Part::Money => self.money.fields(),
            Part::Doors => self.doors.fields(),
            Part::Assessment => self.assessment.fields(),
        };
        fields.into_iter().fold(Params::default(), |all, (name, value)| all.with(&name, &value))
    }

    /// Everything others read of it, under the names of its fields.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        [self.text.texts(), self.money.texts(), self.doors.texts(), self.assessment.texts()].concat()
    }
}

impl Typed {
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Text(form) => form.texts(),
            Self::Money(form) => form.texts(),
            Self::Doors(form) => form.texts(),
            Self::Assessment(form) => form.texts(),
        }
    }
}

type Fields = Vec<(String, String)>;
type Texts<'a> = Vec<(&'static str, &'a str)>;

fn field(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn tick(name: &str, on: bool) -> (String, String) {
    field(name, if on { "1" } else { "" })
}

fn share_lines(shares: &[Share]) -> String {
    let line = |share: &Share| format!("{}: {}", share.name, share.percent);
    shares.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn share_texts<'a>(name: &'static str, shares: &'a [Share]) -> Texts<'a> {
    shares.iter().map(|share| (name, share.name.as_str())).collect()
}

impl TextForm {
    fn read(reader: &mut Reader) -> Self {
        let name = reader.text("nama", 160);
        reader.fault(name.chars().count() < 5 || name.contains('\n'), "nama", "fault-call-name");
        let kind = reader.word("macam", FundingKind::parse);
        reader.fault(kind.is_none(), "macam", "error-choice");
        let region = reader.given("wilayah").map(str::to_owned);
        let found = region.as_deref().and_then(regions::find);
        reader.fault(region.is_some() && found.is_none(), "wilayah", "fault-place");
        Self {
            name,
            summary: reader.text("ringkas", 300),
            purpose: reader.text("tujuan", 3_000),
            kind,
            region: found.map(|region| region.code.to_owned()),
            applicants: reader.lines("pelaku", 12, 200),
            steps: reader.lines("langkah", 12, 200),
            legal_basis: reader.text("dasar", 200),
            fiscal_year: reader.number("tahun", 2020..=2099, "fault-call-year"),
        }
    }

    fn fields(&self) -> Fields {
        vec![
            field("nama", &self.name),
            field("macam", self.kind.map(FundingKind::as_str).unwrap_or_default()),
            field("wilayah", self.region.as_deref().map(regions::name).unwrap_or_default()),
            field("ringkas", &self.summary),
            field("tujuan", &self.purpose),
            field("pelaku", self.applicants.join("\n")),
            field("langkah", self.steps.join("\n")),
            field("dasar", &self.legal_basis),
            field("tahun", self.fiscal_year.map(|year| year.to_string()).unwrap_or_default()),
        ]
    }

    fn texts(&self) -> Texts<'_> {
        let mut texts = vec![
            ("nama", self.name.as_str()),
            ("ringkas", self.summary.as_str()),
            ("tujuan", self.purpose.as_str()),
            ("dasar", self.legal_basis.as_str()),
        ];
        texts.extend(self.applicants.iter().map(|line| ("pelaku", line.as_str())));
        texts.extend(self.steps.iter().map(|line| ("langkah", line.as_str())));
        texts
    }
}

/// The word of a help that is a piece of paper alone.
pub const CERTIFICATE: &str = "certificate";

impl MoneyForm {
    fn read(reader: &mut Reader) -> Self {
        let (forms, paper) = (reader.ticked("bentuk", Form::parse), reader.is_ticked("bentuk", CERTIFICATE));
        reader.fault(forms.is_empty() != paper, "bentuk", "fault-call-forms");
        let zone = reader.word("zona", Zone::from_label).unwrap_or(Zone::Wib);
        let (opens, closes) = (reader.moment("buka", "buka_jam", zone), reader.moment("tutup", "tutup_jam", zone));
        reader.fault(opens.is_none() && reader.faults.of("buka").is_none(), "buka", "fault-call-opens");
        let backwards = opens.zip(closes).is_some_and(|(opens, closes)| closes <= opens);
        reader.fault(backwards, "tutup", "fault-call-closes");
        let (ceiling, ask_min) = (reader.amount("pagu"), reader.amount("minta_min"));
        let per_proposal = reader.amount("minta_maks");
        reader.fault(ceiling.0 > 0 && per_proposal > ceiling, "minta_maks", "fault-call-above-ceiling");
        reader.fault(per_proposal.0 > 0 && ask_min > per_proposal, "minta_min", "fault-call-least");
        Self {
            forms,
            ceiling,
            ask_min,
            per_proposal,
            quota: reader.number("kuota", 1..=9_999, "fault-call-number"),
            zone,
            opens,
            closes,
            grace: reader.number("tenggang", 0..=240, "fault-call-number").unwrap_or(0),
            tranches: reader.parts("tahap"),
            funders: reader.shares("asal", 12),
        }
    }

    fn fields(&self) -> Fields {
        let amount = |amount: Rupiah| if amount.0 == 0 { String::new() } else { amount.0.to_string() };
        let local = |moment: Option<OffsetDateTime>| moment.map(|at| at.to_offset(self.zone.utc_offset()));
        let percents: Vec<_> = self.tranches.iter().map(|part| (part / 100).to_string()).collect();
        let mut fields = vec![
            field("pagu", amount(self.ceiling)),
            field("minta_min", amount(self.ask_min)),
            field("minta_maks", amount(self.per_proposal)),
            field("kuota", self.quota.map(|quota| quota.to_string()).unwrap_or_default()),
            field("zona", self.zone.label()),
            field("buka_jam", local(self.opens).map(clock).unwrap_or_default()),
            field("tutup_jam", local(self.closes).map(clock).unwrap_or_default()),
            field("tenggang", self.grace.to_string()),
            field("tahap", percents.join(", ")),
            field("asal", share_lines(&self.funders)),
        ];
        let words = self.forms.iter().map(|form| form.as_str());
        let paper = self.forms.is_empty().then_some(CERTIFICATE);
        fields.extend(words.chain(paper).map(|word| field("bentuk", word)));
        fields.extend(days::boxes("buka", local(self.opens).map(OffsetDateTime::date)));
        fields.extend(days::boxes("tutup", local(self.closes).map(OffsetDateTime::date)));
        fields
    }

    fn texts(&self) -> Texts<'_> {
        share_texts("asal", &self.funders)
    }
}

impl DoorsForm {
    fn read(reader: &mut Reader) -> Self {
        Self {
            doors: reader.ticked("badan", Door::parse),
            questions: reader.ticked("tanya", Question::parse),
            papers: reader.ticked("surat", PaperKind::parse),
            other_papers: reader.lines("surat_lain", 20, 200),
            quotes: reader.number("banding", 0..=5, "fault-call-number").unwrap_or(0),
            quotes_above: reader.amount("banding_dari"),
            standard_prices: reader.on("standar"),
        }
    }

    fn fields(&self) -> Fields {
        let mut fields = vec![
            field("surat_lain", self.other_papers.join("\n")),
            field("banding", self.quotes.to_string()),
            field("banding_dari", self.quotes_above.0.to_string()),
            tick("standar", self.standard_prices),
        ];
        fields.extend(self.doors.iter().map(|door| field("badan", door.as_str())));
        fields.extend(self.questions.iter().map(|question| field("tanya", question.as_str())));
        fields.extend(self.papers.iter().map(|paper| field("surat", paper.as_str())));
        fields
    }

    fn texts(&self) -> Texts<'_> {
        self.other_papers.iter().map(|line| ("surat_lain", line.as_str())).collect()
    }
}

impl AssessmentForm {
    fn read(reader: &mut Reader) -> Self {
        let score_max = reader.number("skala", 1..=100, "error-choice").unwrap_or(100);
        reader.fault(!SCALES.contains(&score_max), "skala", "error-choice");
        Self {
            reviews_required: reader.number("penilai", 0..=5, "fault-call-number").unwrap_or(0),
            blind: reader.on("buta"),
            criteria: reader.shares("kriteria", 12),
            score_max,
            selection: reader.word("cara", Selection::parse).unwrap_or(Selection::Ordered),
            needs_field_visit: reader.on("lapangan"),
            needs_apip: reader.on("apip"),
            needs_tapd: reader.on("tapd"),
            needs_budget_act: reader.on("apbd"),
            admin_rounds: reader.number("putaran", 0..=5, "fault-call-number").unwrap_or(0),
            revision_days: reader.number("hari_perbaikan", 5..=60, "fault-call-number").unwrap_or(5),
            extension_days: reader.number("hari_tambah", 0..=10, "fault-call-number").unwrap_or(0),
            allow_content_revision: reader.on("perbaikan_isi"),
            admin_days: reader.number("hari_periksa", 1..=60, "fault-call-number"),
            appeal_days: reader.number("hari_keberatan", 1..=60, "fault-call-number"),
            waitlist_until: reader.day("tunggu"),
            decree: reader.word("keputusan", Decree::parse).unwrap_or(Decree::Agency),
            publication: reader.word("terbuka", Publication::parse).filter(|level| *level != Publication::Named),
        }
    }

    fn fields(&self) -> Fields {
        let number = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
        let mut fields = vec![
            field("penilai", self.reviews_required.to_string()),
            tick("buta", self.blind),
            field("kriteria", share_lines(&self.criteria)),
            field("skala", self.score_max.to_string()),
            field("cara", self.selection.as_str()),
            tick("lapangan", self.needs_field_visit),
            tick("apip", self.needs_apip),
            tick("tapd", self.needs_tapd),
            tick("apbd", self.needs_budget_act),
            field("putaran", self.admin_rounds.to_string()),
            field("hari_perbaikan", self.revision_days.to_string()),
            field("hari_tambah", self.extension_days.to_string()),
            tick("perbaikan_isi", self.allow_content_revision),
            field("hari_periksa", number(self.admin_days)),
            field("hari_keberatan", number(self.appeal_days)),
            field("keputusan", self.decree.as_str()),
            field("terbuka", self.publication.map(Publication::as_str).unwrap_or_default()),
        ];
        fields.extend(days::boxes("tunggu", self.waitlist_until));
        fields
    }

    fn texts(&self) -> Texts<'_> {
        share_texts("kriteria", &self.criteria)
    }
}

/// What an amendment changes, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub closes: Option<OffsetDateTime>,
    pub ceiling: Option<Rupiah>,
    pub why: String,
}

impl Change {
    /// Reads it by the clock of the call.
    pub fn read(params: &Params, zone: Zone) -> (Self, Invalid) {
        let mut reader = Reader::new(params);
        let change = Self {
            closes: reader.moment("tutup", "tutup_jam", zone),
            ceiling: reader.given("pagu").is_some().then(|| reader.amount("pagu")),
            why: reader.text("jelas", 500),
        };
        (change, reader.faults)
    }
}

/// Why a call is given up, as it is typed.
pub fn read_reason(params: &Params) -> (String, Invalid) {
    let mut reader = Reader::new(params);
    let why = reader.text("jelas", 500);
    (why, reader.faults)
}

/// A call in the list of its office.
#[derive(Clone, Debug)]
pub struct Brief {
    pub code: String,
    pub name: String,
    pub state: CallState,
    pub opens_at: OffsetDateTime,
    pub closes_at: Option<OffsetDateTime>,
    pub zone: Zone,
    /// Proposals that were sent.
    pub proposals: i64,
}

/// Somebody who works in the office, with what they can be on a call and what they are.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Of their membership.
    pub code: String,
    pub name: String,
    pub may_be: Vec<Duty>,
    pub is: Vec<Duty>,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done(CallState),
    /// Nothing was written.
    Refused(Vec<Refusal>),
}

/// Lines of a public text without those that are the names of papers.
pub fn without(lines_of: &[String], names: &[String]) -> Vec<String> {
    lines_of.iter().filter(|line| !names.contains(line)).cloned().collect()
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
