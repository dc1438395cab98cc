//! From text to clauses of plain words: disguises undone, abbreviations and everyday words written out, numbers in
//! digits. Each word remembers where it stands in the text.
use std::{collections::HashMap, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

/// A word, a number or a mark between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// Value of a number; 0 for anything else.
    pub number: u32,
    /// Bytes of the original text.
    pub start: usize,
    pub end: usize,
}

impl Word {
    fn is_mark(&self) -> bool {
        !self.text.starts_with(char::is_alphanumeric)
    }
}

/// Everyday words and abbreviations with the word rules are written in: one line a word, its other forms after it.
const FORMS: &str = include_str!("forms.tsv");
static PLAIN: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = FORMS.lines().filter_map(|line| line.split_once('\t'));
    lines.flat_map(|(plain, others)| others.split(' ').map(move |other| (other, plain))).collect()
});
/// Words that are often disguised with dots, spaces or digits.
const DISGUISED: &str = include_str!("disguised.txt");
/// Before a full stop these are abbreviations, not the end of a sentence.
const SHORTENED: [&str; 10] = ["min", "max", "maks", "kab", "no", "jl", "th", "thn", "usia", "umur"];

/// The clauses of a text in order.
pub fn clauses(text: &str) -> Vec<Vec<Word>> {
    let mut clauses = vec![Vec::new()];
    for piece in pieces(text) {
        if piece.text == "\n" {
            clauses.push(Vec::new());
        } else if let Some(clause) = clauses.last_mut() {
            clause.push(piece);
        }
    }
    clauses
        .into_iter()
        .map(|clause| numbers(&plain(undisguised(&clause))))
        .filter(|clause| !clause.is_empty())
        .collect()
}

/// Words, numbers and marks as they stand; a line break stands for the end of a clause.
fn pieces(text: &str) -> Vec<Word> {
    let letters: Vec<(char, usize, usize)> = text
        .char_indices()
        .flat_map(|(at, letter)| {
            let end = at + letter.len_utf8();
            letter.nfkc().flat_map(char::to_lowercase).map(move |plain| (plain, at, end)).collect::<Vec<_>>()
        })
        .collect();
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(&(letter, start, end)) = letters.get(at) {
        let kind = kind_of(letter);
        let mut word = Word { text: letter.to_string(), number: 0, start, end };
        at += 1;
        if kind == Kind::Letter || kind == Kind::Digit {
            while let Some(&(next, _, end)) = letters.get(at).filter(|(next, ..)| kind_of(*next) == kind) {
                word.text.push(next);
                word.end = end;
                at += 1;
            }
        }
        let next = letters.get(at).map_or(' ', |(next, ..)| *next);
        match kind {
            Kind::Space => continue,
            Kind::Dash => {
                let between =
                    words.last().is_some_and(|last| last.text.starts_with(|c: char| c.is_ascii_digit() || c == 't'));
                if !between {
                    continue;
                }
                "-".clone_into(&mut word.text);
            }
            Kind::Mark if letter == '.' => {
                let short =
                    words.last().is_some_and(|last| SHORTENED.contains(&last.text.as_str()) || last.text.len() == 1);
                if short || next.is_ascii_digit() {
                    continue;
                }
                "\n".clone_into(&mut word.text);
            }
            Kind::Mark if matches!(letter, ';' | '\n' | '\r' | '•' | '·' | '|' | '!' | '?') => {
                "\n".clone_into(&mut word.text);
            }
            _ => {}
        }
        words.push(word);
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Dash,
    Space,
    Mark,
}

fn kind_of(letter: char) -> Kind {
    match letter {
        '\n' | '\r' => Kind::Mark,
        letter if letter.is_ascii_digit() => Kind::Digit,
        letter if letter.is_alphabetic() => Kind::Letter,
        '-' | '–' | '—' | '‐' | '‑' | '−' | '~' => Kind::Dash,
        letter if letter.is_whitespace() || matches!(letter, '\'' | '"' | '*' | '_') => Kind::Space,
        _ => Kind::Mark,
    }
}

/// Single letters and digits that stand for letters are put together again where they make a word that is disguised.
fn undisguised(words: &[Word]) -> Vec<Word> {
    let mut whole = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let found = (2..=5).rev().filter(|count| at + count <= words.len()).find_map(|count| {
            let run = &words[at..at + count];
            let short = run.iter().all(|word| word.text.chars().count() == 1);
            let glued = run.windows(2).all(|two| two[0].end == two[1].start);
            let joined: String = run.iter().flat_map(|word| word.text.chars()).map(letter_of).collect();
            ((short || glued) && DISGUISED.split_whitespace().any(|word| word == joined)).then_some((joined, count))
        });
        if let Some((text, count)) = found {
            whole.push(Word { text, number: 0, start: words[at].start, end: words[at + count - 1].end });
            at += count;
        } else {
            whole.push(words[at].clone());
            at += 1;
        }
    }
    whole
}

/// The letter a digit is written for.
fn letter_of(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' => 's',
        other => other,
    }
}

/// Every word in the form the rules are written in. Words that stand twice, as in "laki-laki", are one.
fn plain(words: Vec<Word>) -> Vec<Word> {
    let mut whole: Vec<Word> = Vec::with_capacity(words.len());
    for mut word in words {
        if let Some(plain) = PLAIN.get(word.text.as_str()) {
            (*plain).clone_into(&mut word.text);
        }
        // Forms of two words: "kaca mata", "check up".
        if let Some(last) = whole.last_mut() {
            let two = format!("{}_{}", last.text, word.text);
            if let Some(plain) = PLAIN.get(two.as_str()) {
                (*plain).clone_into(&mut last.text);
                last.end = word.end;
                continue;
            }
            if last.text == word.text && !word.is_mark() {
                last.end = word.end;
                continue;
            }
        }
        word.number = word.text.parse().unwrap_or(0);
        whole.push(word);
    }
    whole
}

const UNITS: [(&str, u32); 20] = [
    ("satu", 1),
    ("dua", 2),
    ("tiga", 3),
    ("empat", 4),
    ("lima", 5),
    ("enam", 6),
    ("tujuh", 7),
    ("delapan", 8),
    ("sembilan", 9),
    ("sepuluh", 10),
    ("sebelas", 11),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventeen", 17),
    ("sixteen", 16),
];

/// Numbers in words become digits: "tiga puluh lima", "dua puluhan", "twenty five".
fn numbers(words: &[Word]) -> Vec<Word> {
    let unit = |word: Option<&Word>| {
        word.and_then(|word| UNITS.iter().find(|(name, _)| *name == word.text)).map_or(0, |(_, value)| *value)
    };
    let mut whole = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let first = unit(words.get(at));
        let tens = words.get(at + 1).is_some_and(|word| matches!(word.text.as_str(), "puluh" | "puluhan"));
        let teen = words.get(at + 1).is_some_and(|word| word.text == "belas");
        let (value, count) = match (first, tens, teen) {
            (0, ..) => (0, 1),
            (1..=9, true, _) => match unit(words.get(at + 2)) {
                last @ 1..=9 => (first * 10 + last, 3),
                _ => (first * 10, 2),
            },
            (1..=9, _, true) => (first + 10, 2),
            (20.., ..) if (1..=9).contains(&unit(words.get(at + 1))) => (first + unit(words.get(at + 1)), 2),
            (first, ..) => (first, 1),
        };
        let mut word = words[at].clone();
        if value > 0 {
            word = Word { text: value.to_string(), number: value, start: word.start, end: words[at + count - 1].end };
        }
        whole.push(word);
        at += count;
    }
    whole
}
