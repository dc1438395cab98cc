//! Counts proposals. Pure.
use std::collections::BTreeMap;

use time::{Date, Month};

use crate::funding::proposals::{checks::desk::inbox::service::Brief, workflow::Seen};

/// Months that are told, this one included.
pub const MONTHS: usize = 12;

/// Proposals counted in every way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    pub all: usize,
    /// Rupiah of all that said how much.
    pub asked: i64,
    /// Those whose time is over.
    pub late: usize,
    pub stages: Vec<(Seen, usize)>,
    /// The first day of each of the last [`MONTHS`] months, the oldest first, and what was sent in it.
    pub months: Vec<(Date, usize)>,
    /// Regencies and cities by code, the most first.
    pub regencies: Vec<(String, usize)>,
    /// Provinces by code.
    pub provinces: BTreeMap<String, usize>,
}

/// The counts of a day.
pub fn counts(rows: &[Brief], today: Date, stages: &[Seen]) -> Counts {
    let of = |seen: Seen| rows.iter().filter(|brief| brief.state.seen() == seen).count();
    let (mut places, mut provinces) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for brief in rows {
        *places.entry(brief.place.clone()).or_default() += 1;
        *provinces.entry(brief.place.chars().take(2).collect()).or_default() += 1;
    }
    let mut regencies: Vec<(String, usize)> = places.into_iter().collect();
    regencies.sort_by_key(|(code, many)| (std::cmp::Reverse(*many), code.clone()));
    let sent = |first: Date| {
        let same = |day: Date| (day.year(), day.month()) == (first.year(), first.month());
        rows.iter().filter(|brief| same(brief.sent)).count()
    };
    Counts {
        all: rows.len(),
        asked: rows.iter().filter_map(|brief| brief.asked).fold(0, |sum, asked| sum.saturating_add(asked.0)),
        late: rows.iter().filter(|brief| brief.due.is_some() && brief.days.is_none()).count(),
        stages: stages.iter().map(|seen| (*seen, of(*seen))).collect(),
        months: months(today).into_iter().map(|first| (first, sent(first))).collect(),
        regencies,
        provinces,
    }
}

/// The first days of the last months, the oldest first.
fn months(today: Date) -> Vec<Date> {
    let before = |first: &Date| {
        let (year, month) = (first.year(), first.month());
        let year = if month == Month::January { year - 1 } else { year };
        Date::from_calendar_date(year, month.previous(), 1).ok()
    };
    let this = today.replace_day(1).unwrap_or(today);
    let mut months: Vec<Date> = std::iter::successors(Some(this), before).take(MONTHS).collect();
    months.reverse();
    months
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};
    use uuid::Uuid;

    use super::*;
    use crate::{funding::proposals::workflow::State, platform::money::Rupiah, regions::Zone};

    fn brief(place: &str, state: State, sent: Date) -> Brief {
        Brief {
            id: Uuid::nil(),
            code: String::new(),
            call: String::new(),
            trade_name: String::new(),
            place: place.to_owned(),
            asked: Some(Rupiah(2_000_000)),
            state,
            sent,
            due: Some((datetime!(2026-11-20 10:00 UTC), Zone::Wita)),
            days: None,
        }
    }

    #[test]
    fn every_proposal_is_in_one_stage_one_place_and_at_most_one_month() {
        let rows = [
            brief("6371", State::Submitted, date!(2026 - 11 - 02)),
            brief("6371", State::AdminCheck, date!(2026 - 01 - 31)),
            brief("6303", State::FieldVisit, date!(2025 - 12 - 31)),
            brief("3171", State::Approved, date!(2025 - 11 - 30)),
        ];
        let counts = counts(&rows, date!(2026 - 11 - 23), &[Seen::Sent, Seen::Checked, Seen::Decided]);
        assert_eq!(counts.stages, [(Seen::Sent, 1), (Seen::Checked, 2), (Seen::Decided, 1)]);
        assert_eq!(counts.months.len(), MONTHS);
        assert_eq!(counts.months[0], (date!(2025 - 12 - 01), 1));
        assert_eq!(counts.months[11], (date!(2026 - 11 - 01), 1));
        assert_eq!(counts.months.iter().map(|(_, many)| many).sum::<usize>(), 3, "what is older is in no month");
        assert_eq!(counts.regencies[0], ("6371".to_owned(), 2));
        assert_eq!(counts.provinces["63"], 3);
        assert_eq!((counts.all, counts.late, counts.asked), (4, 4, 8_000_000));
    }
}
