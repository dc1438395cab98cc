//! Cells on their way to a sheet. Every reader puts them here, so the limits are kept in one place; figures and days
//! become text here too.
use std::collections::BTreeMap;

use time::{Date, Duration, Time, macros::date};

use super::read::{LARGEST_INSIDE, MOST_COLUMNS, MOST_ROWS, Refusal, Row, Sheet};

/// Rows that may stand above the header: a title, a date, a line of help.
const MOST_TITLES: usize = 10;
/// Cells looked at, most of them empty: some programs write one for every cell with a border.
const MOST_CELLS: usize = 1_000_000;

#[derive(Default)]
pub(super) struct Grid {
    rows: BTreeMap<u32, Vec<String>>,
    /// Cells put, empty ones too.
    put: usize,
    /// Letters of all cells, bytes.
    size: usize,
}

impl Grid {
    /// Puts a text into a cell; rows are counted from 1, columns from 0. Empty texts are not kept.
    pub fn put(&mut self, row: u32, column: usize, text: &str) -> Result<(), Refusal> {
        // Blank texts count as well: going through them takes time.
        self.size = self.size.saturating_add(text.len());
        self.put += 1;
        if self.size > LARGEST_INSIDE || self.put > MOST_CELLS {
            return Err(Refusal::TooMuchInside);
        }
        let text = trimmed(text);
        if text.is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = clean(text);
        let room = MOST_ROWS + 1 + MOST_TITLES;
        if self.rows.len() > room { Err(Refusal::TooManyRows) } else { Ok(()) }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The sheet, its header split off.
    pub fn finish(self, other_sheets: Vec<String>) -> Result<Sheet, Refusal> {
        let filled = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.is_empty()).count();
        let titles = self.rows.values().take(MOST_TITLES + 1).position(|cells| filled(cells) > 1).unwrap_or(0);
        let mut rows = self.rows.into_iter().skip(titles).map(|(number, cells)| Row { number, cells });
        let header = rows.next().ok_or(Refusal::Empty)?.cells;
        let rows: Vec<Row> = rows.collect();
        if rows.len() > MOST_ROWS { Err(Refusal::TooManyRows) } else { Ok(Sheet { header, rows, other_sheets }) }
    }
}

/// A text without what cannot be seen around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}')
}

/// Control characters become spaces; line ends stay, because descriptions have them.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// A figure of a cell, a fraction to the fifteen digits a spreadsheet keeps.
///
/// A fraction of three digits gets a fourth: with three it would read as thousands.
pub(super) fn figure(typed: &str) -> String {
    let Some(number) = typed.trim().parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return typed.trim().to_owned();
    };
    if number.abs() >= 1e18 {
        return format!("{number:e}");
    }
    let whole = |number: f64| number.fract() == 0.0;
    let kept = if whole(number) { number } else { format!("{number:.14e}").parse().unwrap_or(number) };
    if whole(kept) {
        return format!("{:.0}", kept + 0.0);
    }
    let text = kept.to_string().replace('.', ",");
    let digits = text.split_once(',').map_or(0, |(_, fraction)| fraction.len());
    if digits == 3 { text + "0" } else { text }
}

/// A day or a time of day stored as a number of days, as text. The calendar of 1900 has a 29 February that never was.
pub(super) fn day(typed: &str, from_1904: bool) -> String {
    let number = typed.trim().parse::<f64>().ok().filter(|number| (0.0..2_958_466.0).contains(number));
    let Some(seconds) = number.map(|days| (days * 86_400.0).round()) else { return figure(typed) };
    #[expect(clippy::cast_possible_truncation, reason = "at most 2,958,466 days")]
    let (days, seconds) = ((seconds as i64).div_euclid(86_400), (seconds as i64).rem_euclid(86_400));
    let base = match days {
        0 if seconds > 0 => return clock(Time::MIDNIGHT + Duration::seconds(seconds)),
        60 if !from_1904 => return figure(typed),
        _ if from_1904 => date!(1904 - 01 - 01),
        0..60 => date!(1899 - 12 - 31),
        _ => date!(1899 - 12 - 30),
    };
    match base.checked_add(Duration::days(days)) {
        Some(day) if seconds > 0 => format!("{} {}", iso(day), clock(Time::MIDNIGHT + Duration::seconds(seconds))),
        Some(day) => iso(day),
        None => figure(typed),
    }
}

/// `2026-11-22T00:00:00` is the day alone; another time stays, to the minute.
pub(super) fn iso_text(typed: &str) -> String {
    match typed.trim().split_once('T') {
        None => typed.trim().to_owned(),
        Some((day, time)) if time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z')) => day.to_owned(),
        Some((day, time)) => format!("{day} {}", time.chars().take(5).collect::<String>()),
    }
}

fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_lose_their_binary_dust_and_are_never_taken_for_thousands() {
        let cases = [
            ("25000", "25000"),
            ("25000.0", "25000"),
            ("0.30000000000000004", "0,3"),
            ("25.5", "25,5"),
            ("25.125", "25,1250"),
            ("-0.0", "0"),
            ("1E5", "100000"),
            ("8991234567890", "8991234567890"),
            ("1000000000019999", "1000000000019999"),
            ("24999.999999999996", "25000"),
            ("1e300", "1e300"),
            ("abc", "abc"),
            ("NaN", "NaN"),
        ];
        for (typed, text) in cases {
            assert_eq!(figure(typed), text, "{typed}");
        }
    }

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        let cases = [
            ("46348", "2026-11-22"),
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("60", "60"),
            ("61", "1900-03-01"),
            ("46348.5", "2026-11-22 12:00"),
            ("0.25", "06:00"),
            ("2958465", "9999-12-31"),
            ("2958466", "2958466"),
            ("-1", "-1"),
        ];
        for (typed, text) in cases {
            assert_eq!(day(typed, false), text, "{typed}");
        }
        assert_eq!(day("44886", true), "2026-11-22");
        assert_eq!(day("2958465", true), "2958465");
    }

    #[test]
    fn a_title_above_the_header_is_passed_over_and_rows_keep_their_numbers() {
        let mut grid = Grid::default();
        for (row, column, text) in [(1, 0, "Daftar barang"), (3, 0, "Nama"), (3, 1, "Harga"), (7, 1, "5")] {
            grid.put(row, column, text).unwrap();
        }
        let sheet = grid.finish(Vec::new()).unwrap();
        assert_eq!(sheet.header, ["Nama", "Harga"]);
        assert_eq!(sheet.rows, [Row { number: 7, cells: vec![String::new(), "5".to_owned()] }]);
    }
}
