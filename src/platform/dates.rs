//! Days and moments as people write them, on pages and on paper.
use fluent_bundle::FluentArgs;
use time::{Date, OffsetDateTime};

use super::i18n::{Lang, text};
use crate::regions::Zone;

/// The key of each weekday, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "weekday-monday",
    "weekday-tuesday",
    "weekday-wednesday",
    "weekday-thursday",
    "weekday-friday",
    "weekday-saturday",
    "weekday-sunday",
];

const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

/// `22 November 2026`.
pub fn date(lang: Lang, day: Date) -> String {
    format!("{} {} {}", day.day(), text(lang, MONTHS[usize::from(u8::from(day.month())) - 1], None), day.year())
}

/// `Selasa`.
pub fn weekday(lang: Lang, day: Date) -> String {
    text(lang, WEEKDAYS[usize::from(day.weekday().number_days_from_monday())], None)
}

/// `Selasa, 24 November 2026 pukul 16.00 WITA`, by the clock of a zone.
pub fn moment(lang: Lang, moment: OffsetDateTime, zone: Zone) -> String {
    let local = moment.to_offset(zone.utc_offset());
    let clock = match lang {
        Lang::Id => format!("{:02}.{:02}", local.hour(), local.minute()),
        Lang::En => format!("{:02}:{:02}", local.hour(), local.minute()),
    };
    let mut parts = FluentArgs::new();
    parts.set("weekday", weekday(lang, local.date()));
    parts.set("date", date(lang, local.date()));
    parts.set("clock", clock);
    parts.set("zone", zone.label());
    text(lang, "moment", Some(&parts))
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn a_moment_is_written_by_the_clock_of_its_zone() {
        let late = datetime!(2026-11-24 16:30 UTC);
        for (zone, written) in [
            (Zone::Wib, "Selasa, 24 November 2026 pukul 23.30 WIB"),
            (Zone::Wita, "Rabu, 25 November 2026 pukul 00.30 WITA"),
            (Zone::Wit, "Rabu, 25 November 2026 pukul 01.30 WIT"),
        ] {
            assert_eq!(moment(Lang::Id, late, zone), written);
        }
        assert_eq!(date(Lang::Id, date!(2027 - 08 - 01)), "1 Agustus 2027");
        assert_eq!(date(Lang::En, date!(2027 - 12 - 31)), "31 December 2027");
    }
}
