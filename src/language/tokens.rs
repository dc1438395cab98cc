//! Cuts normalised text into words. Protected forms and dotted abbreviations ("SIM B1", "C++", "b.ing") are looked
//! for first, so that they stay whole.

use super::lists::{Form, LISTS};
use unicode_normalization::char::is_combining_mark;

/// A token is a byte range of the normalised text.
pub struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// How a token goes on through the chain.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Skips every later step.
    Protected(&'static str),
    /// An abbreviation written with signs or spaces, already expanded.
    Expanded(&'static [&'static str]),
    /// An ordinary word or number.
    Plain,
}

/// All tokens of a normalised text in order.
pub fn split(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 7 + 1);
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(character) = text[at..].chars().next() {
        if let Some((kind, end)) = form_at(text, at, last_end == at) {
            tokens.push(Token { start: at, end, kind });
            at = licence_series(text, end, kind, &mut tokens);
            last_end = at;
        } else if is_word_character(character) {
            let end = word_end(text, at);
            tokens.push(Token { start: at, end, kind: Kind::Plain });
            at = end;
            last_end = end;
        } else {
            at += character.len_utf8();
        }
    }
    tokens
}

/// Writes the lower-case word without apostrophes, the English possessive and letters drawn out ("baguuus").
pub fn lower_case(surface: &str, lower: &mut String) {
    lower.clear();
    let surface = surface.strip_suffix("'s").or_else(|| surface.strip_suffix("'S")).unwrap_or(surface);
    // Three equal letters alone are a form of their own: www, III.
    let collapse = surface.len() > 3;
    let mut previous = None;
    let mut run = 0_usize;
    for character in surface.chars().filter(|&character| character != '\'').flat_map(char::to_lowercase) {
        run = if previous == Some(character) { run + 1 } else { 1 };
        previous = Some(character);
        if collapse && run >= 3 && character.is_alphabetic() {
            if run == 3 {
                lower.pop();
            }
        } else {
            lower.push(character);
        }
    }
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && is_combining_mark(character))
}

/// The end of the word that starts at `start`; an apostrophe between letters belongs to it (Jum'at, women's).
fn word_end(text: &str, start: usize) -> usize {
    let mut characters = text[start..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = character == '\'' && characters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !joins && !is_word_character(character) {
            return start + at;
        }
    }
    text.len()
}

/// The listed form that starts here and ends at a word boundary.
fn form_at(text: &str, at: usize, after_word: bool) -> Option<(Kind, usize)> {
    let first = text.as_bytes()[at];
    // ".net" is a form, the end of "toko.net" is not.
    if after_word && !first.is_ascii_alphanumeric() {
        return None;
    }
    let bucket = LISTS.forms.get(usize::from(first.to_ascii_lowercase()))?;
    bucket.iter().find_map(|form| {
        let end = at + matched_length(form, &text.as_bytes()[at..])?;
        let ends_word = text[end..].chars().next().is_none_or(|next| !is_word_character(next));
        ends_word.then_some((form.kind, end))
    })
}

/// How many bytes a form takes; a space in it stands for up to three spaces, dots, hyphens or underscores.
fn matched_length(form: &Form, text: &[u8]) -> Option<usize> {
    let mut at = 0;
    for &wanted in form.pattern.as_bytes() {
        if wanted == b' ' {
            let gap = text[at..].iter().take(3).take_while(|byte| b" \t.-_".contains(byte)).count();
            at += (gap > 0).then_some(gap)?;
        } else {
            let found = *text.get(at)?;
            let same = if form.exact_case { found == wanted } else { found.eq_ignore_ascii_case(&wanted) };
            at += usize::from(same.then_some(true)?);
        }
    }
    Some(at)
}

/// Reads on after a driving licence: "SIM A/C" and "SIM A dan B1" name two. Returns where the text goes on.
fn licence_series(text: &str, mut at: usize, kind: Kind, tokens: &mut Vec<Token>) -> usize {
    if !matches!(kind, Kind::Protected(token) if token.starts_with("sim_")) {
        return at;
    }
    while let Some((start, end, token)) = next_licence(text, at) {
        tokens.push(Token { start, end, kind: Kind::Protected(token) });
        at = end;
    }
    at
}

fn next_licence(text: &str, at: usize) -> Option<(usize, usize, &'static str)> {
    const CLASSES: [(&str, &str); 5] =
        [("b1", "sim_b1"), ("b2", "sim_b2"), ("a", "sim_a"), ("c", "sim_c"), ("d", "sim_d")];
    let trimmed = text[at..].trim_start_matches(' ');
    let joined = ["/", "&", "dan ", "atau "].iter().find_map(|sign| trimmed.strip_prefix(sign));
    let upper_only = joined.is_none();
    let rest = joined.or_else(|| trimmed.strip_prefix(','))?.trim_start_matches(' ');
    let start = text.len() - rest.len();
    CLASSES.iter().find_map(|&(class, token)| {
        let surface = rest.get(..class.len()).filter(|surface| surface.eq_ignore_ascii_case(class))?;
        // "SIM A, C++" names one licence and a programming language.
        let ends_word = rest[class.len()..]
            .chars()
            .next()
            .is_none_or(|next| !is_word_character(next) && !matches!(next, '+' | '#'));
        let clear = !upper_only || surface.starts_with(|first: char| first.is_ascii_uppercase());
        (ends_word && clear).then_some((start, start + class.len(), token))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(text: &str) -> Vec<&str> {
        split(text).iter().map(|token| &text[token.start..token.end]).collect()
    }

    fn lower(text: &str) -> String {
        let mut lower = String::new();
        lower_case(text, &mut lower);
        lower
    }

    #[test]
    fn letters_and_digits_make_tokens() {
        assert_eq!(
            surfaces("Dicari: 2 penjahit, gaji 3.500/hari!"),
            ["Dicari", "2", "penjahit", "gaji", "3", "500", "hari"]
        );
    }

    #[test]
    fn listed_forms_stay_whole() {
        assert_eq!(surfaces("SIM B1, C++ dan .NET (b.ing)"), ["SIM B1", "C++", "dan", ".NET", "b.ing"]);
    }

    #[test]
    fn a_web_address_is_not_a_listed_form() {
        assert_eq!(surfaces("toko.net"), ["toko", "net"]);
    }

    #[test]
    fn a_series_of_licences_names_each() {
        assert_eq!(surfaces("SIM A/C atau B1 aktif"), ["SIM A", "C", "B1", "aktif"]);
        assert_eq!(surfaces("SIM C, a"), ["SIM C", "a"]);
    }

    #[test]
    fn apostrophes_belong_to_the_word() {
        assert_eq!(surfaces("Jum'at 'women's'"), ["Jum'at", "women's"]);
        assert_eq!(lower("Jum'at"), "jumat");
        assert_eq!(lower("Women's"), "women");
    }

    #[test]
    fn drawn_out_letters_become_one() {
        assert_eq!(lower("BAGUUUUS"), "bagus");
        assert_eq!(lower("III"), "iii");
        assert_eq!(lower("10000"), "10000");
    }
}
