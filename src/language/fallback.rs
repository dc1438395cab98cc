//! Stems for words outside our own root list: English endings go to the English stemmer, the rest to the Indonesian
//! one, whose answer counts only while enough of the word is left.

use frostem::{Algorithm, Stemmer};
use std::borrow::Cow;

/// Shorter words are left alone, and so are words that would become shorter.
const SHORTEST_INDONESIAN: usize = 4;
const SHORTEST_ENGLISH: usize = 3;

/// The stem of a lower-case word that no root explains.
pub fn stem(word: &str) -> Cow<'_, str> {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if word.len() < SHORTEST_INDONESIAN || !is_plain || !word.bytes().any(is_vowel) {
        return Cow::Borrowed(word);
    }
    if let Some(base) = word.strip_suffix("nya").filter(|base| base.len() >= SHORTEST_ENGLISH) {
        return stem(base);
    }
    if looks_english(word) {
        longer_than(SHORTEST_ENGLISH, Stemmer::new(Algorithm::English).stem(word), word)
    } else {
        longer_than(SHORTEST_INDONESIAN, Stemmer::new(Algorithm::Indonesian).stem(word), word)
    }
}

fn longer_than<'a>(shortest: usize, stem: Cow<'a, str>, word: &'a str) -> Cow<'a, str> {
    if stem.len() >= shortest { stem } else { Cow::Borrowed(word) }
}

fn looks_english(word: &str) -> bool {
    const ENDINGS: [&str; 16] =
        ["ing", "ed", "tion", "ment", "er", "ce", "ve", "ck", "ct", "sh", "th", "ght", "ness", "age", "able", "ful"];
    ENDINGS.iter().any(|ending| word.ends_with(ending)) || is_plural(word) || ends_in_consonant_y(word)
}

/// An English plural; words in -as, -is, -os and -us are rather Indonesian (kertas, teknis, kaos, kursus).
fn is_plural(word: &str) -> bool {
    match word.as_bytes() {
        [.., before, b's'] => !matches!(before, b'a' | b'i' | b'o' | b'u' | b's'),
        _ => false,
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    matches!(word.as_bytes(), [.., before, b'y'] if !is_vowel(*before))
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_endings_go_to_the_english_stemmer() {
        assert_eq!(stem("sewing"), "sew");
        assert_eq!(stem("cleaning"), "clean");
        assert_eq!(stem("industry"), "industri");
    }

    #[test]
    fn an_indonesian_stem_of_three_letters_is_refused() {
        assert_eq!(stem("person"), "person");
    }

    #[test]
    fn short_words_and_words_without_vowels_stay_whole() {
        assert_eq!(stem("bus"), "bus");
        assert_eq!(stem("bpjs"), "bpjs");
    }

    #[test]
    fn the_possessive_does_not_change_the_stem() {
        assert_eq!(stem("schedulernya"), stem("scheduler"));
    }
}
