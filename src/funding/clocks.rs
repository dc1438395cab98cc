//! How long files stay in each state, in working days without the time in which the group had the ball. It reads states
//! and moments only, so it says nothing of what a file is about.
use std::collections::BTreeSet;

use time::{Date, OffsetDateTime, UtcOffset};
use uuid::Uuid;

use super::proposals::workflow::State;
use crate::platform::{
    few::FEW,
    work_days::{WorkDays, day_at},
};

/// A stay in a state that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Tells files apart: one that came back to a state has two stays and is still one file.
    pub file: Uuid,
    pub state: State,
    pub entered: OffsetDateTime,
    pub left: OffsetDateTime,
    /// When the clock stood, from and to; spans may overlap and reach beyond the stay.
    pub paused: Vec<(OffsetDateTime, OffsetDateTime)>,
}

/// Whose files these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whoever asks works on all of them.
    Own,
    /// Then a state through which fewer than five files went is not told.
    Others,
}

/// How long stays in a state were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub state: State,
    pub files: usize,
    /// A quarter of the stays is not longer, in tenths of a working day.
    pub lower: u32,
    /// Half of the stays is not longer, in tenths of a working day.
    pub median: u32,
    /// Three quarters of the stays are not longer, in tenths of a working day.
    pub upper: u32,
}

/// The spread of each state, in the order of states. A state that nobody may be told of looks like one without stays.
pub fn spreads(stays: &[Stay], reader: Reader, calendar: &WorkDays, clock: UtcOffset) -> Vec<Spread> {
    let fewest = match reader {
        Reader::Own => 1,
        Reader::Others => FEW,
    };
    let spread = |state: &State| spread(*state, stays, calendar, clock);
    State::ALL.iter().filter_map(spread).filter(|spread| spread.files >= fewest).collect()
}

/// Working days of a stay without its pauses, by the clock of a place. The first day does not count, the last one does.
pub fn worked(stay: &Stay, calendar: &WorkDays, clock: UtcOffset) -> u16 {
    let (first, last) = (day_at(stay.entered, clock), day_at(stay.left, clock));
    let within = |moment: OffsetDateTime| day_at(moment, clock).clamp(first, last.max(first));
    let mut pauses: Vec<(Date, Date)> = stay.paused.iter().map(|(from, to)| (within(*from), within(*to))).collect();
    pauses.sort_unstable();
    let mut stood = 0;
    let mut counted = first;
    for (from, to) in pauses {
        // What an earlier pause reached is not counted twice.
        stood += calendar.between(from.max(counted), to);
        counted = counted.max(to);
    }
    calendar.between(first, last).saturating_sub(stood)
}

fn spread(state: State, stays: &[Stay], calendar: &WorkDays, clock: UtcOffset) -> Option<Spread> {
    let of: Vec<&Stay> = stays.iter().filter(|stay| stay.state == state).collect();
    let mut days: Vec<u16> = of.iter().map(|stay| worked(stay, calendar, clock)).collect();
    days.sort_unstable();
    let files = of.iter().map(|stay| stay.file).collect::<BTreeSet<_>>().len();
    let [lower, median, upper] = [quartile(&days, 1)?, quartile(&days, 2)?, quartile(&days, 3)?];
    Some(Spread { state, files, lower, median, upper })
}

/// In tenths, on the line between the two values it lies between. None without values.
fn quartile(sorted: &[u16], quarters: usize) -> Option<u32> {
    let (at, rest) = ((sorted.len().checked_sub(1)? * quarters) / 4, ((sorted.len() - 1) * quarters) % 4);
    let below = u32::from(*sorted.get(at)?);
    let above = sorted.get(at + 1).map_or(below, |days| u32::from(*days));
    // Halves go up.
    Some(below * 10 + ((above - below) * 10 * u32::try_from(rest).ok()? + 2) / 4)
}

#[cfg(test)]
mod tests {
    use proptest::{prelude::*, test_runner::RngSeed};
    use time::{
        Duration,
        macros::{date, datetime, offset},
    };

    use super::*;

    const WITA: UtcOffset = offset!(+8);
    /// A Monday, at noon in the place.
    const MONDAY: OffsetDateTime = datetime!(2026-11-02 04:00 UTC);

    fn after(days: i64) -> OffsetDateTime {
        MONDAY + Duration::days(days)
    }

    /// A stay of a file from Monday on, so many days, paused between days.
    fn stay(file: u128, days: i64, paused: &[(i64, i64)]) -> Stay {
        Stay {
            file: Uuid::from_u128(file),
            state: State::AdminCheck,
            entered: MONDAY,
            left: after(days),
            paused: paused.iter().map(|(from, to)| (after(*from), after(*to))).collect(),
        }
    }

    fn days(stay: &Stay) -> u16 {
        let calendar = WorkDays::new([date!(2026 - 11 - 10)], [2026]);
        worked(stay, &calendar, WITA)
    }

    fn told(stays: &[Stay], reader: Reader) -> Vec<Spread> {
        spreads(stays, reader, &WorkDays::default(), WITA)
    }

    #[test]
    fn weekends_holidays_and_pauses_do_not_count() {
        assert_eq!(days(&stay(1, 0, &[])), 0);
        assert_eq!(days(&stay(1, 4, &[])), 4);
        assert_eq!(days(&stay(1, 7, &[])), 5);
        assert_eq!(days(&stay(1, 9, &[])), 6, "the tenth is a holiday");
        assert_eq!(days(&stay(1, 9, &[(1, 3)])), 4);
        assert_eq!(days(&stay(1, 9, &[(4, 7)])), 5, "over a weekend only Monday is lost");
    }

    #[test]
    fn pauses_that_overlap_or_reach_beyond_count_once_and_within() {
        assert_eq!(days(&stay(1, 4, &[(1, 3), (2, 3), (1, 2)])), 2);
        assert_eq!(days(&stay(1, 4, &[(-9, 1), (3, 40)])), 2);
        assert_eq!(days(&stay(1, 4, &[(-9, 40)])), 0);
        assert_eq!(days(&stay(1, 4, &[(3, 1)])), 4, "a pause that ends before it begins is none");
        assert_eq!(days(&stay(1, -3, &[(-3, 0)])), 0);
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        let late = Stay { left: datetime!(2026-11-02 17:00 UTC), ..stay(1, 0, &[]) };
        assert_eq!(worked(&late, &WorkDays::default(), WITA), 1);
        assert_eq!(worked(&late, &WorkDays::default(), UtcOffset::UTC), 0);
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        let stays: Vec<Stay> = [1, 2, 3, 4].iter().map(|days| stay(1, *days, &[])).collect();
        let spread = told(&stays, Reader::Own)[0];
        assert_eq!((spread.lower, spread.median, spread.upper, spread.files), (18, 25, 33, 1));
        let one = told(&stays[..1], Reader::Own)[0];
        assert_eq!((one.lower, one.median, one.upper), (10, 10, 10));
        assert_eq!(told(&[], Reader::Own), []);
    }

    #[test]
    fn others_are_told_from_five_files_on_and_stays_of_one_file_are_one() {
        let files = |many: u128| (0..many).map(|file| stay(file, 2, &[])).collect::<Vec<_>>();
        assert_eq!(told(&files(4), Reader::Others), []);
        assert_eq!(told(&files(4), Reader::Own).len(), 1);
        assert_eq!(told(&files(5), Reader::Others).len(), 1);
        let again: Vec<Stay> = files(4).into_iter().cycle().take(12).collect();
        assert_eq!(told(&again, Reader::Others), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..ProptestConfig::default()
        })]

        #[test]
        fn the_order_of_stays_means_nothing_and_quartiles_are_in_order(
            lengths in prop::collection::vec((0_i64..40, -5_i64..45, 0_i64..20), 1..30),
        ) {
            let mut stays: Vec<Stay> = lengths
                .iter()
                .zip(0..)
                .map(|((days, from, long), file)| stay(file, *days, &[(*from, from + long)]))
                .collect();
            let forth = told(&stays, Reader::Own);
            stays.reverse();
            prop_assert_eq!(&forth, &told(&stays, Reader::Own));
            let spread = forth[0];
            prop_assert!(spread.lower <= spread.median && spread.median <= spread.upper);
            let all = stays.iter().map(|stay| worked(stay, &WorkDays::default(), WITA));
            let (least, most) = (all.clone().min().unwrap(), all.max().unwrap());
            prop_assert!(u32::from(least) * 10 <= spread.lower && spread.upper <= u32::from(most) * 10);
        }
    }
}
