//! Scores and ranks of a call, in whole numbers and fractions only. It knows neither names nor times, so neither can
//! break a tie.
use std::cmp::Ordering;

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::versions::{ContentHash, canonical};

/// The sum of the weights of a rubric, and the most points there are.
const WHOLE: u32 = 100;
/// Reviews that lie further apart than this ask for another look, in points of 100.
const WIDE: u32 = 25;
/// Letters a justification has at least.
pub const SHORTEST_JUSTIFICATION: usize = 30;

/// How a call is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rubric {
    /// Weight of each criterion, in their order; together 100.
    pub weights: Vec<u8>,
    /// The best score of a criterion, above 0.
    pub score_max: u16,
    /// Scores up to this one have to be justified; none when missing.
    pub low: Option<u16>,
    /// Scores from this one on have to be justified; none when missing.
    pub high: Option<u16>,
}

/// A score of one criterion, and how many letters say why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    pub score: u16,
    pub justification: usize,
}

/// Why a review is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A criterion without a score, one too many, or a score out of the scale.
    Incomplete,
    /// A very low or very high score without a reason. The criterion, from 0.
    Unjustified(usize),
}

/// What one review comes to: Σ score × weight. Points of 100 are this over the best score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum(pub u32);

/// The exact mean of reviews, as a fraction of points of 100.
#[derive(Clone, Copy, Debug)]
pub struct Mean {
    numerator: u64,
    /// Above 0.
    denominator: u64,
}

/// A place in the ranking.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    pub proposal: Uuid,
    /// From 1; those who are level share it, and the next ones come after all of them.
    pub rank: usize,
    pub mean: Mean,
}

impl Rubric {
    /// Whether its weights come to 100 and there is a scale.
    pub fn is_whole(&self) -> bool {
        self.score_max > 0 && self.weights.iter().map(|weight| u32::from(*weight)).sum::<u32>() == WHOLE
    }

    /// The sum of a review.
    ///
    /// # Errors
    /// A criterion is missing or out of the scale, or has no justification where one is asked for.
    pub fn judge(&self, scores: &[Score]) -> Result<Sum, Fault> {
        if scores.len() != self.weights.len() || scores.iter().any(|score| score.score > self.score_max) {
            return Err(Fault::Incomplete);
        }
        match scores.iter().position(|score| self.asks_why(score.score) && score.justification < SHORTEST_JUSTIFICATION)
        {
            Some(criterion) => Err(Fault::Unjustified(criterion)),
            None => Ok(self.sum(scores.iter().map(|score| score.score))),
        }
    }

    /// The exact mean of reviews. None without one.
    pub fn mean(&self, reviews: &[Sum]) -> Option<Mean> {
        let numerator = reviews.iter().map(|review| u64::from(review.0)).sum();
        let denominator = u64::try_from(reviews.len()).ok()? * u64::from(self.score_max);
        (denominator > 0).then_some(Mean { numerator, denominator })
    }

    /// Whether reviews lie so far apart that another one is worth asking for.
    pub fn is_wide(&self, reviews: &[Sum]) -> bool {
        let (least, most) = (reviews.iter().min(), reviews.iter().max());
        let spread = most.zip(least).map_or(0, |(most, least)| most.0 - least.0);
        spread > WIDE * u32::from(self.score_max)
    }

    fn sum(&self, scores: impl Iterator<Item = u16>) -> Sum {
        Sum(scores.zip(&self.weights).map(|(score, weight)| u32::from(score) * u32::from(*weight)).sum())
    }

    /// Whether a score has to be justified.
    pub fn asks_why(&self, score: u16) -> bool {
        self.low.is_some_and(|low| score <= low) || self.high.is_some_and(|high| score >= high)
    }
}

impl Mean {
    /// A mean as it was kept. None for a denominator of 0.
    pub fn of(numerator: u64, denominator: u64) -> Option<Self> {
        (denominator > 0).then_some(Self { numerator, denominator })
    }

    /// Numerator and denominator, to be kept.
    pub const fn parts(self) -> (u64, u64) {
        (self.numerator, self.denominator)
    }

    /// As people read it: "89,33", rounded half up.
    pub fn shown(self) -> String {
        let hundredths = (self.numerator * 200 + self.denominator) / (2 * self.denominator);
        format!("{},{:02}", hundredths / 100, hundredths % 100)
    }

    /// The better one is greater; exact, by multiplication crosswise.
    pub fn compare(self, other: Self) -> Ordering {
        let (one, two) = (
            u128::from(self.numerator) * u128::from(other.denominator),
            u128::from(other.numerator) * u128::from(self.denominator),
        );
        one.cmp(&two)
    }
}

/// The ranking, best first. Those who are level share a rank and stand in the order of their random identities, which
/// says nothing.
pub fn rank(scored: &[(Uuid, Mean)]) -> Vec<Placed> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|(one, first), (other, second)| second.compare(*first).then(one.cmp(other)));
    let better = |mean: Mean| sorted.iter().filter(|(_, other)| other.compare(mean) == Ordering::Greater).count();
    sorted.iter().map(|(proposal, mean)| Placed { proposal: *proposal, rank: better(*mean) + 1, mean: *mean }).collect()
}

/// The hash of a frozen ranking: the same for the same ranks, whatever order they came in.
pub fn hash(ranking: &[Placed]) -> ContentHash {
    let mut sorted = ranking.to_vec();
    sorted.sort_by_key(|placed| (placed.rank, placed.proposal));
    let rows: Vec<_> = sorted
        .iter()
        .map(|placed| json!([placed.rank, placed.proposal, placed.mean.numerator, placed.mean.denominator]))
        .collect();
    ContentHash::of(canonical(&json!(rows)).as_bytes())
}

/// Whether the line between those who get something and those who do not runs through a tie: so many places are left.
pub fn tie_at(ranking: &[Placed], places: usize) -> bool {
    let last_in = places.checked_sub(1).and_then(|at| ranking.get(at));
    last_in.zip(ranking.get(places)).is_some_and(|(one, other)| one.rank == other.rank)
}

/// Means per criterion, for the letter to whoever was not chosen: neither reviewers nor single scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Debrief {
    /// Mean score of each criterion in hundredths, rounded half up.
    pub hundredths: Vec<u32>,
    /// The criteria with the best and the worst mean, from 0; the first ones when several are level.
    pub strongest: usize,
    pub weakest: usize,
}

/// None unless there are reviews of so many criteria.
pub fn debrief(reviews: &[Vec<u16>], criteria: usize) -> Option<Debrief> {
    let count = u32::try_from(reviews.len()).ok().filter(|count| *count > 0 && criteria > 0)?;
    let mean = |criterion: usize| {
        let sum = reviews.iter().try_fold(0u32, |sum, review| Some(sum + u32::from(*review.get(criterion)?)))?;
        Some((sum * 200 + count) / (2 * count))
    };
    Debrief::of((0..criteria).map(mean).collect::<Option<_>>()?)
}

impl Debrief {
    /// Out of the means. None without one.
    pub fn of(hundredths: Vec<u32>) -> Option<Self> {
        let (most, least) = (hundredths.iter().max()?, hundredths.iter().min()?);
        let place = |value: &u32| hundredths.iter().position(|other| other == value);
        Some(Self { strongest: place(most)?, weakest: place(least)?, hundredths })
    }
}

#[cfg(test)]
#[path = "ranking_tests.rs"]
mod tests;
