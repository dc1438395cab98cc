//! Weekends, holidays, the turn of the year and the three clocks.
use proptest::{prelude::*, test_runner::RngSeed};
use time::macros::{date, datetime};

use super::*;

const WIB: UtcOffset = time::macros::offset!(+7);
const WITA: UtcOffset = time::macros::offset!(+8);
const WIT: UtcOffset = time::macros::offset!(+9);

/// Holidays around the turn of the year 2026.
fn calendar() -> WorkDays {
    WorkDays::new([date!(2026 - 12 - 24), date!(2026 - 12 - 25), date!(2027 - 01 - 01)], [2026, 2027])
}

#[test]
fn weekends_and_holidays_are_no_working_days() {
    let calendar = calendar();
    for (day, works) in [
        (date!(2026 - 12 - 23), true),
        (date!(2026 - 12 - 24), false),
        (date!(2026 - 12 - 26), false),
        (date!(2026 - 12 - 27), false),
        (date!(2026 - 12 - 28), true),
        (date!(2027 - 01 - 01), false),
    ] {
        assert_eq!(calendar.is_work_day(day), works, "{day}");
    }
}

#[test]
fn five_working_days_reach_across_the_turn_of_the_year() {
    let calendar = calendar();
    assert_eq!(calendar.after(date!(2026 - 12 - 23), 5), date!(2027 - 01 - 04));
    assert_eq!(calendar.before(date!(2027 - 01 - 04), 5), date!(2026 - 12 - 23));
    assert_eq!(calendar.between(date!(2026 - 12 - 23), date!(2027 - 01 - 04)), 5);
    assert_eq!(calendar.after(date!(2026 - 12 - 26), 0), date!(2026 - 12 - 26));
    assert_eq!(calendar.after(date!(2026 - 12 - 26), 1), date!(2026 - 12 - 28));
}

#[test]
fn a_term_ends_in_the_last_second_of_the_day_of_its_place() {
    let calendar = calendar();
    // Monday 23:30 in the west is Tuesday 00:30 in the middle and 01:30 in the east.
    let moment = datetime!(2026-11-23 16:30 UTC);
    assert_eq!(calendar.due(moment, 1, WIB), datetime!(2026-11-24 16:59:59 UTC));
    assert_eq!(calendar.due(moment, 1, WITA), datetime!(2026-11-25 15:59:59 UTC));
    assert_eq!(calendar.due(moment, 1, WIT), datetime!(2026-11-25 14:59:59 UTC));
}

#[test]
fn a_year_without_a_table_is_not_covered() {
    let calendar = calendar();
    assert!(calendar.covers(date!(2026 - 01 - 01), date!(2027 - 12 - 31)));
    assert!(!calendar.covers(date!(2027 - 12 - 31), date!(2028 - 01 - 01)));
    assert!(!WorkDays::default().covers(date!(2026 - 01 - 01), date!(2026 - 01 - 01)));
}

#[test]
fn the_end_of_the_calendar_is_no_fault() {
    let calendar = calendar();
    assert_eq!(calendar.after(Date::MAX, 3), Date::MAX);
    assert_eq!(calendar.before(Date::MIN, 3), Date::MIN);
    assert_eq!(days_later(datetime!(2026-11-23 00:00 UTC), i64::MAX / 1_000_000_000), datetime!(2026-11-23 00:00 UTC));
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn days_that_are_added_are_counted_and_taken_away_again(offset in 0i64..800, days in 1u16..60) {
        let calendar = calendar();
        let first = date!(2026 - 01 - 01) + Duration::days(offset);
        let last = calendar.after(first, days);
        prop_assert!(calendar.is_work_day(last));
        prop_assert_eq!(calendar.between(first, last), days);
        if calendar.is_work_day(first) {
            prop_assert_eq!(calendar.before(last, days), first);
        }
        prop_assert_eq!(calendar.after(calendar.after(first, days), 3), calendar.after(first, days + 3));
    }

    #[test]
    fn a_longer_term_never_ends_earlier(offset in 0i64..800, days in 0u16..60, hours in 0i64..24) {
        let calendar = calendar();
        let from = datetime!(2026-01-01 00:00 UTC) + Duration::days(offset) + Duration::hours(hours);
        for clock in [WIB, WITA, WIT] {
            prop_assert!(calendar.due(from, days, clock) < calendar.due(from, days + 1, clock));
            prop_assert!(calendar.due(from, days, clock) > from - Duration::SECOND);
        }
    }
}
