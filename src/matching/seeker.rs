//! What a person says they can do, read once: words for the search, skills for the comparison.
use std::collections::{BTreeMap, HashSet};

use super::vocabulary::{self, How, Link, SkillId, vocabulary};
use crate::{
    language::{Part, Word, analyse},
    platform::search::Phrase,
};

/// Weight of a frame word ("can", "experience") in a query: it says that a skill follows and is none.
const FRAME_WEIGHT: f32 = 0.3;
/// Weight of another way to say a recognised skill.
const OTHER_WAY_WEIGHT: f32 = 0.7;
/// Words of other ways that one phrase may bring along: a bound on the work of a query.
const MOST_OTHER_WORDS: usize = 40;
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
        let others = self.other_ways(&words);
        Phrase { words: words.into_iter().map(|(word, weight)| (word.to_owned(), weight)).collect(), others }
    }

    /// The other ways to say the skills of a phrase, without the words it has itself. A label of several words weighs
    /// as much as a label of one.
    #[expect(clippy::cast_precision_loss, reason = "a label has a handful of words")]
    fn other_ways(&self, own: &BTreeMap<&str, f32>) -> Vec<Vec<(String, f32)>> {
        let vocabulary = vocabulary();
        let mut ways = Vec::new();
        let mut room = MOST_OTHER_WORDS;
        let wordings = |link| vocabulary.wordings(link).iter();
        for (link, words) in self.links.iter().flat_map(|link| wordings(link.skill).map(move |words| (link, words))) {
            let weight = OTHER_WAY_WEIGHT * link.weight / (words.len() as f32).sqrt();
            let fresh = words.iter().filter(|stem| !own.contains_key(&***stem));
            let way: Vec<_> = fresh.map(|stem| (stem.to_string(), weight)).collect();
            if way.is_empty() || way.len() > room {
                continue;
            }
            room -= way.len();
            ways.push(way);
        }
        ways
    }
}
