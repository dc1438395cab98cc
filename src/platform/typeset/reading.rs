//! Reading what was typeset, for the tests: the text of each page.
use serde_json::Value;
use typst::layout::{Frame, FrameItem};

use super::{Sheet, Template, lay_out};

/// The text of each page, without what only parts lines and words.
///
/// # Panics
/// It cannot be typeset, or a letter is in none of the fonts.
pub fn pages(template: Template, data: &Value) -> Vec<String> {
    let sheet = Sheet::new(template, serde_json::to_vec(data).unwrap());
    let document = lay_out(&sheet).unwrap();
    document.pages().iter().map(|page| squeezed(&text_of(&page.frame))).collect()
}

fn text_of(frame: &Frame) -> String {
    let texts = frame.items().map(|(_, item)| match item {
        FrameItem::Group(group) => text_of(&group.frame),
        FrameItem::Text(text) => {
            assert!(text.glyphs.iter().all(|glyph| glyph.id != 0), "a letter is missing in {}", text.text);
            text.text.to_string()
        }
        _ => String::new(),
    });
    texts.collect()
}

/// A text without spaces and without places where a word may break.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{200b}').collect()
}
