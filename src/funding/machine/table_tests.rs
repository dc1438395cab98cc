//! What holds for every table: it lists what the states meet, and a row does what it says.
use std::fmt::Debug;

use super::{Effect, Plan, Row, To};

/// Holds a table against what the states meet, pair by pair, and gives every pair that is in neither.
pub fn absent<S: Copy + PartialEq + Debug, K: Copy + PartialEq + Debug + 'static>(
    table: &[Row<S, K>],
    states: &[S],
    kinds: &[K],
    meets: impl Fn(Option<S>) -> &'static [K],
) -> Vec<(Option<S>, K)> {
    let from = std::iter::once(None).chain(states.iter().copied().map(Some));
    let pairs = from.flat_map(|from| kinds.iter().map(move |kind| (from, *kind)));
    pairs
        .filter(|(from, kind)| {
            let listed = table.iter().any(|row| row.meets(*from, kind));
            assert_eq!(listed, meets(*from).contains(kind), "{from:?} {kind:?}");
            !listed
        })
        .collect()
}

/// Every state a row begins in.
pub fn beginnings<S: Copy, K>(row: &Row<S, K>) -> Vec<Option<S>> {
    if row.from.is_empty() { vec![None] } else { row.from.iter().copied().map(Some).collect() }
}

/// A plan leads where its row says, with its entries and its effects.
pub fn is_done<S: Copy + PartialEq + Debug, K>(row: &Row<S, K>, from: Option<S>, plan: &Plan<S>) {
    match row.to {
        To::One(to) => assert_eq!(plan.to, to, "{}", row.number),
        To::Same => assert_eq!(Some(plan.to), from, "{}", row.number),
        To::OneOf(states) => assert!(states.contains(&plan.to), "{}", row.number),
    }
    let mut effects: Vec<_> = plan.effects.iter().map(Effect::kind).collect();
    let mut told = row.effects.to_vec();
    effects.sort_by_key(|kind| kind.as_str());
    told.sort_by_key(|kind| kind.as_str());
    assert_eq!(effects, told, "{}", row.number);
    // A difference is an entry in one direction or in the other.
    assert!(plan.ledger.iter().all(|posting| row.ledger.contains(&posting.entry)), "{}", row.number);
    assert_eq!(plan.ledger.is_empty(), row.ledger.is_empty(), "{}", row.number);
}
