//! Two score sheets added up by hand, ties that stay ties, and no influence of the order.
use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

fn rubric() -> Rubric {
    Rubric { weights: vec![40, 30, 30], score_max: 5, low: None, high: None }
}

fn judged(scores: &[u16]) -> Sum {
    let scores: Vec<_> = scores.iter().map(|score| Score { score: *score, justification: 0 }).collect();
    rubric().judge(&scores).unwrap()
}

/// Proposals numbered from 1, each with the scores of its reviews.
fn scored(sheet: &[&[[u16; 3]]]) -> Vec<(Uuid, Mean)> {
    let mean = |reviews: &[[u16; 3]]| {
        let sums: Vec<_> = reviews.iter().map(|review| judged(review)).collect();
        rubric().mean(&sums).unwrap()
    };
    (1u128..).zip(sheet).map(|(number, reviews)| (Uuid::from_u128(number), mean(reviews))).collect()
}

fn told(ranking: &[Placed]) -> Vec<(u128, usize, String)> {
    ranking.iter().map(|placed| (placed.proposal.as_u128(), placed.rank, placed.mean.shown())).collect()
}

#[test]
fn three_reviews_of_four_proposals_rank_as_the_sheet_of_the_demo() {
    let sheet = scored(&[
        &[[5, 4, 4], [4, 4, 5], [5, 5, 4]],
        &[[4, 4, 4], [4, 5, 4], [4, 4, 5]],
        &[[5, 3, 4], [3, 5, 5], [4, 5, 4]],
        &[[3, 2, 3], [3, 3, 2], [2, 3, 3]],
    ]);
    let ranking = rank(&sheet);
    let expected = [(1, 1, "89,33"), (2, 2, "84,00"), (3, 2, "84,00"), (4, 4, "53,33")];
    assert_eq!(told(&ranking), expected.map(|(number, rank, mean)| (number, rank, mean.to_owned())));
    assert!(tie_at(&ranking, 2));
    assert!(!tie_at(&ranking, 1) && !tie_at(&ranking, 3) && !tie_at(&ranking, 0) && !tie_at(&ranking, 4));
}

#[test]
fn two_reviews_of_twelve_proposals_rank_as_added_up_by_hand() {
    // Sums of 40a + 30b + 30c: 970, 870, 900, 870, 640, 630, 500, 240, 40, 640, 830, 380; points are a tenth.
    let sheet = scored(&[
        &[[5, 5, 5], [5, 5, 4]],
        &[[5, 4, 4], [4, 4, 5]],
        &[[4, 4, 4], [5, 5, 5]],
        &[[4, 5, 4], [5, 4, 4]],
        &[[3, 3, 3], [4, 3, 3]],
        &[[3, 4, 3], [3, 3, 3]],
        &[[2, 3, 3], [3, 2, 2]],
        &[[1, 1, 1], [2, 1, 1]],
        &[[0, 0, 0], [1, 0, 0]],
        &[[5, 0, 5], [2, 5, 2]],
        &[[3, 5, 5], [5, 2, 5]],
        &[[4, 0, 1], [1, 5, 0]],
    ]);
    let expected = [
        (1, 1, "97,00"),
        (3, 2, "90,00"),
        (2, 3, "87,00"),
        (4, 3, "87,00"),
        (11, 5, "83,00"),
        (5, 6, "64,00"),
        (10, 6, "64,00"),
        (6, 8, "63,00"),
        (7, 9, "50,00"),
        (12, 10, "38,00"),
        (8, 11, "24,00"),
        (9, 12, "4,00"),
    ];
    assert_eq!(told(&rank(&sheet)), expected.map(|(number, rank, mean)| (number, rank, mean.to_owned())));
}

#[test]
fn a_third_and_its_multiples_are_level() {
    let rubric = Rubric { weights: vec![100], score_max: 3, low: None, high: None };
    let one = rubric.mean(&[Sum(100)]).unwrap();
    let three = rubric.mean(&[Sum(0), Sum(100), Sum(200)]).unwrap();
    assert_eq!(one.compare(three), Ordering::Equal);
    assert_eq!((one.shown(), three.shown()), ("33,33".to_owned(), "33,33".to_owned()));
    assert!(rubric.mean(&[]).is_none());
}

#[test]
fn reviews_further_apart_than_25_points_ask_for_another_look() {
    let wide = |low: u32, high: u32| rubric().is_wide(&[Sum(high), Sum(low), Sum(high)]);
    assert!(!wide(100, 225));
    assert!(wide(100, 226));
    assert!(!rubric().is_wide(&[]) && !rubric().is_wide(&[Sum(500)]));
}

#[test]
fn a_review_is_complete_and_says_why_at_the_ends_of_the_scale() {
    let rubric = Rubric { low: Some(1), high: Some(5), ..rubric() };
    let score = |score, justification| Score { score, justification };
    assert_eq!(rubric.judge(&[score(4, 0), score(3, 0)]), Err(Fault::Incomplete));
    assert_eq!(rubric.judge(&[score(4, 0), score(3, 0), score(6, 30)]), Err(Fault::Incomplete));
    assert_eq!(rubric.judge(&[score(4, 0), score(5, 29), score(2, 0)]), Err(Fault::Unjustified(1)));
    assert_eq!(rubric.judge(&[score(4, 0), score(2, 0), score(1, 0)]), Err(Fault::Unjustified(2)));
    assert_eq!(rubric.judge(&[score(4, 0), score(5, 30), score(1, 30)]), Ok(Sum(340)));
}

#[test]
fn a_rubric_is_whole_when_its_weights_come_to_100() {
    assert!(rubric().is_whole());
    assert!(!Rubric { weights: vec![40, 30, 29], ..rubric() }.is_whole());
    assert!(!Rubric { weights: vec![200, 156], ..rubric() }.is_whole());
    assert!(!Rubric { score_max: 0, ..rubric() }.is_whole());
    assert!(!Rubric { weights: vec![], ..rubric() }.is_whole());
}

#[test]
fn a_debrief_tells_means_and_no_reviews() {
    let debrief = debrief(&[vec![5, 3, 4], vec![3, 4, 4], vec![4, 4, 4]], 3).unwrap();
    assert_eq!(debrief, Debrief { hundredths: vec![400, 367, 400], strongest: 0, weakest: 1 });
    assert_eq!(super::debrief(&[], 3), None);
    assert_eq!(super::debrief(&[vec![1]], 3), None);
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_input_changes_neither_ranks_nor_the_hash(
        scores in proptest::collection::vec(proptest::collection::vec(proptest::array::uniform3(0u16..=5), 1..4), 1..14),
        turn in 0usize..14,
        mirrored: bool,
    ) {
        let sheet: Vec<&[[u16; 3]]> = scores.iter().map(Vec::as_slice).collect();
        let mut sheet = scored(&sheet);
        let before = rank(&sheet);
        let turn = turn % sheet.len();
        sheet.rotate_left(turn);
        if mirrored {
            sheet.reverse();
        }
        let after = rank(&sheet);
        prop_assert_eq!(told(&before), told(&after));
        prop_assert_eq!(hash(&before), hash(&after));
        let mut reversed = before.clone();
        reversed.reverse();
        prop_assert_eq!(hash(&reversed), hash(&after));
        for pair in before.windows(2) {
            let order = pair[0].mean.compare(pair[1].mean);
            prop_assert_eq!(order == Ordering::Equal, pair[0].rank == pair[1].rank);
            prop_assert!(order != Ordering::Less);
        }
    }
}
