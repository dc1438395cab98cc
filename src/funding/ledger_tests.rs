//! What an entry may do, what the doctor finds, and that parts come to the whole.
use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

const fn posting(entry: Entry, amount: i64) -> Posting {
    Posting { entry, amount: Rupiah(amount) }
}

/// The balance after entries, each of which has to fit.
fn after(postings: &[(Entry, i64)]) -> Result<Balance, Refusal> {
    postings.iter().try_fold(Balance::default(), |balance, (entry, amount)| post(balance, posting(*entry, *amount)))
}

#[test]
fn a_call_of_the_demo_walks_from_its_ceiling_to_an_empty_award() {
    use Entry::{Ceiling, Commit, Pay, Refund, Release, Return};
    let balance = after(&[
        (Ceiling, 60_000_000),
        (Commit, 25_000_000),
        (Pay, 15_000_000),
        (Return, 15_000_000),
        (Pay, 15_000_000),
        (Release, 10_000_000),
        (Refund, 350_000),
    ])
    .unwrap();
    assert_eq!(balance.call.available(), 45_000_000);
    assert_eq!((balance.award.promised(), balance.award.given(), balance.award.unpaid()), (15_000_000, 15_000_000, 0));
    assert_eq!(check_closed(balance.award, Rupiah(14_650_000)), []);
    assert_eq!(check_closed(balance.award, Rupiah(14_650_001)), [Broken::Account]);
}

#[test]
fn what_came_back_before_a_claim_settles_nothing_of_it() {
    use Entry::{Commit, Pay, Recover, Refund, Release, Return};
    let open = |entries: &[(Entry, i64)]| open_claim(entries.iter().map(|(entry, amount)| posting(*entry, *amount)));
    assert_eq!(open(&[(Commit, 9), (Pay, 9), (Refund, 4)]), Rupiah(0));
    assert_eq!(open(&[(Pay, 9), (Refund, 4), (Release, 2), (Recover, 3)]), Rupiah(3));
    assert_eq!(open(&[(Pay, 9), (Refund, 4), (Recover, 3), (Refund, 2)]), Rupiah(1));
    assert_eq!(open(&[(Pay, 9), (Recover, 3), (Refund, 5)]), Rupiah(0), "more than was claimed");
    assert_eq!(open(&[(Pay, 9), (Recover, 3), (Return, 9)]), Rupiah(0), "the whole payment came back");
}

#[test]
fn an_entry_that_would_break_a_rule_is_not_written() {
    use Entry::{Ceiling, Commit, HandOver, Pay, Recover, Refund, Release, Return};
    for (before, entry, amount, refusal) in [
        (&[(Ceiling, 10)][..], Commit, 11, Refusal::AboveCeiling),
        (&[(Ceiling, 10), (Commit, 6)], Commit, 5, Refusal::AboveCeiling),
        (&[(Ceiling, 10), (Commit, 6)], Pay, 7, Refusal::AboveCommitment),
        (&[(Ceiling, 10), (Commit, 6), (Pay, 3)], HandOver, 4, Refusal::AboveCommitment),
        (&[(Ceiling, 10), (Commit, 6), (Pay, 3)], Release, 4, Refusal::AboveCommitment),
        (&[(Ceiling, 10), (Commit, 6), (Pay, 3)], Return, 4, Refusal::AboveGiven),
        (&[(Ceiling, 10), (Commit, 6), (Pay, 3)], Refund, 4, Refusal::AboveGiven),
        (&[(Ceiling, 10), (Commit, 6), (Pay, 3), (Refund, 2)], Return, 2, Refusal::AboveGiven),
        (&[(Ceiling, 10), (Commit, 6), (Pay, 3), (Recover, 2)], Recover, 2, Refusal::AboveGiven),
        (&[], Ceiling, 0, Refusal::NoAmount),
        (&[], Ceiling, -1, Refusal::NoAmount),
        (&[(Ceiling, Rupiah::MAX.0)], Ceiling, 1, Refusal::NoAmount),
    ] {
        let before = after(before).unwrap();
        assert_eq!(post(before, posting(entry, amount)), Err(refusal), "{entry:?} {amount}");
        if amount > 1 {
            assert!(post(before, posting(entry, 1)).is_ok(), "{entry:?}");
        }
    }
}

#[test]
fn the_doctor_finds_what_should_not_have_been_written() {
    use Entry::{Ceiling, Commit, Pay, Return};
    let wrong = sum([posting(Ceiling, 10), posting(Commit, 11), posting(Pay, 12)]);
    assert_eq!(check_call(wrong.call), [Broken::Ceiling]);
    assert_eq!(check_award(wrong.award), [Broken::Commitment]);
    let back = sum([posting(Return, 1)]);
    assert_eq!(check_award(back.award), [Broken::Given]);
    assert_eq!(check_amounts(wrong.award, Rupiah(20), Rupiah(11), &[Rupiah(6), Rupiah(5)]), []);
    assert_eq!(check_amounts(wrong.award, Rupiah(20), Rupiah(10), &[Rupiah(11)]), [Broken::Amounts]);
    assert_eq!(check_amounts(wrong.award, Rupiah(10), Rupiah(11), &[Rupiah(10)]), [Broken::Amounts, Broken::Tranches]);
    assert_eq!(check_closed(wrong.award, Rupiah(12)), [Broken::Remainder]);
}

#[test]
fn instalments_come_to_the_award() {
    let thirds = divide(Rupiah(50_000_000), &[1, 1, 1]);
    assert_eq!(thirds, [Rupiah(16_666_667), Rupiah(16_666_667), Rupiah(16_666_666)]);
    assert_eq!(divide(Rupiah(50_000_000), &[4_000, 3_000, 3_000]), [20_000_000, 15_000_000, 15_000_000].map(Rupiah));
    assert_eq!(divide(Rupiah(5), &[6_000, 4_000]), [Rupiah(3), Rupiah(2)]);
    assert_eq!(divide(Rupiah(1), &[5_000, 5_000]), [Rupiah(1), Rupiah(0)]);
    assert_eq!(divide(Rupiah(7), &[10_000]), [Rupiah(7)]);
    assert!(divide(Rupiah(7), &[]).is_empty() && divide(Rupiah(7), &[0]).is_empty());
}

fn entries() -> impl Strategy<Value = Vec<(Entry, i64)>> {
    let entry = (0..Entry::ALL.len()).prop_map(|at| Entry::ALL[at]);
    proptest::collection::vec((entry, -2i64..50), 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn parts_come_to_the_whole_in_any_order(whole in 0..=Rupiah::MAX.0, mut weights in proptest::collection::vec(0u32..=10_000, 1..6), turn in 0usize..6) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let parts = divide(Rupiah(whole), &weights);
        prop_assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), whole);
        let mut one: Vec<_> = weights.iter().copied().zip(parts).collect();
        let turn = turn % weights.len();
        weights.rotate_left(turn);
        let mut other: Vec<_> = weights.iter().copied().zip(divide(Rupiah(whole), &weights)).collect();
        one.sort_unstable();
        other.sort_unstable();
        prop_assert_eq!(one, other);
    }

    #[test]
    fn no_sequence_of_entries_breaks_a_rule(entries in entries()) {
        let mut balance = post(Balance::default(), posting(Entry::Ceiling, 1_000)).unwrap();
        let mut written = vec![posting(Entry::Ceiling, 1_000)];
        for (entry, amount) in entries {
            if let Ok(next) = post(balance, posting(entry, amount)) {
                written.push(posting(entry, amount));
                balance = next;
            }
            prop_assert_eq!(check_call(balance.call), []);
            prop_assert_eq!(check_award(balance.award), []);
        }
        prop_assert_eq!(sum(written), balance);
    }
}
