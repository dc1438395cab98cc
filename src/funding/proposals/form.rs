//! What a proposal answers: sections in their order, questions of closed types, and whether what was typed answers them.
//! A draft keeps what was typed as it is; only what is sent has to be readable. Pure.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::platform::{money::Rupiah, words::read_day};

/// Questions a call may add of its own.
pub const MOST_OWN: usize = 8;
/// Their fields, in order.
const OWN_FIELDS: [&str; MOST_OWN] =
    ["tambahan_1", "tambahan_2", "tambahan_3", "tambahan_4", "tambahan_5", "tambahan_6", "tambahan_7", "tambahan_8"];
/// The field with the name under which a proposal is made.
pub const APPLICANT: &str = "pengaju";
/// The field with the place of the goods: reviewers do not see it.
pub const PLACE: &str = "tempat_barang";
/// Letters of a short answer.
const SHORT: usize = 160;

crate::words! {
    /// The parts of a proposal that are typed, in their order. The budget and the papers have pages of their own.
    pub enum Section {
        Identity = "identitas",
        Background = "latar-belakang",
        Aims = "tujuan",
        Activities = "kegiatan",
        Goods = "barang",
        Benefit = "manfaat",
    }
}

crate::words! {
    /// What an answer is, where it carries nothing more.
    pub enum OwnKind {
        Short = "short",
        Long = "long",
        Number = "number",
        Rupiah = "rupiah",
        Date = "date",
        YesNo = "yes_no",
    }
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Short,
    /// So many letters at most.
    Long(usize),
    Number,
    Rupiah,
    Date,
    YesNo,
}

/// A question of a call's own, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    pub section: Section,
    pub kind: OwnKind,
    pub label: String,
    #[serde(default)]
    pub hint: String,
    #[serde(default)]
    pub required: bool,
}

/// The words of a question: keys of the usual ones, or the call's own text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    Usual { label: &'static str, hint: &'static str },
    Own { label: String, hint: String },
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its field on the page, and its key in what is sent.
    pub name: &'static str,
    pub section: Section,
    pub kind: Kind,
    pub required: bool,
    /// Whether the answer says who applies: reviewers do not see it.
    pub identifies: bool,
    pub text: Text,
}

/// Why an answer cannot be sent. A draft keeps it all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Missing,
    TooLong,
    NotANumber,
    NotADate,
}

/// Every question of a call, in order: the usual ones, and after them its own ones in each section.
pub fn questions(own: &[Own]) -> Vec<Question> {
    let usual = USUAL.iter().map(|usual| Question {
        name: usual.name,
        section: usual.section,
        kind: usual.kind,
        required: usual.required,
        identifies: usual.section == Section::Identity,
        text: Text::Usual { label: usual.label, hint: usual.hint },
    });
    let added = OWN_FIELDS.iter().zip(own).map(|(name, own)| Question {
        name,
        section: own.section,
        kind: own.kind.kind(),
        required: own.required,
        identifies: own.section == Section::Identity,
        text: Text::Own { label: own.label.clone(), hint: own.hint.clone() },
    });
    let mut all: Vec<Question> = usual.chain(added).collect();
    all.sort_by_key(|question| question.section);
    all
}

impl Question {
    /// The answer in what was typed; nothing for one that may stay open and does.
    ///
    /// # Errors
    /// Why it cannot be sent as it is.
    pub fn read(&self, typed: &str) -> Result<Option<Value>, Fault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return if self.required { Err(Fault::Missing) } else { Ok(None) };
        }
        let letters = typed.chars().count();
        match self.kind {
            Kind::Short if letters > SHORT => Err(Fault::TooLong),
            Kind::Long(most) if letters > most => Err(Fault::TooLong),
            Kind::Short | Kind::Long(_) => Ok(Some(json!(typed))),
            Kind::Number | Kind::Rupiah => {
                Rupiah::parse(typed).map(|number| Some(json!(number.0))).ok_or(Fault::NotANumber)
            }
            Kind::Date => read_day(typed).map(|day| Some(json!(day.to_string()))).ok_or(Fault::NotADate),
            Kind::YesNo => match typed {
                "ya" => Ok(Some(json!(true))),
                "tidak" => Ok(Some(json!(false))),
                _ => Err(Fault::Missing),
            },
        }
    }

    /// Letters it takes, where it is a text.
    pub const fn most(&self) -> Option<usize> {
        match self.kind {
            Kind::Short => Some(SHORT),
            Kind::Long(most) => Some(most),
            Kind::Number | Kind::Rupiah | Kind::Date | Kind::YesNo => None,
        }
    }

    /// Whether people write freely there.
    pub const fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Short | Kind::Long(_))
    }
}

impl Fault {
    /// The key of the sentence that says what to do.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "proposal-fault-missing",
            Self::TooLong => "proposal-fault-long",
            Self::NotANumber => "proposal-fault-number",
            Self::NotADate => "proposal-fault-date",
        }
    }
}

impl Ord for Section {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.place().cmp(&other.place())
    }
}

impl PartialOrd for Section {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Section {
    /// Its place in the order, from 0.
    fn place(self) -> Option<usize> {
        Self::ALL.iter().position(|section| *section == self)
    }

    /// The key of its title.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Identity => "proposal-section-identity",
            Self::Background => "proposal-section-background",
            Self::Aims => "proposal-section-aims",
            Self::Activities => "proposal-section-activities",
            Self::Goods => "proposal-section-goods",
            Self::Benefit => "proposal-section-benefit",
        }
    }
}

impl OwnKind {
    const fn kind(self) -> Kind {
        match self {
            Self::Short => Kind::Short,
            Self::Long => Kind::Long(1_500),
            Self::Number => Kind::Number,
            Self::Rupiah => Kind::Rupiah,
            Self::Date => Kind::Date,
            Self::YesNo => Kind::YesNo,
        }
    }
}

/// The answers of a section that can be sent, and what is wrong with the others.
pub fn read(
    questions: &[Question],
    section: Section,
    typed: &BTreeMap<String, String>,
) -> (BTreeMap<String, Value>, Vec<(&'static str, Fault)>) {
    let (mut answers, mut faults) = (BTreeMap::new(), Vec::new());
    for question in questions.iter().filter(|question| question.section == section) {
        match question.read(typed.get(question.name).map_or("", String::as_str)) {
            Ok(Some(answer)) => {
                answers.insert(question.name.to_owned(), answer);
            }
            Ok(None) => {}
            Err(fault) => faults.push((question.name, fault)),
        }
    }
    (answers, faults)
}

/// A question every call asks.
struct Usual {
    name: &'static str,
    section: Section,
    kind: Kind,
    required: bool,
    label: &'static str,
    hint: &'static str,
}

const USUAL: [Usual; 13] = [
    Usual {
        name: APPLICANT,
        section: Section::Identity,
        kind: Kind::Short,
        required: true,
        label: "proposal-applicant",
        hint: "proposal-applicant-hint",
    },
    Usual {
        name: "alamat_badan",
        section: Section::Identity,
        kind: Kind::Short,
        required: true,
        label: "proposal-address",
        hint: "proposal-address-hint",
    },
    Usual {
        name: "kegiatan_usaha",
        section: Section::Background,
        kind: Kind::Long(1_500),
        required: true,
        label: "proposal-work",
        hint: "proposal-work-hint",
    },
    Usual {
        name: "latar_belakang",
        section: Section::Background,
        kind: Kind::Long(2_000),
        required: true,
        label: "proposal-background",
        hint: "proposal-background-hint",
    },
    Usual {
        name: "tujuan",
        section: Section::Aims,
        kind: Kind::Long(1_500),
        required: true,
        label: "proposal-aims",
        hint: "proposal-aims-hint",
    },
    Usual {
        name: "rencana",
        section: Section::Activities,
        kind: Kind::Long(2_000),
        required: true,
        label: "proposal-plan",
        hint: "proposal-plan-hint",
    },
    Usual {
        name: "mulai",
        section: Section::Activities,
        kind: Kind::Date,
        required: true,
        label: "proposal-begins",
        hint: "",
    },
    Usual {
        name: "selesai",
        section: Section::Activities,
        kind: Kind::Date,
        required: true,
        label: "proposal-ends",
        hint: "",
    },
    Usual {
        name: "barang_jasa",
        section: Section::Goods,
        kind: Kind::Long(1_500),
        required: true,
        label: "proposal-goods",
        hint: "proposal-goods-hint",
    },
    Usual {
        name: PLACE,
        section: Section::Goods,
        kind: Kind::Short,
        required: true,
        label: "proposal-place",
        hint: "proposal-place-hint",
    },
    Usual {
        name: "manfaat",
        section: Section::Benefit,
        kind: Kind::Long(1_500),
        required: true,
        label: "proposal-benefit",
        hint: "proposal-benefit-hint",
    },
    Usual {
        name: "ukuran",
        section: Section::Benefit,
        kind: Kind::Long(1_000),
        required: true,
        label: "proposal-measure",
        hint: "proposal-measure-hint",
    },
    Usual {
        name: "orang",
        section: Section::Benefit,
        kind: Kind::Number,
        required: false,
        label: "proposal-people",
        hint: "proposal-people-hint",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn own(kind: OwnKind, required: bool) -> Own {
        Own { section: Section::Benefit, kind, label: "Berapa?".to_owned(), hint: String::new(), required }
    }

    #[test]
    fn fields_have_names_of_their_own_and_stand_section_by_section() {
        let all = questions(&vec![own(OwnKind::Short, false); 9]);
        assert_eq!(all.len(), USUAL.len() + MOST_OWN);
        let mut names: Vec<_> = all.iter().map(|question| question.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
        let places: Vec<_> = all.iter().map(|question| question.section.as_str()).collect();
        let mut sections = places.clone();
        sections.dedup();
        assert_eq!(sections.len(), Section::ALL.len(), "{places:?}");
    }

    #[test]
    fn what_was_typed_is_read_by_the_kind_of_the_question() {
        for (kind, typed, answer) in [
            (OwnKind::Short, " Kain ", Ok(Some(json!("Kain")))),
            (OwnKind::Short, "", Ok(None)),
            (OwnKind::Number, "12", Ok(Some(json!(12)))),
            (OwnKind::Number, "dua belas", Err(Fault::NotANumber)),
            (OwnKind::Rupiah, "Rp 1.250.000", Ok(Some(json!(1_250_000)))),
            (OwnKind::Rupiah, "1,5 juta", Err(Fault::NotANumber)),
            (OwnKind::Date, "31/12/2026", Ok(Some(json!("2026-12-31")))),
            (OwnKind::Date, "nanti", Err(Fault::NotADate)),
            (OwnKind::YesNo, "tidak", Ok(Some(json!(false)))),
            (OwnKind::YesNo, "mungkin", Err(Fault::Missing)),
        ] {
            let question = questions(&[own(kind, false)]).pop().unwrap();
            assert_eq!(question.read(typed), answer, "{kind:?} {typed:?}");
        }
        let question = questions(&[own(OwnKind::Short, true)]).pop().unwrap();
        assert_eq!(question.read("  "), Err(Fault::Missing));
        assert_eq!(question.read(&"a".repeat(161)), Err(Fault::TooLong));
    }

    #[test]
    fn a_section_gives_what_can_be_sent_and_names_the_rest() {
        let typed = BTreeMap::from([("mulai".to_owned(), "2027-01-04".to_owned())]);
        let (answers, faults) = read(&questions(&[]), Section::Activities, &typed);
        assert_eq!(answers, BTreeMap::from([("mulai".to_owned(), json!("2027-01-04"))]));
        assert_eq!(faults, [("rencana", Fault::Missing), ("selesai", Fault::Missing)]);
    }
}
