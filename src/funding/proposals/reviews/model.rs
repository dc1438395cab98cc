//! What reviewers type, what it comes to, and who may see it when. Pure.
use std::collections::BTreeMap;

use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::Invalid,
    funding::{
        proposals::workflow::Review as Facts,
        ranking::{Debrief, Mean, Rubric, SHORTEST_JUSTIFICATION, Score, Sum, debrief},
    },
};

/// Criteria a call has at most.
pub const MOST_CRITERIA: usize = 12;
/// The field of the score of each criterion.
pub const SCORES: [&str; MOST_CRITERIA] = [
    "nilai_1", "nilai_2", "nilai_3", "nilai_4", "nilai_5", "nilai_6", "nilai_7", "nilai_8", "nilai_9", "nilai_10",
    "nilai_11", "nilai_12",
];
/// The field of its justification.
pub const REASONS: [&str; MOST_CRITERIA] = [
    "alasan_1",
    "alasan_2",
    "alasan_3",
    "alasan_4",
    "alasan_5",
    "alasan_6",
    "alasan_7",
    "alasan_8",
    "alasan_9",
    "alasan_10",
    "alasan_11",
    "alasan_12",
];
/// Letters a justification has at most.
pub const LONGEST: usize = 1_000;

/// Fields as they were typed, by name.
pub type Typed = BTreeMap<String, String>;

/// What a reviewer typed.
#[derive(Clone, Debug, Default)]
pub struct Review {
    pub typed: Typed,
    pub handed_in: bool,
    /// The proposal changed since: it does not count.
    pub stale: bool,
}

/// Who reviews a proposal.
#[derive(Clone, Debug)]
pub struct Assignment {
    pub id: Uuid,
    pub person: Uuid,
    /// The code of the packet, of this reviewer alone.
    pub code: String,
    pub since: OffsetDateTime,
    pub ended: bool,
    pub review: Review,
}

/// What the reviews came to when they were closed.
#[derive(Clone, Debug)]
pub struct Figures {
    pub mean: Mean,
    pub reviews: u8,
    /// They lay far apart.
    pub wide: bool,
    /// Why they were closed all the same; may be empty.
    pub reason: String,
    /// Mean score of each criterion, in hundredths.
    pub means: Vec<u32>,
}

/// The reviews of one proposal as they stand.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Those who review it and those who did, by when they began.
    pub assignments: Vec<Assignment>,
    /// What each review comes to that is handed in and counts.
    pub sums: Vec<Sum>,
    pub reviewers: Vec<Uuid>,
    pub figures: Option<Figures>,
    /// Who could take a place that becomes free. Only looked for where a step asks.
    pub replacement: Option<Uuid>,
    /// Somebody is late for so long that another one is asked. Only known where the clock asks.
    pub late: bool,
    /// Why the lead closes reviews that lie far apart; empty where it is not asked for.
    pub closing_reason: String,
}

impl Assignment {
    /// Whether its review is handed in and counts.
    pub fn counts(&self) -> bool {
        !self.ended && self.review.handed_in && !self.review.stale
    }
}

impl Standing {
    pub fn of(assignments: Vec<Assignment>, rubric: &Rubric, figures: Option<Figures>) -> Self {
        let counting = assignments.iter().filter(|assignment| assignment.counts());
        let sums = counting.filter_map(|assignment| points(&assignment.review.typed, rubric)).collect();
        let reviewers = assignments.iter().map(|assignment| assignment.person).collect();
        Self { assignments, sums, reviewers, figures, ..Self::default() }
    }

    /// What somebody reviews now.
    pub fn own(&self, person: Uuid) -> Option<&Assignment> {
        self.assignments.iter().find(|assignment| assignment.person == person && !assignment.ended)
    }

    /// Those who review it now.
    pub fn live(&self) -> impl Iterator<Item = &Assignment> {
        self.assignments.iter().filter(|assignment| !assignment.ended)
    }

    /// Whether somebody may see what others scored: enough reviews are there, and the own one is handed in.
    pub fn sees_others(&self, person: Uuid, required: u8) -> bool {
        self.own(person).is_some_and(Assignment::counts) && self.sums.len() >= usize::from(required)
    }

    /// What a step asks.
    pub fn facts(&self, account: Uuid, required: u8) -> Facts<'_> {
        Facts {
            assigned: self.own(account).is_some(),
            saw_others: self.sees_others(account, required),
            sums: &self.sums,
            reviewers: &self.reviewers,
            content_revised: false,
            replacement: self.replacement,
            late: self.late,
        }
    }

    /// What the reviews that count come to. None without one.
    pub fn close(&self, rubric: &Rubric, reason: &str) -> Option<Figures> {
        let scores: Vec<Vec<u16>> = self
            .assignments
            .iter()
            .filter(|assignment| assignment.counts())
            .filter_map(|assignment| read(&assignment.review.typed, rubric).ok())
            .map(|scores| scores.iter().map(|score| score.score).collect())
            .collect();
        let means = debrief(&scores, rubric.weights.len()).map(|Debrief { hundredths, .. }| hundredths)?;
        Some(Figures {
            mean: rubric.mean(&self.sums)?,
            reviews: u8::try_from(self.sums.len()).unwrap_or(u8::MAX),
            wide: rubric.is_wide(&self.sums),
            reason: reason.to_owned(),
            means,
        })
    }
}

/// The scores in what was typed.
///
/// # Errors
/// Every field that has to be mended: a score that is missing or out of the scale, a very low or very high one without a
/// reason, a reason that is too long.
pub fn read(typed: &Typed, rubric: &Rubric) -> Result<Vec<Score>, Invalid> {
    let text = |field: &str| typed.get(field).map(|text| text.trim()).unwrap_or_default();
    let (mut scores, mut faults) = (Vec::new(), Invalid::default());
    for (score, reason) in SCORES.into_iter().zip(REASONS).take(rubric.weights.len()) {
        let justification = text(reason).chars().count();
        if justification > LONGEST {
            faults.0.push((reason, "review-fault-long"));
        }
        match text(score).parse::<u16>().ok().filter(|number| *number <= rubric.score_max) {
            None => faults.0.push((score, "review-fault-score")),
            Some(number) => {
                if rubric.asks_why(number) && justification < SHORTEST_JUSTIFICATION {
                    faults.0.push((reason, "review-fault-why"));
                }
                scores.push(Score { score: number, justification });
            }
        }
    }
    if faults.0.is_empty() { Ok(scores) } else { Err(faults) }
}

/// What a review comes to. None as long as something is missing.
pub fn points(typed: &Typed, rubric: &Rubric) -> Option<Sum> {
    rubric.judge(&read(typed, rubric).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUBRIC_WEIGHTS: [u8; 2] = [60, 40];

    fn rubric() -> Rubric {
        Rubric { weights: RUBRIC_WEIGHTS.to_vec(), score_max: 100, low: Some(20), high: Some(80) }
    }

    fn typed(scores: [&str; 2], why: &str) -> Typed {
        let mut typed = Typed::new();
        for (at, score) in scores.into_iter().enumerate() {
            typed.insert(SCORES[at].to_owned(), score.to_owned());
            typed.insert(REASONS[at].to_owned(), why.to_owned());
        }
        typed
    }

    fn assignment(number: u128, scores: [&str; 2], handed_in: bool) -> Assignment {
        Assignment {
            id: Uuid::from_u128(number),
            person: Uuid::from_u128(number),
            code: String::new(),
            since: OffsetDateTime::UNIX_EPOCH,
            ended: false,
            review: Review { typed: typed(scores, ""), handed_in, stale: false },
        }
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let faults = read(&typed(["101", "90"], "pendek"), &rubric()).unwrap_err();
        assert_eq!(faults.0, [("nilai_1", "review-fault-score"), ("alasan_2", "review-fault-why")]);
        assert_eq!(read(&Typed::new(), &rubric()).unwrap_err().0.len(), 2);
        assert!(read(&typed(["21", "79"], ""), &rubric()).is_ok());
        assert!(read(&typed(["20", "80"], "Ini alasan yang panjangnya cukup."), &rubric()).is_ok());
    }

    #[test]
    fn others_are_seen_once_enough_are_there_and_the_own_one_is_handed_in() {
        let standing = |own, other| {
            let assignments = vec![assignment(1, ["50", "50"], own), assignment(2, ["60", "70"], other)];
            Standing::of(assignments, &rubric(), None)
        };
        let me = Uuid::from_u128(1);
        assert!(!standing(true, false).sees_others(me, 2));
        assert!(!standing(false, true).sees_others(me, 1), "the own one first");
        assert!(standing(true, true).sees_others(me, 2));
        assert!(!standing(true, true).sees_others(Uuid::from_u128(3), 2), "nobody else");
    }

    #[test]
    fn a_close_gives_the_mean_and_says_when_reviews_lie_apart() {
        let near =
            Standing::of(vec![assignment(1, ["50", "50"], true), assignment(2, ["70", "60"], true)], &rubric(), None);
        let figures = near.close(&rubric(), "").unwrap();
        assert_eq!((figures.mean.shown().as_str(), figures.wide, figures.reviews), ("58,00", false, 2));
        assert_eq!(figures.means, [6_000, 5_500]);
        let far =
            Standing::of(vec![assignment(1, ["30", "30"], true), assignment(2, ["60", "60"], true)], &rubric(), None);
        assert!(far.close(&rubric(), "").unwrap().wide);
        assert!(Standing::default().close(&rubric(), "").is_none());
    }
}
