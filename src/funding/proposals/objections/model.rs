//! What became of a refusal, read out of what happened: who refused, whether the group objected, and whether somebody
//! decided on what stands recommended. Pure.
use time::OffsetDateTime;
use uuid::Uuid;

use crate::funding::{
    proposals::workflow::{Kind, RejectedBy},
    record::events::Happened,
};

/// A refusal that stands, or stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    pub at: OffsetDateTime,
    pub by: RejectedBy,
    /// The officer who did it, as the second of two or alone.
    pub person: Option<Uuid>,
    /// For whom, where a mandate let them.
    pub on_behalf_of: Option<Uuid>,
}

/// Refusals and objections of one proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The last one.
    pub refused: Option<Refused>,
    pub objected: bool,
    /// Somebody approved, refused or put on the waiting list what was recommended last.
    pub decided: bool,
}

impl Standing {
    /// Out of what happened, the newest first.
    pub fn of(happened: &[Happened]) -> Self {
        let known = || happened.iter().filter_map(|line| Some((Kind::parse(&line.event)?, line)));
        let refusal = |(kind, line): (Kind, &Happened)| {
            let by = match kind {
                Kind::Ineligible => RejectedBy::Check,
                Kind::Reject => RejectedBy::Decision,
                _ => return None,
            };
            Some(Refused { at: line.at, by, person: line.person, on_behalf_of: line.on_behalf_of })
        };
        let decides = |kind: Kind| matches!(kind, Kind::Approve | Kind::Waitlist | Kind::Reject);
        Self {
            refused: known().find_map(refusal),
            objected: known().any(|(kind, _)| kind == Kind::Object),
            decided: known().take_while(|(kind, _)| *kind != Kind::Recommend).any(|(kind, _)| decides(kind)),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;
    use crate::funding::machine::Duty;

    /// Steps in the order in which they were taken, a day apart, each by another person.
    fn after(kinds: &[Kind]) -> Standing {
        let line = |(at, kind): (u32, &Kind)| Happened {
            event: kind.as_str().to_owned(),
            to: String::new(),
            duty: Duty::Lead,
            person: Some(Uuid::from_u128(at.into())),
            on_behalf_of: None,
            payload: serde_json::json!({}),
            at: datetime!(2026-11-01 10:00 UTC) + Duration::days(at.into()),
        };
        let mut happened: Vec<Happened> = (1..).zip(kinds).map(line).collect();
        happened.reverse();
        Standing::of(&happened)
    }

    #[test]
    fn a_refusal_is_of_the_check_or_of_the_decision_and_the_last_one_counts() {
        assert_eq!(after(&[Kind::Submit, Kind::Claim]).refused, None);
        let refused = after(&[Kind::Claim, Kind::Ineligible]).refused.unwrap();
        assert_eq!((refused.by, refused.person), (RejectedBy::Check, Some(Uuid::from_u128(2))));
        let again = after(&[Kind::Ineligible, Kind::Object, Kind::Overturn, Kind::Recommend, Kind::Reject]);
        let refused = again.refused.unwrap();
        assert_eq!((refused.by, refused.person), (RejectedBy::Decision, Some(Uuid::from_u128(5))));
        assert!(again.objected);
    }

    #[test]
    fn a_new_recommendation_waits_for_its_decision() {
        assert!(!after(&[Kind::Recommend]).decided);
        assert!(after(&[Kind::Recommend, Kind::Waitlist, Kind::Promote]).decided);
        assert!(!after(&[Kind::Recommend, Kind::Reject, Kind::Object, Kind::Overturn, Kind::Recommend]).decided);
        assert!(!after(&[Kind::Ineligible, Kind::Object, Kind::Overturn]).decided);
    }
}
