//! Ordinary meanings: what a word stands beside decides whether it tells anything.

use super::plain::Plain;

/// Words with the ones in front of which they are harmless: dyes, a turn of speech, and a woman's name.
const HARMLESS_BEHIND: [(&str, &[&str]); 3] = [
    ("reaktif", &["warna", "pewarna"]),
    ("positif", &["energi"]),
    ("asma", &["ibu", "bu", "siti", "hj", "hajah", "nur", "mak", "mbak", "kak", "nenek", "bunda", "umi"]),
];

/// Common words that hold a short name by chance, for texts written without spaces.
const HOLDING_BY_CHANCE: [&str; 10] =
    ["archiv", "hive", "shiv", "chiv", "oodha", "yodha", "rodha", "methodha", "bodhi", "outbc"];

/// Whether this word in lower case is harmless behind the word in front of it.
pub(super) fn is_harmless_behind(word: &[char], before: &[char]) -> bool {
    let is = |letters: &[char], text: &str| text.chars().eq(letters.iter().copied());
    HARMLESS_BEHIND.iter().any(|(harmless, behind)| is(word, harmless) && behind.iter().any(|text| is(before, text)))
}

/// The text with the words blanked out that hold a short name by chance.
pub(super) fn without_chance(folded: &[char]) -> Vec<char> {
    let text: String = folded.iter().collect();
    let blanked = HOLDING_BY_CHANCE.iter().fold(text, |text, word| text.replace(word, &" ".repeat(word.len())));
    blanked.chars().collect()
}

/// Whether the letters in this range speak about drawing or colour in a file that is served: the `stroke` of an
/// SVG attribute, a style or a canvas call, or a colour such as `#cd4`.
pub(super) fn is_drawing(plain: &Plain, start: usize, end: usize) -> bool {
    plain.served && (is_colour(plain, start, end) || is_stroke_of_a_pen(plain, start, end))
}

fn is_colour(plain: &Plain, start: usize, end: usize) -> bool {
    matches!(end - start, 3 | 4 | 6 | 8)
        && letter_before(plain, start) == Some('#')
        && plain.letters[start..end].iter().all(char::is_ascii_hexdigit)
}

fn is_stroke_of_a_pen(plain: &Plain, start: usize, end: usize) -> bool {
    const PROPERTIES: [&str; 7] = ["-width", "-line", "-dash", "-opacity", "-miter", "-color", "-rule"];
    let after = |text: &str| text.chars().eq(plain.letters[end..].iter().copied().take(text.len()));
    plain.letters[start..end].iter().map(char::to_ascii_lowercase).eq("stroke".chars())
        && (is_part_of_a_name(plain, start, end)
            || ["=", ":", "(", "\":", "\" :", "\\\":"].iter().any(|text| after(text))
            || PROPERTIES.iter().any(|text| after(text))
            || matches!(letter_before(plain, start), Some('.' | '-'))
            || is_value_of_a_style(plain, start, end)
            || is_quoted(plain, start, end))
}

/// `strokeWidth`
fn is_part_of_a_name(plain: &Plain, start: usize, end: usize) -> bool {
    let neighbours = [letter_before(plain, start), plain.letters.get(end).copied()];
    neighbours.into_iter().flatten().any(char::is_alphanumeric)
}

/// `transition: stroke .2s` or `paint-order: stroke;`
fn is_value_of_a_style(plain: &Plain, start: usize, end: usize) -> bool {
    let before = plain.letters[..start].iter().rev().take(3).find(|letter| !letter.is_whitespace());
    let after = plain.letters[end..].iter().take(3).find(|letter| !letter.is_whitespace());
    matches!(before, Some(':' | ',')) && matches!(after, Some(';' | '}' | '.' | '0'..='9'))
}

fn is_quoted(plain: &Plain, start: usize, end: usize) -> bool {
    let before = letter_before(plain, start);
    matches!(before, Some('"' | '\'' | '`')) && before == plain.letters.get(end).copied()
}

fn letter_before(plain: &Plain, start: usize) -> Option<char> {
    start.checked_sub(1).map(|before| plain.letters[before])
}
