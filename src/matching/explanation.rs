//! Why an opening stands where it stands: parts whose points add up to the score that ordered the list.
use super::vocabulary::SkillId;

/// The parts of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub parts: Vec<Part>,
}

/// One reason, with what it added to the score.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// How well the words of the opening answer the words of the person.
    Text { points: f32 },
    /// Something the opening asks for.
    Required { item: String, how: How, points: f32 },
    /// Something the opening counts as an advantage.
    Preferred { item: String, how: How, points: f32 },
    /// Nearness.
    Place { near: Near, points: f32 },
    /// A licence the opening asks for and the person did not name.
    Licence { skill: SkillId, points: f32 },
}

/// How an item is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// The person used the same word.
    Same,
    /// The person used another word for it.
    Other {
        yours: String,
    },
    /// The person's word was misspelt.
    Misspelt {
        yours: String,
    },
    /// The person can do something close to it.
    Related {
        yours: String,
    },
    /// The words of the item stand among the words of the person.
    Words,
    Missing,
}

/// How near the opening is to the place the person named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    Regency,
    Province,
    Remote,
}

crate::words! {
    /// How much of what is required is covered: from coverage, not from the score.
    pub enum Band {
        /// All of it.
        Strong = "strong",
        /// At least half.
        Good = "good",
        Possible = "possible",
    }
}

impl Part {
    pub fn points(&self) -> f32 {
        match self {
            Self::Text { points }
            | Self::Required { points, .. }
            | Self::Preferred { points, .. }
            | Self::Place { points, .. }
            | Self::Licence { points, .. } => *points,
        }
    }
}

impl Explanation {
    /// The score: the sum of all points.
    pub fn total(&self) -> f32 {
        self.parts.iter().map(Part::points).sum()
    }

    /// What is required, with how it is covered.
    pub fn required(&self) -> impl Iterator<Item = (&str, &How)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Required { item, how, .. } => Some((item.as_str(), how)),
            _ => None,
        })
    }

    /// What is an advantage, with how it is covered.
    pub fn preferred(&self) -> impl Iterator<Item = (&str, &How)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Preferred { item, how, .. } => Some((item.as_str(), how)),
            _ => None,
        })
    }

    pub fn near(&self) -> Option<Near> {
        self.parts.iter().find_map(|part| match part {
            Part::Place { near, .. } => Some(*near),
            _ => None,
        })
    }

    /// The band of the match; nothing required counts as possible.
    pub fn band(&self) -> Band {
        let (covered, all) = self
            .required()
            .fold((0, 0), |(covered, all), (_, how)| (covered + usize::from(*how != How::Missing), all + 1));
        match (covered, all) {
            (_, 0) => Band::Possible,
            (covered, all) if covered == all => Band::Strong,
            (covered, all) if covered * 2 >= all => Band::Good,
            _ => Band::Possible,
        }
    }
}
