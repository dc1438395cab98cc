//! What came in the query of an address or the body of a form: names and values, repeated names allowed.
use time::{Date, Month};

use crate::{error::Invalid, platform::money::Rupiah};

/// Names and values in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Params(Vec<(String, String)>);

/// Values longer than this are cut before anything looks at them; no field of the site is so long.
const LONGEST: usize = 4_000;
/// More pairs than any form of the site has.
const MOST: usize = 200;

impl Params {
    /// Reads `a=1&a=2`. What is not well-formed is read as far as it goes.
    pub fn read(encoded: &str) -> Self {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(encoded).unwrap_or_default();
        Self(pairs.into_iter().take(MOST).map(|(name, value)| (name, clean(&value))).collect())
    }

    /// The first value of a name, trimmed; empty values count as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        let values = self.0.iter().filter(|(given, _)| given == name);
        values.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// The first value of a name as it was typed: spaces belong to a password.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// All values of a name, trimmed, without empty ones.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.0.iter().filter(move |(given, _)| given == name);
        values.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The same with other names, where a table of `(from, to)` has one.
    #[must_use]
    pub fn renamed(mut self, table: &[(&str, &str)]) -> Self {
        for (name, _) in &mut self.0 {
            if let Some((_, to)) = table.iter().find(|(from, _)| from == name) {
                *name = (*to).to_owned();
            }
        }
        self
    }

    /// The same without some names: how a filter is taken off.
    #[must_use]
    pub fn without(&self, names: &[&str], value: Option<&str>) -> Self {
        let kept = self.0.iter().filter(|(name, given)| {
            !names.contains(&name.as_str()) || value.is_some_and(|value| value != given.trim())
        });
        Self(kept.cloned().collect())
    }

    /// The same with one more pair.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut more = self.clone();
        more.0.push((name.to_owned(), value.to_owned()));
        more
    }

    /// `?a=1&b=2`, or nothing; empty values are left out.
    pub fn to_query(&self) -> String {
        let pairs: Vec<_> = self.0.iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        match serde_html_form::to_string(&pairs) {
            Ok(encoded) if !encoded.is_empty() => format!("?{encoded}"),
            _ => String::new(),
        }
    }

    /// A word of a closed list.
    pub fn word<T>(&self, name: &'static str, parse: impl Fn(&str) -> Option<T>, invalid: &mut Invalid) -> Option<T> {
        let typed = self.get(name)?;
        let value = parse(typed);
        if value.is_none() {
            invalid.0.push((name, "error-choice"));
        }
        value
    }

    /// An amount of rupiah.
    pub fn amount(&self, name: &'static str, invalid: &mut Invalid) -> Option<Rupiah> {
        let typed = self.get(name)?;
        let amount = Rupiah::parse(typed);
        if amount.is_none() {
            invalid.0.push((name, if typed.contains(',') { "error-amount-comma" } else { "error-amount" }));
        }
        amount
    }

    /// A day typed in three boxes, `name-hari`, `name-bulan` and `name-tahun`. The month is a number or a word.
    pub fn day(&self, name: &str) -> Option<Date> {
        let part = |part: &str| self.get(&format!("{name}-{part}"));
        let year: i32 = part("tahun")?.parse().ok()?;
        let year = if (0..100).contains(&year) { 2000 + year } else { year };
        let month = read_month(part("bulan")?)?;
        Date::from_calendar_date(year, month, part("hari")?.parse().ok()?).ok()
    }

    /// Words to search for, at most 200 letters.
    pub fn search_words(&self, name: &'static str, invalid: &mut Invalid) -> String {
        let typed = self.get(name).unwrap_or_default();
        if typed.chars().count() > LONGEST_SEARCH {
            invalid.0.push((name, "error-search-long"));
        }
        typed.chars().take(LONGEST_SEARCH).collect()
    }
}

const MONTHS: [[&str; 2]; 12] = [
    ["januari", "january"],
    ["februari", "february"],
    ["maret", "march"],
    ["april", "april"],
    ["mei", "may"],
    ["juni", "june"],
    ["juli", "july"],
    ["agustus", "august"],
    ["september", "september"],
    ["oktober", "october"],
    ["november", "november"],
    ["desember", "december"],
];

/// `11`, `November` or `Nov`.
fn read_month(typed: &str) -> Option<Month> {
    if let Ok(number) = typed.parse::<u8>() {
        return Month::try_from(number).ok();
    }
    let typed = typed.to_lowercase();
    let begins = |names: &[&str; 2]| typed.chars().count() >= 3 && names.iter().any(|name| name.starts_with(&typed));
    let place = MONTHS.iter().position(begins)?;
    Month::try_from(u8::try_from(place).ok()? + 1).ok()
}

/// Letters of a search.
pub const LONGEST_SEARCH: usize = 200;

/// Control characters become spaces; line ends stay, because lists are typed line by line.
fn clean(value: &str) -> String {
    value.chars().take(LONGEST).map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_are_kept_and_control_characters_are_not() {
        let params = Params::read("a=1&b=x%00y&a=2&c=+&d=%FF");
        assert_eq!(params.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(params.get("b"), Some("x y"));
        assert_eq!(params.get("c"), None);
    }

    #[test]
    fn a_filter_can_be_taken_off() {
        let params = Params::read("q=tas&jenis=kain&kontrak=a&kontrak=b");
        assert_eq!(params.without(&["kontrak"], Some("a")).to_query(), "?q=tas&jenis=kain&kontrak=b");
        assert_eq!(params.without(&["jenis"], None).to_query(), "?q=tas&kontrak=a&kontrak=b");
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        let day = |typed: [&str; 3]| {
            let names = ["x-hari", "x-bulan", "x-tahun"];
            Params(names.iter().zip(typed).map(|(name, typed)| ((*name).to_owned(), typed.to_owned())).collect())
                .day("x")
        };
        let wanted = Some(time::macros::date!(2026 - 11 - 9));
        for typed in [["9", "11", "2026"], ["09", "November", "2026"], ["9", "nov", "26"]] {
            assert_eq!(day(typed), wanted, "{typed:?}");
        }
        assert_eq!(day(["17", "Agustus", "2026"]), day(["17", "aug", "2026"]));
        for typed in
            [["", "11", "2026"], ["31", "11", "2026"], ["9", "13", "2026"], ["9", "no", "2026"], ["x", "1", "1"]]
        {
            assert_eq!(day(typed), None, "{typed:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_panics(encoded in ".{0,300}") {
            let params = Params::read(&encoded);
            let mut invalid = Invalid::default();
            params.search_words("q", &mut invalid);
            params.amount("upah", &mut invalid);
            params.day("perlu");
            params.to_query();
        }
    }
}
