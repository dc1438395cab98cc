//! A recommendation as two officers agree on it. Pure.
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::Result,
    funding::{
        budget::{self, Cut, CutFault, Line},
        machine::{BudgetResult, Grounds, Written},
        proposals::workflow::{Advice, Event, Recommended},
        reasons::Reason,
    },
    platform::money::Rupiah,
};

/// Letters of the reason for a cut.
const LONGEST_REASON: usize = 200;

/// What is taken off a line, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCut {
    pub line: u16,
    /// Rupiah, above 0.
    pub cut: i64,
    pub reason: String,
}

/// What is recommended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    pub positive: bool,
    pub cuts: Vec<LineCut>,
    /// Words of the list, when it is against it.
    pub reasons: Vec<String>,
    pub note: String,
    /// Why the order of a call was left; else empty.
    pub out_of_order: String,
}

/// A recommendation that stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub given: Recommendation,
    /// After the cuts; 0 for one against it.
    pub amount: Rupiah,
    pub lead: Uuid,
    pub second: Uuid,
    pub at: OffsetDateTime,
    pub budget: Option<BudgetResult>,
}

impl Recommendation {
    /// The cuts as the budget takes them.
    pub fn cuts(&self) -> Vec<Cut> {
        self.cuts.iter().map(|cut| Cut { number: cut.line, amount: Rupiah(cut.cut) }).collect()
    }

    /// What is left of a budget after the cuts; 0 for one against it, or when the cuts do not fit.
    pub fn amount(&self, lines: &[Line]) -> Rupiah {
        let left = budget::after_cuts(lines, &self.cuts()).ok().flatten();
        left.filter(|_| self.positive).unwrap_or_default()
    }

    /// The step of the machine. Texts came past the guard.
    ///
    /// # Errors
    /// A reason that is none.
    pub fn event(&self, lines: &[Line], certificate: bool) -> Result<Event> {
        let advice = if self.positive {
            let amount = if certificate { Rupiah(0) } else { self.amount(lines) };
            Advice::Yes { amount, cuts: self.cuts() }
        } else {
            Advice::No { grounds: Grounds { codes: self.codes()?, text: written(&self.note) } }
        };
        Ok(Event::Recommend { advice, out_of_order: written(&self.out_of_order) })
    }

    /// The reasons against it.
    ///
    /// # Errors
    /// A word that is none of the list.
    pub fn codes(&self) -> Result<Vec<Reason>> {
        self.reasons.iter().map(|word| Reason::of(word)).collect()
    }

    /// What is wrong with the cuts: the line, whether its reason is meant, and the key of the sentence.
    pub fn faults(&self, lines: &[Line]) -> Vec<(u16, bool, &'static str)> {
        let mut faults = Vec::new();
        for cut in &self.cuts {
            let letters = cut.reason.chars().count();
            if letters == 0 {
                faults.push((cut.line, true, "recommend-fault-reason"));
            } else if letters > LONGEST_REASON {
                faults.push((cut.line, true, "recommend-fault-long"));
            }
            let alone = [Cut { number: cut.line, amount: Rupiah(cut.cut) }];
            if let Err(CutFault::OutOfLine(_) | CutFault::NoSuchLine(_)) = budget::after_cuts(lines, &alone) {
                faults.push((cut.line, false, "recommend-fault-cut"));
            }
        }
        faults
    }
}

impl Standing {
    /// As a decision asks for it.
    pub fn facts(&self) -> Recommended {
        Recommended { positive: self.given.positive, amount: self.amount }
    }
}

/// A text that came past the guard.
pub const fn written(text: &str) -> Written {
    if text.is_empty() { Written::Nothing } else { Written::Fine }
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
            quantity: 2_000,
            unit: "unit".to_owned(),
            unit_price: Rupiah(price),
            quotes: 0,
            cut: Rupiah(0),
        }
    }

    fn cut(line: u16, cut: i64, reason: &str) -> LineCut {
        LineCut { line, cut, reason: reason.to_owned() }
    }

    #[test]
    fn what_is_left_is_what_was_asked_less_the_cuts() {
        let lines = [line(1, 400_000), line(2, 50_000)];
        let given =
            Recommendation { positive: true, cuts: vec![cut(1, 250_000, "Terlalu mahal.")], ..Default::default() };
        assert_eq!(given.amount(&lines), Rupiah(650_000));
        assert!(given.faults(&lines).is_empty());
        assert_eq!(Recommendation { positive: false, ..given }.amount(&lines), Rupiah(0));
    }

    #[test]
    fn a_cut_is_never_above_its_line_and_has_a_reason() {
        let lines = [line(1, 400_000)];
        let faults = |cuts: Vec<LineCut>| Recommendation { positive: true, cuts, ..Default::default() }.faults(&lines);
        assert_eq!(faults(vec![cut(1, 800_001, "Mahal.")]), [(1, false, "recommend-fault-cut")]);
        assert_eq!(faults(vec![cut(3, 1, "Mahal.")]), [(3, false, "recommend-fault-cut")]);
        assert_eq!(faults(vec![cut(1, 1, "")]), [(1, true, "recommend-fault-reason")]);
        assert!(faults(vec![cut(1, 800_000, "Semua.")]).is_empty());
    }
}
