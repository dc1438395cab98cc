//! Makes text comparable before it is cut into words: Unicode forms, accents, bullets, invisible characters and
//! mask tags. It remembers where every byte came from, because highlights need the original place.

use super::lists::LISTS;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest mask tag looked for, brackets included.
const LONGEST_MASK: usize = 24;

/// A normalised text with the way back to the original.
pub struct Source<'a> {
    text: Cow<'a, str>,
    /// For every byte of `text` the original bytes it stands for; empty when both texts are the same.
    origins: Vec<(usize, usize)>,
}

impl<'a> Source<'a> {
    pub fn new(original: &'a str) -> Self {
        if original.is_ascii() && !original.contains('[') {
            return Self { text: Cow::Borrowed(original), origins: Vec::new() };
        }
        let mut writer = Writer::with_capacity(original.len());
        let mut at = 0;
        while at < original.len() {
            let rest = &original[at..];
            let length = mask_length(rest).unwrap_or(0);
            let length = if length > 0 {
                writer.write(' ', at, at + length);
                length
            } else {
                let cluster = first_cluster(rest);
                writer.write_cluster(cluster, at);
                cluster.len()
            };
            at += length;
        }
        Self { text: Cow::Owned(writer.text), origins: writer.origins }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The original byte range of a non-empty range of the normalised text.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        if self.origins.is_empty() { (start, end) } else { (self.origins[start].0, self.origins[end - 1].1) }
    }
}

struct Writer {
    text: String,
    origins: Vec<(usize, usize)>,
}

impl Writer {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), origins: Vec::with_capacity(bytes) }
    }

    fn write(&mut self, character: char, start: usize, end: usize) {
        self.text.push(character);
        self.origins.resize(self.text.len(), (start, end));
    }

    fn write_cluster(&mut self, cluster: &str, start: usize) {
        let end = start + cluster.len();
        if let [byte] = cluster.as_bytes() {
            return self.write(char::from(*byte), start, end);
        }
        let base = cluster.nfkd().next();
        if base.is_some_and(|first| first.is_ascii_alphanumeric()) {
            cluster.nfkd().filter(|&character| !is_combining_mark(character)).for_each(|c| self.write(c, start, end));
        } else {
            cluster.nfkc().for_each(|character| self.write_folded(character, start, end));
        }
    }

    fn write_folded(&mut self, character: char, start: usize, end: usize) {
        let folded = match character {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => "",
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => " ",
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2bb}' | '\u{2032}' | '\u{b4}' => "'",
            '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
            'ø' => "o",
            'Ø' => "O",
            'đ' => "d",
            'Đ' => "D",
            'ł' => "l",
            'Ł' => "L",
            'ı' => "i",
            'ß' => "ss",
            'æ' => "ae",
            'Æ' => "AE",
            'œ' => "oe",
            'Œ' => "OE",
            other => return self.write(other, start, end),
        };
        folded.chars().for_each(|character| self.write(character, start, end));
    }
}

/// The first character with the combining marks that follow it.
fn first_cluster(text: &str) -> &str {
    let mut characters = text.char_indices().skip(1);
    let end = characters.find(|&(_, c)| c.is_ascii() || !is_combining_mark(c)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The length of a mask tag such as `[telp]` at the start of the text.
fn mask_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let length = inner.bytes().take(LONGEST_MASK).position(|byte| byte == b']')?;
    LISTS.masks.contains(inner[..length].trim().to_ascii_lowercase().as_str()).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normalised(text: &str) -> String {
        Source::new(text).text().to_owned()
    }

    #[test]
    fn bullets_and_private_use_glyphs_become_spaces() {
        assert_eq!(normalised("\u{f0d8}jahit"), " jahit");
    }

    #[test]
    fn accents_fullwidth_letters_and_ligatures_are_folded() {
        assert_eq!(normalised("Ｊahit café ﬁle Øst"), "Jahit cafe file Ost");
    }

    #[test]
    fn invisible_characters_vanish_inside_words() {
        assert_eq!(normalised("ja\u{ad}h\u{200b}it"), "jahit");
    }

    #[test]
    fn mask_tags_are_dropped_but_other_brackets_stay() {
        assert_eq!(normalised("hubungi [telp] [WAJIB]"), "hubungi   [WAJIB]");
    }

    #[test]
    fn original_places_survive_folding() {
        let text = "• é ﬁle";
        let source = Source::new(text);
        let Some(at) = source.text().find("file") else { panic!("the ligature is gone") };
        let (start, end) = source.original(at, at + 4);
        assert_eq!(&text[start..end], "ﬁle");
    }
}
