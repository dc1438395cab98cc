//! The provinces as tiles of one size, each about where it lies: small ones are seen as well as large ones, and no border
//! is drawn that somebody could dispute.
use super::{Drawn, Heading, NARROW, Row, SMALL_LETTER, escaped, framed, mark, percent};
use crate::regions;

/// A province with its figure.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Two digits.
    pub code: String,
    /// None when there is no figure, or none that may be told.
    pub value: Option<i64>,
    pub shown: String,
}

/// Where the five steps begin, for counts of people, enterprises and what was decided for them.
pub const COUNTS: [i64; 5] = [5, 10, 25, 50, 100];

/// Tiles from left to right, and their height, pixels.
const ACROSS: usize = 12;
const HIGH: usize = 40;
/// Between two tiles, hundredths of a percent and pixels.
const GAP: usize = 60;
const GAP_HIGH: usize = 2;
/// How much of its colour a tile of each step has.
const SHADES: [&str; 5] = ["0.1", "0.2", "0.3", "0.4", "0.55"];
/// Letters of a figure that fit into a tile on a telephone.
const FITS: usize = NARROW / ACROSS / SMALL_LETTER;

/// All provinces, in five colours. What lies below the first step, is not given or has no value looks the same, and has
/// the words of `few`, whatever its own are.
pub fn tiles(heading: Heading<'_>, of: &[Tile], steps: &[i64; 5], few: &str) -> Drawn {
    let mut marks = String::new();
    let mut rows = Vec::new();
    for place in &PLACES {
        let tile = of.iter().find(|tile| tile.code == place.code);
        let step = tile.and_then(|tile| {
            steps.iter().filter(|begin| tile.value.is_some_and(|v| v >= **begin)).count().checked_sub(1)
        });
        let shown = tile.filter(|_| step.is_some()).map_or(few, |tile| tile.shown.as_str());
        let label = format!("{} ({})", regions::name(place.code), place.letters);
        mark(&mut marks, &format!("{label}: {shown}"), &place.shapes(step, shown));
        rows.push(Row { label, shown: shown.to_owned() });
    }
    let down = PLACES.iter().map(|place| place.row + 1).max().unwrap_or_default();
    Drawn { svg: framed(heading, down * HIGH, &marks), rows }
}

/// Where a province stands, and the letters of it in ISO 3166-2.
struct Place {
    code: &'static str,
    letters: &'static str,
    column: usize,
    row: usize,
}

impl Place {
    fn shapes(&self, step: Option<usize>, shown: &str) -> String {
        let left = self.column * 10_000 / ACROSS;
        let width = (self.column + 1) * 10_000 / ACROSS - left;
        let (top, middle) = (self.row * HIGH, percent(left + width / 2));
        // Dark letters stand on all of them.
        let (class, shade) = match step {
            Some(step) => (format!("chart-tile--{}", step + 1), SHADES[step.min(SHADES.len() - 1)]),
            None => ("chart-tile--none".to_owned(), "0"),
        };
        let text = |down: usize, words: &str| {
            format!(
                "<text class=\"chart-small\" font-size=\"12\" text-anchor=\"middle\" x=\"{middle}\" y=\"{}\">{}</text>",
                top + down,
                escaped(words)
            )
        };
        let fits = shown.chars().count() <= FITS;
        format!(
            "<rect class=\"chart-tile chart-bar {class}\" fill-opacity=\"{shade}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>{}{}",
            percent(left + GAP / 2),
            top + GAP_HIGH / 2,
            percent(width - GAP),
            HIGH - GAP_HIGH,
            text(if fits { 17 } else { 24 }, self.letters),
            if fits { text(32, shown) } else { String::new() },
        )
    }
}

const fn place(code: &'static str, letters: &'static str, column: usize, row: usize) -> Place {
    Place { code, letters, column, row }
}

#[rustfmt::skip]
static PLACES: [Place; 38] = [
    place("11", "AC", 0, 0),
    place("12", "SU", 1, 1),
    place("13", "SB", 1, 2),
    place("14", "RI", 2, 2),
    place("15", "JA", 2, 3),
    place("16", "SS", 2, 4),
    place("17", "BE", 1, 3),
    place("18", "LA", 2, 5),
    place("19", "BB", 3, 4),
    place("21", "KR", 3, 1),
    place("31", "JK", 4, 5),
    place("32", "JB", 4, 6),
    place("33", "JT", 5, 6),
    place("34", "YO", 5, 7),
    place("35", "JI", 6, 6),
    place("36", "BT", 3, 6),
    place("51", "BA", 7, 6),
    place("52", "NB", 8, 6),
    place("53", "NT", 9, 6),
    place("61", "KB", 4, 2),
    place("62", "KT", 5, 2),
    place("63", "KS", 5, 3),
    place("64", "KI", 6, 2),
    place("65", "KU", 6, 1),
    place("71", "SA", 8, 1),
    place("72", "ST", 7, 2),
    place("73", "SN", 7, 4),
    place("74", "SG", 8, 3),
    place("75", "GO", 7, 1),
    place("76", "SR", 7, 3),
    place("81", "MA", 9, 3),
    place("82", "MU", 9, 1),
    place("91", "PA", 11, 2),
    place("92", "PB", 10, 2),
    place("93", "PS", 11, 4),
    place("94", "PT", 10, 3),
    place("95", "PE", 11, 3),
    place("96", "PD", 10, 1),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_province_has_a_place_of_its_own_and_two_letters() {
        let codes: Vec<&str> = PLACES.iter().map(|place| place.code).collect();
        assert_eq!(codes, regions::provinces().map(|region| region.code).collect::<Vec<_>>());
        let places: BTreeSet<_> = PLACES.iter().map(|place| (place.column, place.row)).collect();
        let letters: BTreeSet<_> = PLACES.iter().map(|place| place.letters).collect();
        assert_eq!((places.len(), letters.len()), (38, 38));
        assert!(PLACES.iter().all(|place| place.column < ACROSS && place.letters.len() == 2));
    }
}
