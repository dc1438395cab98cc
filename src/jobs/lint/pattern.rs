//! Patterns over words, as the rules are written: words in turn, with alternatives, beginnings, numbers and gaps.
use std::collections::HashMap;

use super::words::Word;

/// Words that stand together under a name, parted by spaces.
pub type Classes<'a> = HashMap<&'a str, &'a str>;

/// A part of a pattern.
#[derive(Clone, Debug)]
enum Part {
    /// One of these words; those with a `*` are beginnings.
    Words(Vec<String>),
    /// A number between these.
    Number(u32, u32),
    /// So many words at most, which may be any.
    Gap(usize),
    /// The beginning of the clause, but for numbers and marks before it.
    Start,
    /// The end of the clause, or a mark.
    End,
}

/// A pattern that was read.
#[derive(Clone, Debug)]
pub struct Pattern(Vec<(Part, bool)>);

/// Words a bare `..` skips at most.
const GAP: usize = 4;

impl Pattern {
    /// Reads a pattern. `a|b` alternatives, `a*` a beginning, `<15-65>` a number, `..` a gap, `..2` a shorter one, `^` the
    /// beginning, `$` the end, `?` behind a part: it may be missing, `@name` the words of a class.
    pub fn read(text: &str, classes: &Classes) -> Self {
        let part = |word: &str| {
            let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
            let range =
                word.strip_prefix('<').and_then(|word| word.strip_suffix('>')).and_then(|word| word.split_once('-'));
            let part = match word {
                "^" => Part::Start,
                "$" => Part::End,
                _ if word.starts_with("..") => Part::Gap(word[2..].parse().unwrap_or(GAP)),
                _ => match range {
                    Some((low, high)) => Part::Number(low.parse().unwrap_or(0), high.parse().unwrap_or(0)),
                    None => Part::Words(alternatives(word, classes)),
                },
            };
            (part, optional)
        };
        Self(text.split(' ').filter(|word| !word.is_empty()).map(part).collect())
    }

    /// The words it fits, as places in the clause; none when it does not fit.
    pub fn find(&self, words: &[Word]) -> Option<(usize, usize)> {
        (0..words.len()).find_map(|from| fits(&self.0, words, from).map(|to| (from, to.max(from + 1))))
    }
}

fn alternatives(word: &str, classes: &Classes) -> Vec<String> {
    word.split('|')
        .flat_map(|one| match one.strip_prefix('@') {
            Some(name) => classes.get(name).unwrap_or(&"").split(' ').map(str::to_owned).collect(),
            None => vec![one.to_owned()],
        })
        .collect()
}

/// Where the parts end when they begin at a word.
fn fits(parts: &[(Part, bool)], words: &[Word], at: usize) -> Option<usize> {
    let Some(((part, optional), rest)) = parts.split_first() else { return Some(at) };
    let one = |fits: bool| if fits { self::fits(rest, words, at + 1) } else { None };
    let found = match part {
        Part::Words(known) => one(words.get(at).is_some_and(|word| known.iter().any(|known| is(known, &word.text)))),
        Part::Number(low, high) => one(words.get(at).is_some_and(|word| (*low..=*high).contains(&word.number))),
        Part::Gap(most) => {
            (0..=*most).filter(|gap| at + gap <= words.len()).find_map(|gap| self::fits(rest, words, at + gap))
        }
        Part::Start => {
            if is_start(&words[..at.min(words.len())]) {
                self::fits(rest, words, at)
            } else {
                None
            }
        }
        Part::End => {
            if words.get(at).is_none_or(|word| !word.text.starts_with(char::is_alphanumeric)) {
                self::fits(rest, words, at)
            } else {
                None
            }
        }
    };
    found.or_else(|| if *optional { self::fits(rest, words, at) } else { None })
}

fn is(known: &str, word: &str) -> bool {
    known.strip_suffix('*').map_or(known == word, |start| word.starts_with(start))
}

fn is_start(before: &[Word]) -> bool {
    before.iter().all(|word| word.number > 0 || !word.text.starts_with(char::is_alphanumeric) || word.text.len() == 1)
}
