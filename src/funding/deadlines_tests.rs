//! The close to the second, timers by state, and pauses in working time.
use proptest::{prelude::*, test_runner::RngSeed};
use time::macros::{date, datetime, offset};

use super::*;
use crate::regions::Zone;

const NOW: OffsetDateTime = datetime!(2026-12-21 02:00 UTC);

fn calendar() -> WorkDays {
    WorkDays::new([date!(2026 - 12 - 25), date!(2027 - 01 - 01)], [2026, 2027])
}

fn timing(calendar: &WorkDays) -> Timing<'_> {
    Timing { now: NOW, clock: offset!(+8), calendar, sla: Sla::DEFAULT, typed: Some(date!(2027 - 01 - 08)) }
}

#[test]
fn the_close_is_an_instant_in_each_zone_and_the_grace_is_for_drafts_opened_before() {
    let grace = Duration::minutes(30);
    for zone in [Zone::Wib, Zone::Wita, Zone::Wit] {
        let close = date!(2026 - 12 - 21).with_hms(16, 0, 0).unwrap().assume_offset(zone.utc_offset());
        let before = close - Duration::SECOND;
        let late = close + Duration::SECOND;
        for (now, opened, in_time) in [
            (before, before, true),
            (close, close, true),
            (late, before, true),
            (late, late, false),
            (close + grace, close, true),
            (close + grace + Duration::SECOND, before, false),
        ] {
            assert_eq!(is_in_time(now, Some(close), grace, opened), in_time, "{now} {opened}");
        }
        assert!(!is_in_time(late, Some(close), Duration::ZERO, before));
        assert!(is_in_time(late, None, grace, late));
    }
}

#[test]
fn terms_end_across_holidays_and_the_turn_of_the_year() {
    let calendar = calendar();
    let timing = timing(&calendar);
    // Monday 21 December: 22, 23, 24, 28, 29; then 30, 31, 4, 5, 6.
    assert_eq!(timing.due(Timer::Claim), Some(datetime!(2026-12-29 15:59:59 UTC)));
    assert_eq!(timing.due(Timer::AdminCheck), Some(datetime!(2027-01-06 15:59:59 UTC)));
    assert_eq!(timing.due(Timer::RevisionDue), Some(datetime!(2027-01-08 15:59:59 UTC)));
    assert_eq!(timing.due(Timer::Offer), Some(datetime!(2027-01-04 02:00 UTC)));
    assert_eq!(timing.due(Timer::Decision), None);
}

#[test]
fn each_state_that_waits_has_a_timer() {
    for state in State::ALL {
        let waits = timer(*state).is_some();
        let expected =
            !matches!(state, State::Draft | State::Approved | State::Withdrawn | State::Lapsed | State::Voided);
        assert_eq!(waits, expected, "{state:?}");
    }
}

#[test]
fn an_end_stops_every_timer_and_a_revision_pauses_the_office() {
    let calendar = calendar();
    let timing = timing(&calendar);
    for from in State::ALL {
        for to in State::ALL {
            let changes = timing.changes(Some(*from), *to);
            if from == to {
                assert!(changes.is_empty());
                continue;
            }
            if to.is_end() {
                assert_eq!(changes[0], Change::EndAll, "{from:?} {to:?}");
            }
            let paused = changes.iter().any(|change| matches!(change, Change::Pause { .. }));
            let revision = matches!(to, State::AdminRevision | State::ContentRevision);
            assert!(!paused || revision, "{from:?} {to:?}");
            let starts = changes.iter().filter(|change| matches!(change, Change::Start { .. })).count();
            assert!(starts <= 2, "{from:?} {to:?}");
        }
    }
    let reopened = timing.changes(Some(State::Lapsed), State::AdminRevision);
    assert!(matches!(reopened[0], Change::Start { timer: Timer::AdminCheck, .. }));
    assert_eq!(reopened[1], Change::Pause { timer: Timer::AdminCheck });
    assert!(matches!(reopened[2], Change::Start { timer: Timer::RevisionDue, .. }));
}

#[test]
fn a_pause_moves_the_due_date_by_the_working_days_it_stood() {
    let (calendar, clock) = (calendar(), offset!(+8));
    let due = datetime!(2026-12-29 15:59:59 UTC);
    let paused = datetime!(2026-12-22 03:00 UTC);
    // Paused from Tuesday to Monday: Wednesday, Thursday and Monday count, Christmas and the weekend do not.
    let resumed_at = datetime!(2026-12-28 03:00 UTC);
    assert_eq!(resumed(due, paused, resumed_at, &calendar, clock), datetime!(2027-01-04 15:59:59 UTC));
    assert_eq!(resumed(due, paused, paused, &calendar, clock), due);
}

#[test]
fn reminders_stand_around_the_due_date() {
    let (calendar, clock) = (calendar(), offset!(+8));
    let due = datetime!(2027-01-08 15:59:59 UTC);
    let days = |timer| {
        let at = reminded_at(timer, due, &calendar, clock);
        at.into_iter().map(|at| day_at(at, clock)).collect::<Vec<_>>()
    };
    assert_eq!(days(Timer::RevisionDue), [date!(2027 - 01 - 03), date!(2027 - 01 - 06), date!(2027 - 01 - 08)]);
    assert_eq!(days(Timer::ReportDue).len(), 5);
    // Ten working days before, over Christmas and New Year.
    assert_eq!(days(Timer::Waitlist), [date!(2026 - 12 - 23), date!(2027 - 01 - 08)]);
    assert!(days(Timer::CallCloses).is_empty());
}

#[test]
fn a_firing_has_one_identity_until_the_date_is_moved() {
    let (object, due) = (Uuid::from_u128(5), datetime!(2027-01-08 15:59:59 UTC));
    let one = firing(object, Timer::RevisionDue, due, -5);
    assert_eq!(one, "00000000-0000-0000-0000-000000000005/revision_due/1799423999/-5");
    assert_eq!(one, firing(object, Timer::RevisionDue, due, -5));
    for other in [
        firing(object, Timer::RevisionDue, due, -2),
        firing(object, Timer::ReportDue, due, -5),
        firing(object, Timer::RevisionDue, due + Duration::DAY, -5),
        firing(Uuid::from_u128(6), Timer::RevisionDue, due, -5),
    ] {
        assert_ne!(one, other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn a_pause_never_shortens_what_was_left(worked in 0i64..20, paused in 0i64..40) {
        let (calendar, clock) = (calendar(), offset!(+7));
        let due = calendar.due(NOW, 20, clock);
        let paused_at = NOW + Duration::days(worked);
        let back = paused_at + Duration::days(paused);
        let moved = resumed(due, paused_at, back, &calendar, clock);
        prop_assert!(moved >= due);
        let left = |from, until| calendar.between(day_at(from, clock), day_at(until, clock));
        prop_assert_eq!(left(back, moved), left(paused_at, due));
    }
}
