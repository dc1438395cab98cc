//! What a person says they can do, read once: words for the search, skills for the comparison.
use std::collections::{BTreeMap, HashSet};

use super::vocabulary::{self, How, Link, SkillId, vocabulary};
use crate::{
    language::{Part, Word, analyse},
    platform::search::Phrase,
};

/// Weight of a frame word ("can", "experience") in a query: it says that a skill follows and is none.
const FRAME_WEIGHT: f32 = 0.3;
/// Weight of another word for a recognised skill.
const SYNONYM_WEIGHT: f32 = 0.5;
/// Other words one phrase may bring along: a bound on the work of a query.
const MOST_SYNONYMS: usize = 24;
/// Phrases read of one person.
const MOST_PHRASES: usize = 60;

/// One phrase of a person.
#[derive(Clone, Debug)]
pub struct Wish {
    pub text: String,
    pub words: Vec<Word>,
    pub links: Vec<Link>,
}

/// A person looking for work, as far as matching needs to know them. Nothing of it is stored.
#[derive(Clone, Debug, Default)]
pub struct Seeker {
    pub wishes: Vec<Wish>,
    /// Province or regency.
    pub region: Option<String>,
}

impl Seeker {
    /// Reads phrases; empty ones are left out.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>, region: Option<String>) -> Self {
        let phrases = phrases.into_iter().map(str::trim).filter(|phrase| !phrase.is_empty());
        Self { wishes: phrases.take(MOST_PHRASES).map(read).collect(), region }
    }

    /// Splits what a person typed at commas, semicolons, bullets and line ends.
    pub fn split(typed: &str) -> impl Iterator<Item = &str> {
        typed.split([',', ';', '\n', '\r', '•', '·']).map(str::trim).filter(|phrase| !phrase.is_empty())
    }

    /// The skills recognised, each once, in the order they were named.
    pub fn skills(&self) -> Vec<SkillId> {
        let mut seen = HashSet::new();
        let links = self.wishes.iter().flat_map(|wish| &wish.links);
        links.map(|link| link.skill).filter(|skill| seen.insert(*skill)).collect()
    }

    /// Stems of everything said.
    pub fn stems(&self) -> HashSet<&str> {
        self.wishes.iter().flat_map(|wish| &wish.words).map(|word| word.stem.as_str()).collect()
    }

    /// What the search engine is asked for: a phrase a wish, with other words for the skills it names.
    pub fn phrases(&self) -> Vec<Phrase> {
        self.wishes.iter().map(Wish::phrase).filter(|phrase| !phrase.words.is_empty()).collect()
    }
}

fn read(text: &str) -> Wish {
    Wish { text: text.to_owned(), words: analyse(text, Part::Body), links: vocabulary::link(text, None) }
}

impl Wish {
    fn phrase(&self) -> Phrase {
        let vocabulary = vocabulary();
        let mut words: BTreeMap<&str, f32> = BTreeMap::new();
        for word in &self.words {
            let weight = if word.frame { FRAME_WEIGHT } else { 1.0 };
            words.entry(&word.stem).and_modify(|known| *known = known.max(weight)).or_insert(weight);
        }
        // A misspelt word was meant as the word of the label.
        let misspelt = self.links.iter().filter(|link| link.how == How::Typo);
        let meant: Vec<Word> = misspelt.flat_map(|link| analyse(link.label, Part::Body)).collect();
        for word in meant.iter().filter(|word| !word.frame) {
            words.insert(&word.stem, 1.0);
        }
        let own = words.len();
        for link in &self.links {
            for stem in vocabulary.synonym_stems(link.skill) {
                if words.len() < own + MOST_SYNONYMS {
                    words.entry(stem).or_insert(SYNONYM_WEIGHT * link.weight);
                }
            }
        }
        Phrase { words: words.into_iter().map(|(word, weight)| (word.to_owned(), weight)).collect() }
    }
}
