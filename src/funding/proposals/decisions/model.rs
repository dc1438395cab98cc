//! What can be decided, what comes with it, and how it is kept. Pure.
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::Date;

use crate::{
    funding::{
        budget::{self, Cut, Line},
        machine::{Duty, Grounds, Refusal},
        proposals::{
            recommendations::model::written,
            workflow::{Event, Kind, Official},
        },
        reasons::Reason,
    },
    platform::money::Rupiah,
};

crate::words! {
    /// What can be done with a proposal once something is recommended, as forms name it.
    pub enum Choice {
        Approve = "setujui",
        Waitlist = "daftar-tunggu",
        Reject = "tolak",
        Promote = "angkat",
        Extend = "perpanjang",
        SendBudget = "kirim-anggaran",
        BudgetOk = "anggaran-sesuai",
        BudgetCut = "anggaran-dikurangi",
        BudgetNone = "anggaran-dicoret",
    }
}

impl Choice {
    pub const fn kind(self) -> Kind {
        match self {
            Self::Approve => Kind::Approve,
            Self::Waitlist => Kind::Waitlist,
            Self::Reject => Kind::Reject,
            Self::Promote => Kind::Promote,
            Self::Extend => Kind::ExtendWaitlist,
            Self::SendBudget => Kind::SendBudget,
            Self::BudgetOk => Kind::BudgetOk,
            Self::BudgetCut => Kind::BudgetCut,
            Self::BudgetNone => Kind::BudgetNone,
        }
    }

    /// As what it is done.
    pub const fn duty(self) -> Duty {
        match self {
            Self::Approve | Self::Waitlist | Self::Reject | Self::Extend => Duty::Decider,
            Self::Promote | Self::SendBudget | Self::BudgetOk | Self::BudgetCut | Self::BudgetNone => Duty::Lead,
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Self::Approve => "decision-approve",
            Self::Waitlist => "decision-waitlist",
            Self::Reject => "decision-reject",
            Self::Promote => "decision-promote",
            Self::Extend => "decision-extend",
            Self::SendBudget => "decision-send-budget",
            Self::BudgetOk => "decision-budget-ok",
            Self::BudgetCut => "decision-budget-cut",
            Self::BudgetNone => "decision-budget-none",
        }
    }

    /// What it means, in a sentence.
    pub const fn lede(self) -> &'static str {
        match self {
            Self::Approve => "decision-approve-lede",
            Self::Waitlist => "decision-waitlist-lede",
            Self::Reject => "decision-reject-lede",
            Self::Promote => "decision-promote-lede",
            Self::Extend => "decision-extend-lede",
            Self::SendBudget => "decision-send-budget-lede",
            Self::BudgetOk => "decision-budget-ok-lede",
            Self::BudgetCut => "decision-budget-cut-lede",
            Self::BudgetNone => "decision-budget-none-lede",
        }
    }
}

/// What is given, as it is kept with its event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Number of a line and the rupiah taken off it.
    pub cuts: Vec<(u16, i64)>,
    /// The number of the decision.
    pub number: String,
    /// The decree of the head of the region, where one is needed.
    pub decree: Option<(String, Date)>,
    /// Why this one of several that are level.
    pub tie_reason: String,
}

impl Approval {
    /// What is left of a budget.
    ///
    /// # Errors
    /// The cuts fit no line, or come to more than one.
    pub fn amount(&self, lines: &[Line]) -> Result<Rupiah, Refusal> {
        left(lines, &self.cuts)
    }

    /// The budget with what was cut of each line, for a letter or an award.
    pub fn lines(&self, lines: &[Line]) -> Vec<Line> {
        let cut = |line: &Line| self.cuts.iter().find(|(number, _)| *number == line.number).map(|(_, cut)| *cut);
        lines.iter().map(|line| Line { cut: Rupiah(cut(line).unwrap_or_default()), ..line.clone() }).collect()
    }
}

/// A decision. Its texts came past the guard before it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve(Approval),
    /// From 1.
    Waitlist {
        rank: u32,
    },
    Reject {
        reasons: Vec<Reason>,
        text: String,
    },
    /// Why another one that waits before it is left out; else empty.
    Promote {
        out_of_order: String,
    },
    Extend {
        until: Date,
        reason: String,
    },
    SendBudget,
    BudgetOk,
    /// All that is taken off each line from now on.
    BudgetCut {
        cuts: Vec<(u16, i64)>,
    },
    BudgetNone,
}

/// A letter of the office that looks after the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLetter {
    pub number: String,
    pub day: Date,
    /// Under which name its file lies, and of which kind it is.
    pub file: Option<(String, String)>,
}

impl BudgetLetter {
    /// As a step asks for it; without a letter there is nothing.
    fn official(letter: Option<&Self>) -> Official {
        Official {
            number: letter.is_some(),
            date: letter.map(|letter| letter.day),
            file: letter.is_some_and(|letter| letter.file.is_some()),
        }
    }
}

impl Decision {
    pub const fn choice(&self) -> Choice {
        match self {
            Self::Approve(_) => Choice::Approve,
            Self::Waitlist { .. } => Choice::Waitlist,
            Self::Reject { .. } => Choice::Reject,
            Self::Promote { .. } => Choice::Promote,
            Self::Extend { .. } => Choice::Extend,
            Self::SendBudget => Choice::SendBudget,
            Self::BudgetOk => Choice::BudgetOk,
            Self::BudgetCut { .. } => Choice::BudgetCut,
            Self::BudgetNone => Choice::BudgetNone,
        }
    }

    /// The step of the machine.
    ///
    /// # Errors
    /// The cuts of an approval do not fit its budget.
    pub fn event(&self, lines: &[Line], certificate: bool, letter: Option<&BudgetLetter>) -> Result<Event, Refusal> {
        let letter = BudgetLetter::official(letter);
        Ok(match self {
            Self::Approve(given) => Event::Approve {
                amount: if certificate { Rupiah(0) } else { given.amount(lines)? },
                decree: Official {
                    number: given.decree.as_ref().is_some_and(|(number, _)| !number.is_empty()),
                    date: given.decree.as_ref().map(|(_, day)| *day),
                    file: false,
                },
                tie_reason: written(&given.tie_reason),
            },
            Self::Waitlist { rank } => Event::Waitlist { rank: *rank },
            Self::Reject { reasons, text } => {
                Event::Reject { grounds: Grounds { codes: reasons.clone(), text: written(text) } }
            }
            Self::Promote { out_of_order } => Event::Promote { out_of_order: written(out_of_order) },
            Self::Extend { until, reason } => Event::ExtendWaitlist { until: *until, reason: written(reason) },
            Self::SendBudget => Event::SendBudget,
            Self::BudgetOk => Event::BudgetOk { letter },
            Self::BudgetCut { cuts } => {
                let amount = if certificate { Rupiah(0) } else { left(lines, cuts)? };
                Event::BudgetCut { letter, amount, cuts: as_cuts(cuts) }
            }
            Self::BudgetNone => Event::BudgetNone { letter },
        })
    }

    /// What is kept with the event.
    pub fn payload(&self, letter: Option<&BudgetLetter>) -> Value {
        let letter = || letter.map(|letter| json!({ "number": letter.number, "day": letter.day.to_string() }));
        match self {
            Self::SendBudget => json!({}),
            Self::BudgetOk | Self::BudgetNone => json!({ "letter": letter() }),
            Self::BudgetCut { cuts } => json!({ "letter": letter(), "cuts": cuts }),
            Self::Approve(given) => json!(given),
            Self::Waitlist { rank } => json!({ "rank": rank }),
            Self::Reject { reasons, text } => json!({ "reasons": reasons, "text": text }),
            Self::Promote { out_of_order } => json!({ "reason": out_of_order }),
            Self::Extend { until, reason } => json!({ "until": until.to_string(), "reason": reason }),
        }
    }

    /// Numbers of papers in it, with their fields.
    pub fn numbers(&self) -> Vec<(&'static str, &str)> {
        let Self::Approve(given) = self else { return Vec::new() };
        let decree = given.decree.as_ref().map(|(number, _)| ("sk", number.as_str()));
        [("nomor", given.number.as_str())].into_iter().chain(decree).collect()
    }

    /// The text of an officer in it, with its field.
    pub fn text(&self) -> (&'static str, &str) {
        match self {
            Self::Approve(given) => ("seri", &given.tie_reason),
            Self::Reject { text, .. } => ("uraian", text),
            Self::Promote { out_of_order: reason } | Self::Extend { reason, .. } => ("uraian", reason),
            Self::Waitlist { .. } | Self::SendBudget | Self::BudgetOk | Self::BudgetCut { .. } | Self::BudgetNone => {
                ("uraian", "")
            }
        }
    }
}

/// What is left of a budget after so much was taken off its lines.
fn left(lines: &[Line], cuts: &[(u16, i64)]) -> Result<Rupiah, Refusal> {
    budget::after_cuts(lines, &as_cuts(cuts))?.ok_or(Refusal::CutsDoNotAddUp)
}

fn as_cuts(cuts: &[(u16, i64)]) -> Vec<Cut> {
    cuts.iter().map(|(number, cut)| Cut { number: *number, amount: Rupiah(*cut) }).collect()
}

/// Whether not all of those who are level in a ranking can be given what is recommended: one of them, and the others.
pub fn parts_level(own: Rupiah, others: &[Rupiah], room: Option<i64>, places: Option<u32>) -> bool {
    let sum = others.iter().fold(own.0, |sum, other| sum.saturating_add(other.0));
    let above = room.is_some_and(|room| sum > room);
    let full = places.is_some_and(|places| others.len() >= usize::try_from(places).unwrap_or(usize::MAX));
    !others.is_empty() && (above || full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funding::budget::Form;

    fn line(number: u16, price: i64) -> Line {
        Line {
            number,
            activity: "Menjahit".to_owned(),
            description: "Gunting".to_owned(),
            form: Form::Goods,
            quantity: 1_000,
            unit: "unit".to_owned(),
            unit_price: Rupiah(price),
            quotes: 0,
            cut: Rupiah(0),
        }
    }

    #[test]
    fn what_is_given_is_the_budget_less_what_was_cut_line_by_line() {
        let lines = [line(1, 400_000), line(2, 50_000)];
        let given = Approval { cuts: vec![(1, 100_000)], ..Approval::default() };
        assert_eq!(given.amount(&lines), Ok(Rupiah(350_000)));
        assert_eq!(budget::net(&given.lines(&lines)), Some(Rupiah(350_000)));
        let above = Approval { cuts: vec![(2, 50_001)], ..Approval::default() };
        assert_eq!(above.amount(&lines), Err(Refusal::CutsDoNotAddUp));
    }

    #[test]
    fn an_approval_reads_as_it_was_kept() {
        let decree = Some(("188/2026".to_owned(), time::macros::date!(2026 - 11 - 20)));
        let given = Approval { cuts: vec![(1, 5)], number: "SK/1".to_owned(), decree, tie_reason: String::new() };
        let kept = Decision::Approve(given.clone()).payload(None);
        assert_eq!(serde_json::from_value::<Approval>(kept).unwrap(), given);
    }

    #[test]
    fn a_letter_with_a_number_alone_says_that_there_is_no_file() {
        let letter = BudgetLetter { number: "903/7".to_owned(), day: time::macros::date!(2026 - 11 - 20), file: None };
        let Ok(Event::BudgetNone { letter }) = Decision::BudgetNone.event(&[], false, Some(&letter)) else {
            panic!("another step");
        };
        assert!(letter.number && letter.date.is_some() && !letter.file);
    }

    #[test]
    fn level_ones_are_parted_when_money_or_places_do_not_reach_for_all() {
        let own = Rupiah(500);
        assert!(!parts_level(own, &[], Some(100), Some(0)), "nobody is level with it");
        assert!(!parts_level(own, &[own], Some(1_000), Some(2)));
        assert!(parts_level(own, &[own], Some(999), None));
        assert!(parts_level(own, &[own], None, Some(1)));
    }
}
