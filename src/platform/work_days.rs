//! Working days: Monday to Friday without the holidays of a table. Counts days and finds the end of a term; it does not
//! know what the term is for, and asks no clock.
use std::collections::BTreeSet;

use time::{Date, Duration, OffsetDateTime, Time, UtcOffset, Weekday};

/// A term ends in the last second of its last day.
const LAST_SECOND: Time = match Time::from_hms(23, 59, 59) {
    Ok(time) => time,
    Err(_) => Time::MIDNIGHT,
};

/// A calendar of working days: the holidays, and the years whose table is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkDays {
    holidays: BTreeSet<Date>,
    years: BTreeSet<i32>,
}

impl WorkDays {
    /// Holidays, and the years for which they are complete. A year may be complete without having one.
    pub fn new(holidays: impl IntoIterator<Item = Date>, years: impl IntoIterator<Item = i32>) -> Self {
        Self { holidays: holidays.into_iter().collect(), years: years.into_iter().collect() }
    }

    /// Whether the table of every year from one day to the other is there. Without it a term may end on a holiday.
    pub fn covers(&self, first: Date, last: Date) -> bool {
        (first.year()..=last.year()).all(|year| self.years.contains(&year))
    }

    /// Whether offices work on that day. Of a year without a table only the weekends are known.
    pub fn is_work_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.holidays.contains(&day)
    }

    /// The n-th working day after a day; the day itself when n is 0.
    pub fn after(&self, day: Date, days: u16) -> Date {
        self.walk(day, days, Date::next_day)
    }

    /// The n-th working day before a day; the day itself when n is 0.
    pub fn before(&self, day: Date, days: u16) -> Date {
        self.walk(day, days, Date::previous_day)
    }

    /// Working days after the first day, up to and with the last. None when the last is not later.
    pub fn between(&self, first: Date, last: Date) -> u16 {
        let days = std::iter::successors(first.next_day(), |day| day.next_day()).take_while(|day| *day <= last);
        u16::try_from(days.filter(|day| self.is_work_day(*day)).count()).unwrap_or(u16::MAX)
    }

    /// When a term of n working days ends that begins at a moment: the last second of the n-th day after it, by the
    /// clock of a place.
    pub fn due(&self, from: OffsetDateTime, days: u16, clock: UtcOffset) -> OffsetDateTime {
        end_of(self.after(day_at(from, clock), days), clock)
    }

    /// Walks so many working days, and stays where the calendar of the machine ends.
    fn walk(&self, from: Date, days: u16, step: fn(Date) -> Option<Date>) -> Date {
        let (mut day, mut left) = (from, days);
        while left > 0 {
            let Some(next) = step(day) else { return day };
            day = next;
            left -= u16::from(self.is_work_day(day));
        }
        day
    }
}

/// The day on the calendar of a place.
pub fn day_at(moment: OffsetDateTime, clock: UtcOffset) -> Date {
    moment.to_offset(clock).date()
}

/// The last second of a day in a place, in UTC.
pub fn end_of(day: Date, clock: UtcOffset) -> OffsetDateTime {
    day.with_time(LAST_SECOND).assume_offset(clock).to_offset(UtcOffset::UTC)
}

/// A moment so many days later, on the clock and not on the calendar. The end of time stays the end of time.
pub fn days_later(moment: OffsetDateTime, days: i64) -> OffsetDateTime {
    moment.checked_add(Duration::days(days)).unwrap_or(moment)
}

#[cfg(test)]
#[path = "work_days_tests.rs"]
mod tests;
