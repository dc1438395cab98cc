//! Loads stay even, ties stay out, and the same panel gives the same answer.
use proptest::{prelude::*, test_runner::RngSeed};
use time::{Duration, macros::datetime};

use super::*;

fn panel(people: u128) -> Vec<Candidate> {
    let candidate = |number| Candidate {
        account: Uuid::from_u128(number),
        open: 0,
        capacity: 100,
        last_assigned: None,
        on_duty: true,
        excluded: false,
    };
    (1..=people).map(candidate).collect()
}

#[test]
fn the_least_loaded_come_first_and_then_those_who_waited_longest() {
    let mut panel = panel(4);
    panel[0].open = 2;
    panel[1].last_assigned = Some(datetime!(2026-11-20 00:00 UTC));
    panel[2].last_assigned = Some(datetime!(2026-11-19 00:00 UTC));
    let assigned = assign(&panel, 3, Uuid::from_u128(9));
    assert_eq!(assigned.reviewers, [4, 3, 2].map(Uuid::from_u128));
    assert_eq!(assigned.missing, 0);
}

#[test]
fn whoever_is_tied_off_duty_or_full_is_not_asked() {
    let mut panel = panel(4);
    panel[0].excluded = true;
    panel[1].on_duty = false;
    panel[2].open = panel[2].capacity;
    assert_eq!(assign(&panel, 2, Uuid::from_u128(9)), Assigned { reviewers: vec![Uuid::from_u128(4)], missing: 1 });
    assert_eq!(assign(&[], 0, Uuid::nil()), Assigned { reviewers: vec![], missing: 0 });
}

#[test]
fn somebody_who_stands_on_the_panel_twice_reviews_once() {
    let twice = [panel(1), panel(1)].concat();
    assert_eq!(assign(&twice, 2, Uuid::from_u128(9)).missing, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn loads_differ_by_one_at_most(people in 1u128..9, needed in 1usize..6, proposals in 1u128..60) {
        let mut panel = panel(people);
        for number in 1..=proposals {
            let now = datetime!(2026-11-01 00:00 UTC) + Duration::hours(i64::try_from(number).unwrap());
            let assigned = assign(&panel, needed, Uuid::from_u128(number));
            prop_assert_eq!(assigned.reviewers.len(), needed.min(panel.len()));
            for candidate in panel.iter_mut().filter(|candidate| assigned.reviewers.contains(&candidate.account)) {
                (candidate.open, candidate.last_assigned) = (candidate.open + 1, Some(now));
            }
            let loads = || panel.iter().map(|candidate| candidate.open);
            prop_assert!(loads().max().unwrap() - loads().min().unwrap() <= 1);
        }
    }

    #[test]
    fn the_order_of_the_panel_changes_nothing_and_nobody_tied_is_chosen(
        people in proptest::collection::vec((0u32..4, 0i64..3, any::<bool>(), any::<bool>()), 1..9),
        needed in 0usize..5,
        turn in 0usize..9,
    ) {
        let mut panel = panel(people.len() as u128);
        for (candidate, (open, hours, on_duty, excluded)) in panel.iter_mut().zip(people) {
            let at = datetime!(2026-11-01 00:00 UTC) + Duration::hours(hours);
            *candidate = Candidate { open, on_duty, excluded, capacity: 3, last_assigned: Some(at), ..*candidate };
        }
        let before = assign(&panel, needed, Uuid::from_u128(77));
        let turn = turn % panel.len();
        panel.rotate_left(turn);
        prop_assert_eq!(&assign(&panel, needed, Uuid::from_u128(77)), &before);
        for candidate in &panel {
            let free = !candidate.excluded && candidate.on_duty && candidate.open < 3;
            prop_assert!(free || !before.reviewers.contains(&candidate.account));
        }
    }
}
