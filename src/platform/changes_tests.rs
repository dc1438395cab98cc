//! Whoever applies changes before they are settled loses none, however transactions overlap.
use std::collections::BTreeSet;

use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

/// Transactions in the order in which they began: a row of each is seen once it is over.
#[derive(Default)]
struct Store {
    over: Vec<bool>,
}

impl Store {
    fn begin(&mut self) {
        self.over.push(false);
    }

    fn commit(&mut self, number: usize) {
        self.over[number] = true;
    }

    /// What a statement at this moment gives, as [`numbers_after`] describes it.
    fn after(&self, cursor: Cursor, limit: usize) -> Vec<NumberChange> {
        let oldest = self.over.iter().position(|over| !over).unwrap_or(self.over.len());
        let change = |number: usize| NumberChange {
            at: Cursor { transaction: i64::try_from(number).unwrap() + 1, seq: 1 },
            is_settled: number < oldest,
            number: u64::try_from(number).unwrap(),
        };
        let seen = (0..self.over.len()).filter(|number| self.over[*number]).map(change);
        seen.filter(|change| change.at > cursor).take(limit).collect()
    }
}

/// One batch of a round, as the follower reads it; a round that found nothing is over.
fn look(store: &Store, round: &mut Round, limit: usize, found: &mut BTreeSet<u64>) {
    let batch = store.after(round.read, limit);
    found.extend(batch.iter().map(|change| change.number));
    round.pass(&batch);
    if batch.is_empty() {
        *round = Round::from(round.kept);
    }
}

#[test]
fn a_slow_transaction_that_commits_between_two_batches_is_read_in_the_next_round() {
    let (mut store, mut round, mut found) = (Store::default(), Round::from(Cursor::default()), BTreeSet::new());
    store.begin();
    store.begin();
    store.begin();
    store.commit(1);
    look(&store, &mut round, 1, &mut found);
    assert_eq!((round.read.transaction, round.kept.transaction), (2, 0), "applied, and not yet settled");
    store.commit(0);
    store.commit(2);
    look(&store, &mut round, 1, &mut found);
    assert_eq!((round.read.transaction, round.kept.transaction), (3, 0), "what settled since is behind the slow one");
    look(&store, &mut round, 1, &mut found);
    for _ in 0..4 {
        look(&store, &mut round, 1, &mut found);
    }
    assert_eq!(found, BTreeSet::from([0, 1, 2]));
    assert_eq!(round.kept.transaction, 3);
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(11), ..ProptestConfig::default() })]

    /// 0 begins a transaction, 1 and 2 commit one of those that run, the rest looks.
    #[test]
    fn nothing_is_lost(steps in prop::collection::vec((0u8..5, any::<prop::sample::Index>()), 1..120), limit in 1usize..4) {
        let (mut store, mut round, mut found) = (Store::default(), Round::from(Cursor::default()), BTreeSet::new());
        for (step, which) in steps {
            let running: Vec<usize> = (0..store.over.len()).filter(|number| !store.over[*number]).collect();
            match step {
                0 => store.begin(),
                1 | 2 if !running.is_empty() => store.commit(*which.get(&running)),
                _ => look(&store, &mut round, limit, &mut found),
            }
        }
        (0..store.over.len()).for_each(|number| store.commit(number));
        for _ in 0..2 * store.over.len() + 4 {
            look(&store, &mut round, limit, &mut found);
        }
        prop_assert_eq!(found.len(), store.over.len());
        prop_assert_eq!(usize::try_from(round.kept.transaction).unwrap(), store.over.len());
    }
}
