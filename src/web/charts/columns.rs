//! Columns side by side, as for the months of a year.
use std::fmt::Write;

use super::{Bar, Drawn, Heading, NARROW, Row, SMALL_LETTER, cut, escaped, framed, mark, percent};

/// Where columns stand, and how high the highest one is, pixels.
const FLOOR: usize = 160;
const HIGHEST: usize = 136;
/// With the labels below, pixels.
const HEIGHT: usize = 184;
/// The whole width, hundredths of a percent.
const WHOLE: usize = 10_000;
/// A few columns are not wider than this, hundredths of a percent.
const WIDEST: usize = 2_000;
/// Labels that fit side by side on a telephone.
const LABELS: usize = 12;
/// Up to so many columns all have their figure, where it fits.
const FIGURES: usize = 8;

/// Columns from left to right, the highest marked; where there is no value, there is a gap. Labels are short, as the
/// first three letters of a month. Of many columns only the best and the last have their figure in the picture.
pub fn columns(heading: Heading<'_>, columns: &[Bar]) -> Drawn {
    let most = columns.iter().filter_map(|column| column.value).max().unwrap_or(0).max(1);
    let figures = figures(columns, most);
    let mut marks = String::new();
    for (at, column) in columns.iter().enumerate() {
        let slot = Slot { at, of: columns.len() };
        let mut shapes = slot.column(column, most);
        if figures.contains(&at) {
            shapes += &slot.figure(column, most);
        }
        if at % columns.len().div_ceil(LABELS) == 0 {
            shapes += &slot.label(column);
        }
        mark(&mut marks, &format!("{}: {}", column.label, column.shown), &shapes);
    }
    // Writing to a text does not fail.
    let _ = write!(marks, "<rect class=\"chart-axis chart-bar\" x=\"0\" y=\"{FLOOR}\" width=\"100%\" height=\"1\"/>");
    Drawn { svg: framed(heading, HEIGHT, &marks), rows: columns.iter().map(Row::from).collect() }
}

/// Which columns have their figure: all of a few where there is room, else the best and, where it does not cover that
/// one, the last.
fn figures(columns: &[Bar], most: i64) -> Vec<usize> {
    let of = columns.len();
    if of <= FIGURES && columns.iter().all(|column| wide(column) <= NARROW / of.max(1)) {
        return (0..of).collect();
    }
    let best = columns.iter().position(|column| column.value == Some(most));
    let span = |at: usize| {
        let (from, width) = (Slot { at, of }.left(&columns[at]), wide(&columns[at]));
        (from, from + width + SMALL_LETTER)
    };
    let last = of.checked_sub(1).filter(|last| {
        best.is_none_or(|best| best != *last && (span(best).1 <= span(*last).0 || span(*last).1 <= span(best).0))
    });
    best.into_iter().chain(last).collect()
}

/// The width of a figure, pixels.
fn wide(column: &Bar) -> usize {
    column.shown.chars().count() * SMALL_LETTER
}

/// The room of a column.
#[derive(Clone, Copy)]
struct Slot {
    at: usize,
    of: usize,
}

impl Slot {
    /// Hundredths of a percent.
    fn middle(self) -> usize {
        (2 * self.at + 1) * WHOLE / (2 * self.of)
    }

    fn column(self, column: &Bar, most: i64) -> String {
        let Some(value) = column.value else { return String::new() };
        let best = if value == most { " chart-bar--best" } else { "" };
        let width = (WHOLE * 7 / (10 * self.of)).min(WIDEST);
        let (left, height) = (self.middle() - width / 2, high(value, most));
        format!(
            "<rect class=\"chart-bar{best}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{height}\"/>",
            percent(left),
            FLOOR - height,
            percent(width),
        )
    }

    /// Its figure above it, inside of the picture also at the ends.
    fn figure(self, column: &Bar, most: i64) -> String {
        let top = FLOOR - column.value.map_or(0, |value| high(value, most)) - 6;
        let half = wide(column) / 2;
        let middle = self.middle() * NARROW / WHOLE;
        let (x, anchor) = if middle < half {
            ("0".to_owned(), "start")
        } else if middle + half > NARROW {
            ("100%".to_owned(), "end")
        } else {
            (percent(self.middle()), "middle")
        };
        let shown = escaped(&column.shown);
        format!(
            "<text class=\"chart-small\" font-size=\"12\" text-anchor=\"{anchor}\" x=\"{x}\" y=\"{top}\">{shown}</text>"
        )
    }

    /// Where its figure begins on a telephone, pixels.
    fn left(self, column: &Bar) -> usize {
        let width = wide(column);
        (self.middle() * NARROW / WHOLE).saturating_sub(width / 2).min(NARROW.saturating_sub(width))
    }

    fn label(self, column: &Bar) -> String {
        let letters = NARROW / (self.of.min(LABELS) * SMALL_LETTER);
        format!(
            "<text class=\"chart-small\" font-size=\"12\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text>",
            percent(self.middle()),
            FLOOR + 18,
            escaped(&cut(&column.label, letters))
        )
    }
}

/// The height of a column, pixels. What is more than nothing can be seen.
fn high(value: i64, most: i64) -> usize {
    let height = u128::from(value.max(0).unsigned_abs()) * HIGHEST as u128 / u128::from(most.unsigned_abs());
    usize::try_from(height).unwrap_or(HIGHEST).max(usize::from(value > 0))
}
