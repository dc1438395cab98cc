//! Lists in pages. Pages follow a key, not a number, so that a thing added or gone meanwhile moves nothing; only the
//! best hits of a search, at most 200 of them, have numbered pages.
use time::{Date, Month};

use crate::{error::Invalid, platform::params::Params};

/// Rows of a page.
pub const PAGE_SIZE: u64 = 24;
/// Hits of a search that can be paged through.
pub const MOST_HITS: usize = 200;

/// Where a list in order of time stands: the day and the code of a row, and what is sorted before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Sold-out goods come last; always true elsewhere.
    pub first: bool,
    pub day: Date,
    pub code: String,
}

impl Key {
    /// `1-20261116-K7Q2MX`.
    pub fn to_text(&self) -> String {
        let (year, month, day) = self.day.to_calendar_date();
        format!("{}-{year:04}{:02}{day:02}-{}", u8::from(self.first), u8::from(month), self.code)
    }

    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (first, day, code) = (parts.next()?, parts.next()?, parts.next()?);
        let valid = matches!(first, "0" | "1")
            && day.len() == 8
            && day.bytes().all(|byte| byte.is_ascii_digit())
            && code.len() == 6
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !valid || parts.next().is_some() {
            return None;
        }
        let month = Month::try_from(day.get(4..6)?.parse::<u8>().ok()?).ok()?;
        let day = Date::from_calendar_date(day.get(..4)?.parse().ok()?, month, day.get(6..)?.parse().ok()?).ok()?;
        Some(Self { first: first == "1", day, code: code.to_owned() })
    }
}

/// Which page is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Position {
    #[default]
    First,
    After(Key),
    Before(Key),
    /// Of a search, from 1.
    Number(usize),
}

/// Names of the page in an address: `halaman` counts the pages of a search, the others follow a key. `page` is what
/// people try.
pub const POSITION_NAMES: [&str; 4] = ["sesudah", "sebelum", "halaman", "page"];

impl Position {
    /// Reads the page wanted. A page that cannot exist is a field to mend.
    pub fn read(params: &Params, invalid: &mut Invalid) -> Self {
        let mut fail = |name| {
            invalid.0.push((name, "error-page"));
            Self::First
        };
        if let Some(text) = params.get("sesudah") {
            return Key::read(text).map_or_else(|| fail("sesudah"), Self::After);
        }
        if let Some(text) = params.get("sebelum") {
            return Key::read(text).map_or_else(|| fail("sebelum"), Self::Before);
        }
        match params.get("halaman").or_else(|| params.get("page")) {
            None | Some("1") => Self::First,
            Some(text) => match text.parse() {
                Ok(number) if (1..=last_page()).contains(&number) => Self::Number(number),
                _ => fail("halaman"),
            },
        }
    }

    /// The number of a page of a search.
    pub fn number(&self) -> usize {
        match self {
            Self::Number(number) => *number,
            _ => 1,
        }
    }
}

fn last_page() -> usize {
    MOST_HITS.div_ceil(page_size())
}

/// [`PAGE_SIZE`] as a length.
#[expect(clippy::cast_possible_truncation, reason = "24")]
pub const fn page_size() -> usize {
    PAGE_SIZE as usize
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// How many there are on all pages, where that is known without counting rows.
    pub total: Option<usize>,
    pub previous: Option<Position>,
    pub next: Option<Position>,
}

impl<T> Page<T> {
    /// A page of a list that follows a key. `rows` are one more than fit, if there are more; after
    /// [`Position::Before`] they come in reverse order.
    pub fn keyed(mut rows: Vec<T>, position: &Position, total: Option<usize>, key: impl Fn(&T) -> Key) -> Self {
        let more = rows.len() > page_size();
        rows.truncate(page_size());
        let backwards = matches!(position, Position::Before(_));
        if backwards {
            rows.reverse();
        }
        let (has_previous, has_next) = match position {
            Position::Before(_) => (more, true),
            Position::After(_) => (true, more),
            _ => (false, more),
        };
        let previous = rows.first().filter(|_| has_previous).map(|row| Position::Before(key(row)));
        let next = rows.last().filter(|_| has_next).map(|row| Position::After(key(row)));
        Self { items: rows, total, previous, next }
    }

    /// A page of a search over `hits` in all.
    pub fn numbered(items: Vec<T>, number: usize, hits: usize, total: Option<usize>) -> Self {
        let previous = (number > 1).then(|| Position::Number(number - 1));
        let next = (number * page_size() < hits).then(|| Position::Number(number + 1));
        Self { items, total, previous, next }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        let Self { items, total, previous, next } = self;
        Page { items: items.into_iter().map(f).collect(), total, previous, next }
    }
}

impl Position {
    /// The address of the page: the same query with another position.
    pub fn query(&self, params: &Params) -> String {
        let base = params.without(&POSITION_NAMES, None);
        match self {
            Self::First => base.to_query(),
            Self::After(key) => base.with("sesudah", &key.to_text()).to_query(),
            Self::Before(key) => base.with("sebelum", &key.to_text()).to_query(),
            Self::Number(number) => base.with("halaman", &number.to_string()).to_query(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let day = Date::from_calendar_date(2026, Month::November, 16).unwrap();
        let key = Key { first: true, day, code: "K7Q2MX".into() };
        assert_eq!(key.to_text(), "1-20261116-K7Q2MX");
        assert_eq!(Key::read(&key.to_text()), Some(key));
        for wrong in [
            "",
            "1-20261316-K7Q2MX",
            "2-20261116-K7Q2MX",
            "1-20261116",
            "1-20261116-K7Q2MX-",
            "é-20261116-K7Q2MX",
            "1-2026é116-K7Q2MX",
        ] {
            assert_eq!(Key::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_page_that_cannot_exist_is_a_field_to_mend() {
        for query in ["halaman=-1", "halaman=0", "page=-1", "halaman=10", "halaman=x", "sesudah=x", "sebelum=1-2-3"] {
            let mut invalid = Invalid::default();
            Position::read(&Params::read(query), &mut invalid);
            assert_eq!(invalid.0.len(), 1, "{query}");
        }
        let mut invalid = Invalid::default();
        assert_eq!(Position::read(&Params::read("halaman=9"), &mut invalid), Position::Number(9));
        assert_eq!(invalid, Invalid::default());
    }
}
