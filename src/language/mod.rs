//! The one analyser for Indonesian, English and the mixture of both that people write.
//! Text goes in, stems with their place in the original text come out; indexes, queries and the skill linker
//! all read words through here, so that they agree.

mod affixes;
mod fallback;
mod lists;
mod normalise;
#[cfg(test)]
mod tests;
mod tokens;

use lists::LISTS;
use normalise::Source;
use std::borrow::Cow;
use tokens::{Kind, Token};

/// Bumped with every change of a rule or a list: indexes are rebuilt when it differs.
pub const ANALYSER_VERSION: u32 = 1;

/// Longer words are no words: addresses, keys, glued lines.
const LONGEST_WORD: usize = 40;

/// Which part of a record the text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Titles and product names keep their stop words: goods are called *tahu isi* or *oleh-oleh*.
    Title,
    /// Running text loses the 25 function words.
    Body,
}

/// One analysed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What is indexed and compared.
    pub stem: String,
    /// Byte offset into the original text where the surface word starts.
    pub start: usize,
    /// Byte offset just after the surface word.
    pub end: usize,
    /// Says that a skill follows (*mampu*, *pengalaman*) without being one.
    pub frame: bool,
}

/// All words of a text in order. An abbreviation of two words gives both with the same offsets.
pub fn analyse(text: &str, part: Part) -> Vec<Word> {
    let source = Source::new(text);
    let tokens = tokens::split(source.text());
    let mut analysis =
        Analysis { source: &source, part, words: Vec::with_capacity(tokens.len()), lower: String::new() };
    let mut rest = tokens.as_slice();
    while let Some((token, tail)) = rest.split_first() {
        let copies = analysis.take(token, tail);
        rest = &tail[copies..];
    }
    analysis.words
}

/// The stem of one lower-case word: protection, spelling, roots, fallback.
pub fn stem(word: &str) -> String {
    stem_of(word).into_owned()
}

fn stem_of(word: &str) -> Cow<'_, str> {
    if let Some(token) = LISTS.protected.get(word) {
        return Cow::Borrowed(token);
    }
    let word = LISTS.spelling.get(word).copied().unwrap_or(word);
    match affixes::find_root(word) {
        Some(root) => Cow::Borrowed(root),
        None => fallback::stem(word),
    }
}

/// Whether a word is one the lists or the affix rules can explain.
fn is_known(word: &str) -> bool {
    LISTS.spelling.contains_key(word) || LISTS.abbreviations.contains_key(word) || affixes::find_root(word).is_some()
}

struct Analysis<'a> {
    source: &'a Source<'a>,
    part: Part,
    words: Vec<Word>,
    lower: String,
}

impl Analysis<'_> {
    /// Adds the words of one token and says how many following tokens were its repetition.
    fn take(&mut self, token: &Token, following: &[Token]) -> usize {
        match token.kind {
            Kind::Protected(stem) => self.push(stem.to_owned(), token.start, token.end, false),
            Kind::Expanded(words) => self.add_all(words, token.start, token.end),
            Kind::Plain => {
                let copies = self.repetitions(token, following);
                let end = if copies == 0 { token.end } else { following[copies - 1].end };
                self.add_plain(token, end, copies > 0);
                return copies;
            }
        }
        0
    }

    fn add_plain(&mut self, token: &Token, end: usize, doubled: bool) {
        let surface = &self.source.text()[token.start..token.end];
        let mut lower = std::mem::take(&mut self.lower);
        tokens::lower_case(surface, &mut lower);
        if lower.len() <= LONGEST_WORD && !lower.is_empty() {
            if let Some(digits) = leading_count(&lower) {
                self.push(lower[..digits].to_owned(), token.start, token.start + digits, false);
                self.add_lower(&lower[digits..], token.start + digits, end, doubled);
            } else {
                self.add_lower(without_double_mark(&lower), token.start, end, doubled);
            }
        }
        self.lower = lower;
    }

    fn add_lower(&mut self, word: &str, start: usize, end: usize, doubled: bool) {
        match LISTS.abbreviations.get(word) {
            Some(words) => self.add_all(words, start, end),
            None => self.add_word(word, start, end, doubled),
        }
    }

    fn add_all(&mut self, words: &[&str], start: usize, end: usize) {
        for word in words {
            self.add_word(word, start, end, false);
        }
    }

    fn add_word(&mut self, word: &str, start: usize, end: usize, doubled: bool) {
        let word = LISTS.spelling.get(word).copied().unwrap_or(word);
        // A doubled function word is a word of its own: "oleh-olehnya" is not "oleh".
        if self.part == Part::Body && !doubled && LISTS.stop_words.contains(word) {
            return;
        }
        let frame = LISTS.frame_words.contains(word);
        self.push(stem(word), start, end, frame);
    }

    fn push(&mut self, stem: String, start: usize, end: usize, frame: bool) {
        let (start, end) = self.source.original(start, end);
        self.words.push(Word { stem, start, end, frame });
    }

    /// How many of the following tokens only repeat this one: anak-anak, tukar-menukar, sayur-sayuran.
    fn repetitions(&self, token: &Token, following: &[Token]) -> usize {
        let text = self.source.text();
        let mut last_end = token.end;
        let mut first = None;
        following
            .iter()
            .take_while(|next| {
                if !matches!(next.kind, Kind::Plain) || &text[last_end..next.start] != "-" {
                    return false;
                }
                last_end = next.end;
                let first = first.get_or_insert_with(|| letters_stem(&text[token.start..token.end]));
                first.is_some() && *first == letters_stem(&text[next.start..next.end])
            })
            .count()
    }
}

/// The stem of a surface word made of letters only.
fn letters_stem(surface: &str) -> Option<String> {
    let mut lower = String::new();
    tokens::lower_case(surface, &mut lower);
    let is_word = lower.len() > 1 && lower.len() <= LONGEST_WORD && lower.chars().all(char::is_alphabetic);
    is_word.then(|| stem(&lower))
}

/// The length of the number in front of a glued unit or word we know: "2thn", "24jam".
fn leading_count(word: &str) -> Option<usize> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let unit = &word[digits..];
    let splits = digits > 0 && unit.bytes().all(|byte| byte.is_ascii_lowercase()) && unit.len() > 1;
    (splits && !LISTS.protected.contains_key(word) && is_known(unit)).then_some(digits)
}

/// "bantu2" and "macam2nya" without the mark of doubling, when the rest is a word we know.
fn without_double_mark(word: &str) -> &str {
    let Some((base, ending)) = word.split_once('2') else { return word };
    let marks = matches!(ending, "" | "nya" | "an" | "kan" | "in");
    if marks && !LISTS.protected.contains_key(word) && is_known(base) { base } else { word }
}
