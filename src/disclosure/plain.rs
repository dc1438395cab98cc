//! Brings text into the plain form the guard reads: compatibility forms resolved (full-width letters become ordinary
//! ones), accents and invisible characters dropped, each letter with its place in the original.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The letters of a text, in their original case.
pub(super) struct Plain {
    pub letters: Vec<char>,
    /// The same letters in lower case, one for one.
    pub folded: Vec<char>,
    /// The byte in the original at which each letter stands.
    pub places: Vec<usize>,
    /// Whether this is something the site sends out, such as HTML, not something a person typed.
    pub served: bool,
}

impl Plain {
    /// What a person typed.
    pub fn typed(text: &str) -> Self {
        let mut plain = Self::with_room_for(text, false);
        for (place, letter) in text.char_indices() {
            plain.push(letter, place);
        }
        plain
    }

    /// A file or page the site sends out. Escapes part words, and what is not language is left out.
    pub fn served(text: &str) -> Self {
        let mut plain = Self::with_room_for(text, true);
        let mut place = 0;
        while let Some(letter) = text[place..].chars().next() {
            let skipped = length_of_escape(&text[place..]);
            if skipped == 0 {
                plain.push(letter, place);
                place += letter.len_utf8();
            } else {
                if !is_invisible_entity(&text[place..place + skipped]) {
                    plain.push(' ', place);
                }
                place += skipped;
            }
        }
        plain
    }

    fn with_room_for(text: &str, served: bool) -> Self {
        let room = || Vec::with_capacity(text.len());
        Self { letters: room(), folded: room(), places: Vec::with_capacity(text.len()), served }
    }

    fn push(&mut self, letter: char, place: usize) {
        if letter.is_ascii() {
            self.letters.push(letter);
            self.folded.push(letter.to_ascii_lowercase());
            self.places.push(place);
        } else if !is_invisible(letter) {
            decompose_compatible(letter, |part| {
                if !is_combining_mark(part) {
                    self.letters.push(part);
                    self.folded.push(part.to_lowercase().next().unwrap_or(part));
                    self.places.push(place);
                }
            });
        }
    }
}

/// Characters without a width, which would part a word unseen.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// How many bytes at the start of this text are an escape or an encoded payload; 0 when it starts with language.
fn length_of_escape(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes {
        [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => 3,
        [b'\\', b'n' | b'r' | b't' | b'b' | b'f', ..] => 2,
        [b'\\', b'u', digits @ ..] if digits.len() >= 4 && digits[..4].iter().all(u8::is_ascii_hexdigit) => 6,
        [b'&', name @ ..] => length_of_entity(name),
        [b'b', b'a', b's', b'e', b'6', b'4', b',', ..] => length_of_payload(bytes, 7),
        [b's', b'h', b'a', b'2' | b'3' | b'5', b'5' | b'8' | b'1', b'6' | b'4' | b'2', b'-', ..] => {
            length_of_payload(bytes, 7)
        }
        _ => 0,
    }
}

fn length_of_entity(name: &[u8]) -> usize {
    const LONGEST: usize = 16;
    let end = name.iter().take(LONGEST).position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'#'));
    end.filter(|end| *end > 1 && name[*end] == b';').map_or(0, |end| end + 2)
}

fn length_of_payload(bytes: &[u8], from: usize) -> usize {
    let is_payload = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_' | b'-');
    from + bytes[from..].iter().take_while(|byte| is_payload(byte)).count()
}

fn is_invisible_entity(escape: &str) -> bool {
    matches!(escape, "&shy;" | "&zwj;" | "&zwnj;" | "&ZeroWidthSpace;" | "&NoBreak;" | "&#173;" | "&#8203;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(plain: &Plain) -> String {
        plain.letters.iter().collect()
    }

    #[test]
    fn disguised_letters_become_plain_ones() {
        for (disguised, plain) in [
            ("ＨＩＶ", "HIV"),
            ("H\u{200b}I\u{ad}V\u{feff}", "HIV"),
            ("Ħ", "Ħ"),
            ("hívé", "hive"),
            ("H\u{336}I\u{336}V\u{336}", "HIV"),
            ("Ⓗ ⅳ ﬁ", "H iv fi"),
            ("𝐇𝐈𝐕", "HIV"),
        ] {
            assert_eq!(text(&Plain::typed(disguised)), plain);
        }
    }

    #[test]
    fn every_letter_keeps_its_place_in_the_original() {
        let plain = Plain::typed("é\u{200b}Ｈi");
        assert_eq!(plain.letters, ['e', 'H', 'i']);
        assert_eq!(plain.places, [0, 5, 8]);
    }

    #[test]
    fn escapes_part_words_in_served_text() {
        for (served, plain) in [
            ("a%20b", "a b"),
            ("100% b", "100% b"),
            (r"a\nb\u003cc\d", r"a b c\d"),
            ("a&nbsp;b&#39;c & d;", "a b c & d;"),
            ("a&shy;b", "ab"),
            ("url(data:font/woff2;base64,d09GMgAB+/=)", "url(data:font/woff2; )"),
            ("integrity=\"sha384-oqVuAfXRKap7fdgcCY5u\"", "integrity=\" \""),
        ] {
            assert_eq!(text(&Plain::served(served)), plain);
        }
    }

    #[test]
    fn typed_text_has_no_escapes() {
        assert_eq!(text(&Plain::typed(r"a%20b\nc&amp;")), r"a%20b\nc&amp;");
    }
}
