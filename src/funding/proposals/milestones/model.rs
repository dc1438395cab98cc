//! What was recorded of the way of a proposal through offices elsewhere. Pure.
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    funding::machine::{Duty, Milestone},
    platform::money::Rupiah,
};

/// Those of a proposal. Others are of instalments and reports.
pub const OF_PROPOSALS: [Milestone; 7] = [
    Milestone::Agenda,
    Milestone::SipdNumber,
    Milestone::ApipReview,
    Milestone::KuaPpas,
    Milestone::TapdLetter,
    Milestone::BudgetAct,
    Milestone::DecreeExcerpt,
];

/// What is asked for beside a number and a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Nothing,
    /// The paper can lie beside it: a budget act has hundreds of pages that everybody can read elsewhere.
    MayLie,
    /// The paper has to lie beside it.
    Needed,
}

/// The paper of a milestone, where its bytes lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lying {
    pub code: String,
    pub media: String,
    pub stored: String,
    /// The id under which its key is kept, where it is sealed.
    pub sealed_as: Option<Uuid>,
}

/// What comes with the step, and stays in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub milestone: String,
    pub number: String,
    pub day: String,
    pub amount: Option<i64>,
    pub file: Option<Lying>,
}

/// A milestone as it stands.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub milestone: Milestone,
    pub number: String,
    pub day: Date,
    pub amount: Option<Rupiah>,
    pub file: Option<Lying>,
    pub at: OffsetDateTime,
}

/// Those of one proposal, in the order of the list.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    pub recorded: Vec<Recorded>,
    /// Which there are, as the machine asks.
    pub kinds: Vec<Milestone>,
}

impl Standing {
    pub fn of(mut recorded: Vec<Recorded>) -> Self {
        recorded.sort_by_key(|one| OF_PROPOSALS.iter().position(|known| *known == one.milestone));
        Self { kinds: recorded.iter().map(|one| one.milestone).collect(), recorded }
    }

    pub fn at(&self, milestone: Milestone) -> Option<&Recorded> {
        self.recorded.iter().find(|one| one.milestone == milestone)
    }
}

/// The paper that is asked for.
pub const fn paper(milestone: Milestone) -> Asked {
    match milestone {
        Milestone::ApipReview | Milestone::TapdLetter | Milestone::DecreeExcerpt => Asked::Needed,
        Milestone::KuaPpas | Milestone::BudgetAct => Asked::MayLie,
        Milestone::Agenda | Milestone::SipdNumber | Milestone::SppLs | Milestone::SpmLs | Milestone::Sts => {
            Asked::Nothing
        }
    }
}

/// Whether its paper is sealed: a decree can name others who receive something.
pub const fn is_sealed(milestone: Milestone) -> bool {
    matches!(milestone, Milestone::DecreeExcerpt)
}

/// Whether a sum can stand beside it.
pub const fn has_amount(milestone: Milestone) -> bool {
    matches!(milestone, Milestone::KuaPpas | Milestone::TapdLetter | Milestone::BudgetAct)
}

/// Who records it, the one who is asked first before the other.
pub const fn duties(milestone: Milestone) -> &'static [Duty] {
    match milestone {
        Milestone::DecreeExcerpt => &[Duty::Decider],
        _ => &[Duty::Lead, Duty::Verifier],
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn what_is_sealed_is_always_there() {
        for milestone in Milestone::ALL {
            assert!(!is_sealed(*milestone) || paper(*milestone) == Asked::Needed, "{milestone:?}");
            assert_eq!(duties(*milestone).contains(&Duty::Decider), *milestone == Milestone::DecreeExcerpt);
        }
    }

    #[test]
    fn they_stand_in_the_order_of_the_list() {
        let one = |milestone| Recorded {
            milestone,
            number: "1".to_owned(),
            day: date!(2026 - 11 - 20),
            amount: None,
            file: None,
            at: datetime!(2026-11-23 00:00 UTC),
        };
        let standing = Standing::of(vec![one(Milestone::BudgetAct), one(Milestone::Agenda)]);
        assert_eq!(standing.kinds, [Milestone::Agenda, Milestone::BudgetAct]);
        assert!(standing.at(Milestone::ApipReview).is_none());
    }
}
