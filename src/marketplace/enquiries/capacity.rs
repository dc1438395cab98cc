//! What an enterprise can still make until a day: its pieces a week, less what it promised already. Weeks are named by
//! their Mondays; the one we are in counts, and so does the one of the day.
use std::collections::BTreeMap;

use time::{Date, Duration};

/// What an enterprise says of itself about one product. Nothing, where it has not said it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promise {
    /// Pieces a week.
    pub per_week: Option<i64>,
    /// Days from an order until the first piece is ready.
    pub lead_days: Option<i64>,
}

/// Pieces promised already, by week.
pub type Promised = BTreeMap<Date, i64>;

/// Nobody quotes further ahead than this many weeks.
const MOST_WEEKS: i64 = 110;

/// The Monday of the week of a day.
pub fn monday(day: Date) -> Date {
    day - Duration::days(i64::from(day.weekday().number_days_from_monday()))
}

/// Pieces that are still free until a day. A week that was promised beyond its measure takes nothing from the others.
pub fn free(per_week: i64, promised: &Promised, today: Date, until: Date) -> i64 {
    weeks(today, until).map(|week| left(per_week, promised, week)).sum()
}

/// The week for each piece of an order, the nearest free ones first. Without a measure, and for what is beyond it, that
/// is the week of the day.
pub fn spread(promise: Promise, promised: &Promised, today: Date, until: Date, pieces: i64) -> Vec<(Date, i64)> {
    let mut rest = pieces;
    let mut shares = Promised::new();
    if let Some(per_week) = promise.per_week {
        for week in weeks(today, until) {
            let share = left(per_week, promised, week).min(rest);
            if share > 0 {
                shares.insert(week, share);
                rest -= share;
            }
        }
    }
    if rest > 0 {
        *shares.entry(monday(until)).or_default() += rest;
    }
    shares.into_iter().collect()
}

/// Whether the first piece can be there.
pub fn in_time(promise: Promise, today: Date, ready_on: Date) -> bool {
    promise.lead_days.is_none_or(|days| today + Duration::days(days) <= ready_on)
}

fn left(per_week: i64, promised: &Promised, week: Date) -> i64 {
    (per_week - promised.get(&week).copied().unwrap_or_default()).max(0)
}

fn weeks(today: Date, until: Date) -> impl Iterator<Item = Date> {
    let first = monday(today);
    let last = (until - first).whole_weeks().min(MOST_WEEKS);
    (0..=last).filter(move |_| until >= today).map(move |week| first + Duration::weeks(week))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    /// A Sunday.
    const TODAY: Date = date!(2026 - 11 - 22);

    fn promise(per_week: i64) -> Promise {
        Promise { per_week: Some(per_week), lead_days: None }
    }

    #[test]
    fn free_pieces_are_those_of_all_weeks_until_the_day() {
        let promised = Promised::from([(date!(2026 - 11 - 23), 15), (date!(2026 - 11 - 30), 99)]);
        for (until, pieces) in [
            (date!(2026 - 11 - 22), 20),
            (date!(2026 - 11 - 23), 25),
            (date!(2026 - 11 - 29), 25),
            (date!(2026 - 12 - 6), 25),
            (date!(2026 - 12 - 7), 45),
            (date!(2026 - 11 - 21), 0),
        ] {
            assert_eq!(free(20, &promised, TODAY, until), pieces, "{until}");
        }
    }

    #[test]
    fn an_order_takes_the_nearest_free_weeks() {
        let promised = Promised::from([(date!(2026 - 11 - 23), 15)]);
        let shares = spread(promise(20), &promised, TODAY, date!(2026 - 12 - 4), 40);
        assert_eq!(shares, [(date!(2026 - 11 - 16), 20), (date!(2026 - 11 - 23), 5), (date!(2026 - 11 - 30), 15)]);
    }

    #[test]
    fn what_is_beyond_the_measure_falls_into_the_last_week() {
        let shares = spread(promise(20), &Promised::new(), TODAY, date!(2026 - 11 - 27), 100);
        assert_eq!(shares, [(date!(2026 - 11 - 16), 20), (date!(2026 - 11 - 23), 80)]);
        let unknown = spread(Promise::default(), &Promised::new(), TODAY, date!(2026 - 12 - 4), 100);
        assert_eq!(unknown, [(date!(2026 - 11 - 30), 100)]);
    }

    #[test]
    fn the_first_piece_needs_its_days() {
        let slow = Promise { per_week: None, lead_days: Some(10) };
        assert!(!in_time(slow, TODAY, date!(2026 - 12 - 1)));
        assert!(in_time(slow, TODAY, date!(2026 - 12 - 2)));
        assert!(in_time(Promise::default(), TODAY, TODAY));
    }

    proptest::proptest! {
        #[test]
        fn shares_add_up_and_never_go_beyond_what_is_free(
            per_week in 0i64..50, days in 0i64..60, pieces in 1i64..500, taken in proptest::collection::vec(0i64..60, 9)
        ) {
            let until = TODAY + Duration::days(days);
            let promised: Promised =
                (0..).zip(taken).map(|(week, taken)| (monday(TODAY) + Duration::weeks(week), taken)).collect();
            let shares = spread(promise(per_week), &promised, TODAY, until, pieces);
            proptest::prop_assert_eq!(shares.iter().map(|(_, share)| share).sum::<i64>(), pieces);
            let free = free(per_week, &promised, TODAY, until);
            if pieces <= free {
                for (week, share) in &shares {
                    proptest::prop_assert!(share + promised.get(week).copied().unwrap_or_default() <= per_week);
                }
            }
        }
    }
}
