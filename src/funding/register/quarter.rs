//! A quarter of a year: no finer date is public.
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use time::{Date, Month};

/// Three months of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    number: u8,
}

impl Quarter {
    /// The quarter of a day, by the calendar of whoever gives the day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: u8::from(day.month()).div_ceil(3) }
    }

    pub const fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// Its first day and the first one after it.
    pub fn days(self) -> (Date, Date) {
        let first = |year, month| {
            let month = Month::try_from(month).unwrap_or(Month::January);
            Date::from_calendar_date(year, month, 1).unwrap_or(Date::MAX)
        };
        let from = first(self.year, self.number * 3 - 2);
        (from, if self.number == 4 { first(self.year + 1, 1) } else { first(self.year, self.number * 3 + 1) })
    }

    /// Reads `2026-Q4`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-Q")?;
        let digits = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        let quarter = Self { year: year.parse().ok()?, number: number.parse().ok()? };
        (digits(year, 4) && digits(number, 1) && (1..=4).contains(&quarter.number)).then_some(quarter)
    }
}

impl fmt::Display for Quarter {
    /// `2026-Q4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("a quarter is written as 2026-Q4"))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_day_lies_in_its_quarter_and_quarters_are_in_order() {
        for (day, text) in [
            (date!(2026 - 01 - 01), "2026-Q1"),
            (date!(2026 - 03 - 31), "2026-Q1"),
            (date!(2026 - 04 - 01), "2026-Q2"),
            (date!(2026 - 12 - 31), "2026-Q4"),
        ] {
            assert_eq!(Quarter::of(day).to_string(), text);
            assert_eq!(Quarter::parse(text), Some(Quarter::of(day)));
            let (first, next) = Quarter::of(day).days();
            assert!(first <= day && day < next && Quarter::of(first) == Quarter::of(day));
            assert_eq!(next.previous_day().map(Quarter::of), Some(Quarter::of(day)));
            assert_ne!(Quarter::of(next), Quarter::of(day));
        }
        assert!(Quarter::parse("2026-Q4") < Quarter::parse("2027-Q1"));
        for wrong in ["2026", "2026-Q0", "2026-Q5", "26-Q1", "2026-Q+1", "2026-q1", "-026-Q1", ""] {
            assert_eq!(Quarter::parse(wrong), None, "{wrong}");
        }
    }
}
