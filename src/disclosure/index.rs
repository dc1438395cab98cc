//! The terms arranged for one pass over a text: a word costs one look-up, however long the list is.

use std::{collections::HashMap, sync::LazyLock};

use super::terms::{self, Action, Matching, Term};

/// A place in the tree of phrases; the root is 0.
pub(super) type Node = usize;

pub(super) struct Index {
    words: HashMap<Vec<char>, Word>,
    steps: HashMap<(Node, usize), Node>,
    phrases: HashMap<Node, Vec<&'static Term>>,
    acronyms: Vec<Acronym>,
    longest: usize,
    /// Whether a word begins with these two letters, by `opening`.
    openings: Vec<bool>,
}

/// A word that is a term, or part of a phrase, or both.
pub(super) struct Word {
    number: usize,
    pub terms: Vec<&'static Term>,
}

/// A short name that must not be told by anyone.
pub(super) struct Acronym {
    /// In lower case.
    pub text: Vec<char>,
    pub term: &'static Term,
}

impl Acronym {
    /// Whether it may also stand inside a longer word, as in a hashtag. One that counts in capitals only or holds a
    /// digit would turn up there by chance.
    pub fn is_found_inside_words(&self) -> bool {
        self.term.matching == Matching::Word && self.text.iter().all(|letter| letter.is_alphabetic())
    }
}

/// The index of the whole list.
pub(super) fn index() -> &'static Index {
    static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(terms::all()));
    &INDEX
}

impl Index {
    fn of(terms: &'static [Term]) -> Self {
        let mut index = Self {
            words: HashMap::new(),
            steps: HashMap::new(),
            phrases: HashMap::new(),
            acronyms: Vec::new(),
            longest: 0,
            openings: vec![false; OPENINGS],
        };
        for term in terms {
            match term.matching {
                Matching::Word | Matching::Upper => index.word_mut(term.text).terms.push(term),
                Matching::Phrase => index.add_phrase(term),
            }
            if term.is_acronym() && term.action == Action::Block {
                index.acronyms.push(Acronym { text: in_lower_case(term.text), term });
            }
        }
        for opening in index.words.keys().filter_map(|word| opening(word)) {
            index.openings[opening] = true;
        }
        index.longest = index.words.keys().map(Vec::len).max().unwrap_or(0);
        index
    }

    fn add_phrase(&mut self, term: &'static Term) {
        let mut node = 0;
        for part in term.text.split(|letter: char| !letter.is_alphanumeric()) {
            let number = self.word_mut(part).number;
            let next = self.steps.len() + 1;
            node = *self.steps.entry((node, number)).or_insert(next);
        }
        self.phrases.entry(node).or_default().push(term);
    }

    fn word_mut(&mut self, text: &str) -> &mut Word {
        let number = self.words.len();
        self.words.entry(in_lower_case(text)).or_insert_with(|| Word { number, terms: Vec::new() })
    }

    /// The known word written so, in lower case.
    pub fn word(&self, folded: &[char]) -> Option<&Word> {
        let possible = folded.len() <= self.longest && self.begins_like_a_word(folded);
        if possible { self.words.get(folded) } else { None }
    }

    /// Where a phrase that has come to this node is after one more word.
    pub fn step(&self, from: Node, word: &Word) -> Option<Node> {
        self.steps.get(&(from, word.number)).copied()
    }

    /// The phrases that end at this node.
    pub fn phrases(&self, node: Node) -> &[&'static Term] {
        self.phrases.get(&node).map_or(&[], Vec::as_slice)
    }

    /// The short name written so, in lower case.
    pub fn acronym(&self, folded: &[char]) -> Option<&Acronym> {
        if !self.begins_like_a_word(folded) {
            return None;
        }
        self.acronyms.iter().find(|acronym| acronym.text == folded)
    }

    /// The short names inside this text in lower case, with the number of the letter they start at.
    pub fn acronyms_in<'a>(&'a self, folded: &'a [char]) -> impl Iterator<Item = (usize, &'a Acronym)> {
        let starts = (0..folded.len()).map(|number| (number, &folded[number..]));
        starts.filter(|(_, rest)| self.begins_like_a_word(rest)).flat_map(|(number, rest)| {
            let acronyms = self
                .acronyms
                .iter()
                .filter(move |acronym| rest.first() == acronym.text.first() && rest.starts_with(&acronym.text));
            acronyms.map(move |acronym| (number, acronym))
        })
    }

    /// Whether a word of the list has the same two first letters: most words of a text can be passed at once.
    fn begins_like_a_word(&self, folded: &[char]) -> bool {
        opening(folded).is_some_and(|opening| self.openings[opening])
    }
}

const OPENINGS: usize = 1 << 14;

/// The first two letters as a number; the words of the list have none outside ASCII.
fn opening(folded: &[char]) -> Option<usize> {
    let [first, second, ..] = folded else { return None };
    (first.is_ascii() && second.is_ascii()).then_some((*first as usize) << 7 | *second as usize)
}

fn in_lower_case(text: &str) -> Vec<char> {
    text.to_lowercase().chars().collect()
}

/// The letter a digit is read as when it stands in for one.
pub(super) fn letter_of_digit(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        other => other,
    }
}
