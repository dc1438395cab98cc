//! The name of a file as it is shown: what its sender called it, less everything that could deceive.
use unicode_normalization::UnicodeNormalization;

use super::Media;

/// Letters of a name with its ending.
const MOST_LETTERS: usize = 80;
/// What a file is called of whose name nothing is left.
const NAMELESS: &str = "berkas";

/// A name to show and to save under: no folder, no letters that are not seen or turn the others around, and the ending
/// of what is stored.
pub fn shown_name(name: &str, media: Media) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    // What a browser sends is short; what somebody else sends need not be.
    let seen: String = last.nfc().take(4 * MOST_LETTERS).map(plain_space).filter(|letter| is_shown(*letter)).collect();
    let stem = seen.rsplit_once('.').map_or(seen.as_str(), |(stem, _)| stem);
    let words: Vec<_> = stem.split_whitespace().collect();
    let room = MOST_LETTERS - 1 - media.extension().len();
    let short: String = words.join(" ").trim_start_matches(is_edge).chars().take(room).collect();
    let stem = match short.trim_end_matches(is_edge) {
        "" => NAMELESS,
        stem => stem,
    };
    format!("{stem}.{}", media.extension())
}

fn plain_space(letter: char) -> char {
    if letter.is_whitespace() { ' ' } else { letter }
}

/// A name that begins with a dot is hidden on some machines, one that ends with it not found on others.
fn is_edge(letter: char) -> bool {
    letter == '.' || letter == ' '
}

fn is_shown(letter: char) -> bool {
    let turns_or_hides = matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}');
    let is_private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let is_taken_by_systems = matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*');
    !letter.is_control() && !turns_or_hides && !is_private && !is_taken_by_systems
}
