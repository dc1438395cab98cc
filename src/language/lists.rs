//! The word lists of the analyser, read once from plain text files: one entry a line, `word` or `word = meaning`,
//! with `#` in front of comments.

use super::tokens::Kind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// All lists, ready for lookup.
pub static LISTS: LazyLock<Lists> = LazyLock::new(Lists::read);

pub struct Lists {
    /// Roots by their letters, with the informal spellings of roots.
    pub roots: HashMap<&'static [u8], Root>,
    /// Words with a stem of their own.
    pub exceptions: HashMap<&'static [u8], &'static str>,
    /// Informal spelling to standard word.
    pub spelling: HashMap<&'static str, &'static str>,
    /// Abbreviation to the words it stands for.
    pub abbreviations: HashMap<&'static str, &'static [&'static str]>,
    /// Plain words that skip every rule, with their token.
    pub protected: HashMap<&'static str, &'static str>,
    /// Forms with signs, spaces or fixed case by their first letter, longest first.
    pub forms: Vec<Vec<Form>>,
    pub stop_words: HashSet<&'static str>,
    pub frame_words: HashSet<&'static str>,
    /// What stands between the brackets of a mask tag.
    pub masks: HashSet<&'static str>,
}

/// A root, or an informal spelling of one.
pub struct Root {
    pub stem: &'static str,
    /// Place in the list: the earlier root wins a tie.
    pub line: usize,
    pub informal: bool,
}

/// A form looked for in the text before it is cut into words.
pub struct Form {
    pub pattern: &'static str,
    pub exact_case: bool,
    pub kind: Kind,
}

/// Shorter informal spellings are no base for affixes: too many words contain them.
const SHORTEST_INFORMAL: usize = 4;

const ROOTS: &str = include_str!("lists/roots.txt");
const EXCEPTIONS: &str = include_str!("lists/exceptions.txt");
const SPELLING: &str = include_str!("lists/spelling.txt");
const ABBREVIATIONS: &str = include_str!("lists/abbreviations.txt");
const PROTECTED: &str = include_str!("lists/protected.txt");
const STOP_WORDS: &str = include_str!("lists/stopwords.txt");
const FRAME_WORDS: &str = include_str!("lists/frame.txt");
const MASKS: &str = include_str!("lists/masks.txt");

impl Lists {
    fn read() -> Self {
        let spelling: HashMap<_, _> = pairs(SPELLING).collect();
        let mut lists = Self {
            roots: roots(&spelling),
            exceptions: pairs(EXCEPTIONS).map(|(word, stem)| (word.as_bytes(), stem)).collect(),
            spelling,
            abbreviations: HashMap::new(),
            protected: HashMap::new(),
            forms: (0..128).map(|_| Vec::new()).collect(),
            stop_words: entries(STOP_WORDS).collect(),
            frame_words: entries(FRAME_WORDS).collect(),
            masks: entries(MASKS).collect(),
        };
        lists.add_abbreviations();
        lists.add_protected();
        for bucket in &mut lists.forms {
            bucket.sort_by_key(|form| std::cmp::Reverse(form.pattern.len()));
        }
        lists
    }

    fn add_abbreviations(&mut self) {
        for (short, long) in pairs(ABBREVIATIONS) {
            // Lists live as long as the program, so their expansions may.
            let words: &'static [&'static str] = long.split(' ').collect::<Vec<_>>().leak();
            if is_one_word(short) {
                self.abbreviations.insert(short, words);
            } else {
                self.add_form(short, false, Kind::Expanded(words));
            }
        }
    }

    fn add_protected(&mut self) {
        for (form, token) in pairs(PROTECTED) {
            if let Some(exact) = form.strip_prefix('^') {
                self.add_form(exact, true, Kind::Protected(token.trim_start_matches('^')));
            } else if is_one_word(form) {
                self.protected.insert(form, token);
            } else {
                self.add_form(form, false, Kind::Protected(token));
            }
        }
    }

    fn add_form(&mut self, pattern: &'static str, exact_case: bool, kind: Kind) {
        let first = pattern.bytes().next().map_or(0, |byte| usize::from(byte.to_ascii_lowercase()));
        if let Some(bucket) = self.forms.get_mut(first) {
            bucket.push(Form { pattern, exact_case, kind });
        }
    }
}

fn roots(spelling: &HashMap<&'static str, &'static str>) -> HashMap<&'static [u8], Root> {
    let mut roots: HashMap<&'static [u8], Root> = HashMap::new();
    for (line, stem) in entries(ROOTS).enumerate() {
        roots.entry(stem.as_bytes()).or_insert(Root { stem, line, informal: false });
    }
    for (informal, standard) in spelling {
        let Some(&Root { stem, line, .. }) = roots.get(standard.as_bytes()) else { continue };
        if informal.len() >= SHORTEST_INFORMAL {
            roots.entry(informal.as_bytes()).or_insert(Root { stem, line, informal: true });
        }
    }
    roots
}

/// The lines of a list without comments and blanks. A `#` inside a word (C#) is part of it.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(|line| if line.starts_with('#') { "" } else { line.split(" #").next().unwrap_or(line).trim() })
        .filter(|entry| !entry.is_empty())
}

/// Entries written `word = meaning`; a word alone means itself.
fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(list).map(|entry| entry.split_once(" = ").unwrap_or((entry, entry)))
}

fn is_one_word(form: &str) -> bool {
    form.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_names_a_word_twice() {
        for list in [ROOTS, EXCEPTIONS, SPELLING, ABBREVIATIONS, PROTECTED, STOP_WORDS, FRAME_WORDS, MASKS] {
            let mut seen = HashSet::new();
            for (word, _) in pairs(list) {
                assert!(seen.insert(word), "{word} stands twice");
            }
        }
    }

    #[test]
    fn roots_exceptions_and_spellings_are_lower_case_letters() {
        for list in [ROOTS, EXCEPTIONS, SPELLING, STOP_WORDS, FRAME_WORDS] {
            for (word, meaning) in pairs(list) {
                let fine = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
                assert!(fine(word) && fine(meaning), "{word} = {meaning}");
            }
        }
    }

    #[test]
    fn every_exception_gives_its_reason() {
        for line in EXCEPTIONS.lines().filter(|line| !line.trim().is_empty()) {
            assert!(line.contains('#'), "{line}");
        }
    }

    #[test]
    fn a_spelling_leads_to_a_word_that_stays() {
        for (informal, standard) in pairs(SPELLING) {
            assert!(!LISTS.spelling.contains_key(standard), "{informal} leads to {standard}, which leads on");
            assert!(!entries(ROOTS).any(|root| root == informal), "{informal} is a root and a misspelling");
        }
    }

    #[test]
    fn there_are_twenty_five_stop_words_and_enough_roots() {
        assert_eq!(LISTS.stop_words.len(), 25);
        assert!((700..=1500).contains(&entries(ROOTS).count()), "{} roots", entries(ROOTS).count());
    }

    #[test]
    fn no_word_is_both_a_root_and_an_exception() {
        for (word, _) in pairs(EXCEPTIONS) {
            assert!(!entries(ROOTS).any(|root| root == word), "{word}");
        }
    }
}
