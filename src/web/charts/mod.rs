//! Charts drawn on the server: bars, columns by month, and the provinces as tiles. Widths are in percent and letters in
//! pixels, so that nothing shrinks on a telephone; colours come from the style sheet. Each chart comes with the rows of
//! its table, which stands beside it. Figures are written by the caller.
mod bars;
mod columns;
mod tiles;

pub use bars::bars;
pub use columns::columns;
pub use tiles::{COUNTS, Tile, tiles};

use std::fmt::Write;

/// What a chart is called.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// Once on a page; letters, digits and hyphens.
    pub id: &'a str,
    /// With the unit of the figures.
    pub title: &'a str,
    /// What the picture says, in one sentence.
    pub finding: &'a str,
}

/// A bar or a column: what it is, how long, and the figure in words.
#[derive(Clone, Debug)]
pub struct Bar {
    pub label: String,
    /// None when there is no figure, or none that may be told: then nothing is drawn but the words. Below 0 counts as 0.
    pub value: Option<i64>,
    pub shown: String,
}

/// A picture and the rows of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub svg: String,
    pub rows: Vec<Row>,
}

/// A row of the table beside a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub label: String,
    pub shown: String,
}

/// The width a chart has on a telephone of 360 pixels, pixels.
const NARROW: usize = 296;
/// About as wide as a letter of 12 pixels is, pixels.
const SMALL_LETTER: usize = 7;

/// The picture around its marks. The height is in pixels.
fn framed(heading: Heading<'_>, height: usize, marks: &str) -> String {
    let id: String = heading.id.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}-title {id}-finding\" width=\"100%\" \
         height=\"{height}\"><title id=\"{id}-title\">{}</title><desc id=\"{id}-finding\">{}</desc>{marks}</svg>",
        escaped(heading.title),
        escaped(heading.finding)
    )
}

/// A mark with what is read when a pointer rests on it.
fn mark(marks: &mut String, title: &str, shapes: &str) {
    // Writing to a text does not fail.
    let _ = write!(marks, "<g><title>{}</title>{shapes}</g>", escaped(title));
}

/// Hundredths as percent: `8.33%`.
fn percent(hundredths: usize) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// At most so many letters of a text, with a mark where some are missing.
fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A text inside of markup. Control characters have no place there, not even escaped.
fn escaped(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl From<&Bar> for Row {
    fn from(bar: &Bar) -> Self {
        Self { label: bar.label.clone(), shown: bar.shown.clone() }
    }
}

#[cfg(test)]
mod tests;
