//! Repairs misspelt words, but only towards words that labels use and never away from a word that exists.

use super::Skill;
use crate::language::stem;
use std::collections::{HashMap, HashSet};

const COMMON_WORDS: &str = include_str!("common_words.txt");

/// Shorter words are never repaired: too many words are one letter away.
const SHORTEST: usize = 5;

/// From this length two letters may be wrong.
const LONG: usize = 9;

/// The words of all labels, and the words that are right although no label uses them.
pub struct Speller {
    by_first_letter: HashMap<u8, Vec<Candidate>>,
    known: HashSet<Box<str>>,
}

struct Candidate {
    word: Box<str>,
    stem: Box<str>,
    /// One bit for each letter that occurs, to pass over most words without comparing them.
    letters: u32,
}

impl Speller {
    pub fn new(skills: &[Skill]) -> Self {
        let mut speller = Self { by_first_letter: HashMap::new(), known: HashSet::new() };
        for word in common_words() {
            speller.known.insert(word.into());
        }
        for label in skills.iter().flat_map(|skill| &skill.labels) {
            let words = label.text.split(|character: char| !character.is_ascii_alphabetic());
            words.filter(|word| word.len() >= 3).for_each(|word| speller.learn(&word.to_ascii_lowercase()));
        }
        speller
    }

    /// The label word somebody meant who wrote this lower-case word, with its stem. Two wrong letters must not both
    /// fall on the stem when affixes were found around it: then it is another root in the same pattern.
    pub fn repair(&self, word: &str, stem: &str) -> Option<(&str, &str)> {
        let length = word.len();
        let is_word = length >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_word || self.is_known(word) || self.known.contains(stem) {
            return None;
        }
        let most = if length >= LONG { 2 } else { 1 };
        let letters = letters_of(word);
        let bucket = self.by_first_letter.get(word.as_bytes().first()?)?;
        let mut best: Option<(usize, &Candidate)> = None;
        let mut tied = false;
        for candidate in bucket.iter().filter(|candidate| candidate.is_near(length, letters, most)) {
            let Some(distance) = distance(word.as_bytes(), candidate.word.as_bytes(), most) else { continue };
            if distance > 1 && !is_same_root(word, stem, &candidate.stem) {
                continue;
            }
            match best {
                Some((least, _)) if least < distance => {}
                Some((least, other)) if least == distance => tied |= other.stem != candidate.stem,
                _ => {
                    best = Some((distance, candidate));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, candidate)| (&*candidate.word, &*candidate.stem))
    }

    fn is_known(&self, word: &str) -> bool {
        const ENDINGS: [&str; 5] = ["nya", "lah", "kah", "ku", "mu"];
        self.known.contains(word)
            || ENDINGS.iter().any(|ending| word.strip_suffix(ending).is_some_and(|base| self.known.contains(base)))
    }

    fn learn(&mut self, word: &str) {
        if !self.known.insert(word.into()) || word.len() < SHORTEST {
            return;
        }
        let candidate = Candidate { word: word.into(), stem: stem(word).into(), letters: letters_of(word) };
        self.by_first_letter.entry(word.as_bytes()[0]).or_default().push(candidate);
    }
}

impl Candidate {
    fn is_near(&self, length: usize, letters: u32, most: usize) -> bool {
        self.word.len().abs_diff(length) <= most && (self.letters ^ letters).count_ones() as usize <= 2 * most
    }
}

/// Common Indonesian and English words of working life.
pub fn common_words() -> impl Iterator<Item = &'static str> {
    COMMON_WORDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_ascii_whitespace)
}

/// Whether the stem left after taking affixes away is still nearly the one that was meant.
fn is_same_root(word: &str, stem: &str, meant: &str) -> bool {
    stem == word || distance(stem.as_bytes(), meant.as_bytes(), 1).is_some()
}

fn letters_of(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, byte| bits | 1 << (byte - b'a'))
}

/// The edit distance with neighbouring letters swapped counted once, if it is no more than `most`.
fn distance(left: &[u8], right: &[u8], most: usize) -> Option<usize> {
    const ROOM: usize = 48;
    if left.len() >= ROOM || right.len() >= ROOM {
        return None;
    }
    let mut before = [0_usize; ROOM];
    let mut above: [usize; ROOM] = std::array::from_fn(|at| at);
    for (row, &letter) in left.iter().enumerate() {
        let mut current = [row + 1; ROOM];
        for (column, &other) in right.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != other);
            current[column + 1] = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && letter == right[column - 1] && left[row - 1] == other;
            if swapped {
                current[column + 1] = current[column + 1].min(before[column - 1] + 1);
            }
        }
        if current[..=right.len()].iter().all(|&cost| cost > most) {
            return None;
        }
        before = above;
        above = current;
    }
    Some(above[right.len()]).filter(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_a_miss_and_an_extra_letter_cost_one_each() {
        assert_eq!(distance(b"jahti", b"jahit", 2), Some(1));
        assert_eq!(distance(b"jait", b"jahit", 2), Some(1));
        assert_eq!(distance(b"jahhit", b"jahit", 2), Some(1));
        assert_eq!(distance(b"jahit", b"jahit", 2), Some(0));
        assert_eq!(distance(b"rakit", b"jahit", 1), None);
    }

    #[test]
    fn common_words_are_lower_case_letters() {
        for word in common_words() {
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        }
    }
}
