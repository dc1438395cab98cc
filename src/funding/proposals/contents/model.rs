//! Which sections a question is about, and what the group answers. Pure.
use serde::{Deserialize, Serialize};
use time::Date;

use crate::funding::proposals::{form::Section, mending::model::Place};

/// The word of the budget.
const BUDGET: &str = "rab";
/// Letters of a question.
pub const LONGEST: usize = 500;

/// A question on one section.
#[derive(Clone, Debug)]
pub struct Question {
    pub place: Place,
    pub reason: String,
    pub answered: bool,
    pub reply: String,
}

/// Questions as they stand; none before they are asked.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The last day to answer. Once there is one, nothing is asked again.
    pub due: Option<Date>,
    pub questions: Vec<Question>,
}

/// What the lead asks, as it comes with the step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub due: String,
    /// Word of the section and what is asked.
    pub questions: Vec<(String, String)>,
}

impl Standing {
    pub const fn is_used(&self) -> bool {
        self.due.is_some()
    }

    pub fn lists(&self, place: Place) -> bool {
        self.questions.iter().any(|question| question.place == place)
    }

    /// How many the group has still to answer.
    pub fn open(&self) -> usize {
        self.questions.iter().filter(|question| !question.answered).count()
    }
}

/// Everything a question can be about.
pub fn places(certificate: bool) -> Vec<Place> {
    let budget = (!certificate).then_some(Place::Budget);
    Section::ALL.iter().map(|section| Place::Section(*section)).chain(budget).collect()
}

/// The word under which a question is kept; none for papers, which nobody asks about here.
pub const fn word(place: Place) -> Option<&'static str> {
    match place {
        Place::Section(section) => Some(section.as_str()),
        Place::Budget => Some(BUDGET),
        Place::Papers(_) => None,
    }
}

/// The place of a word.
pub fn place(word: &str) -> Option<Place> {
    if word == BUDGET { Some(Place::Budget) } else { Section::parse(word).map(Place::Section) }
}

/// The key of what a place is called, which is also the field of its question.
pub const fn key(place: Place) -> &'static str {
    match place {
        Place::Section(section) => section.key(),
        Place::Budget => "budget-title",
        Place::Papers(kind) => kind.key(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_that_can_be_asked_about_has_a_word_of_its_own() {
        for asked in places(false) {
            assert_eq!(word(asked).and_then(place), Some(asked));
        }
        assert!(!places(true).contains(&Place::Budget), "a certificate has no budget");
        assert_eq!(place("lain"), None);
    }
}
