//! Whoever reads all that is told, and knows where awards were made, works out nothing that is not told. Small worlds are
//! searched through whole, larger ones are solved.
use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

const PLACES: [Place; 6] = [
    Place::Regency("6303"),
    Place::Regency("6371"),
    Place::Rest("63"),
    Place::Regency("3601"),
    Place::Regency("3671"),
    Place::Rest("36"),
];

/// So many awards of so many recipients in a place and a sector.
type Cell = (Place, usize, u64, u128);

fn world(cells: &[Cell]) -> Figures {
    let mut figures = Figures::default();
    for (at, (place, sector, awards, recipients)) in cells.iter().enumerate() {
        for award in 0..*awards {
            let recipient = at as u128 * 1_000 + u128::from(award) % recipients;
            figures.count(*place, *sector, 3_000_000, Uuid::from_u128(recipient));
        }
    }
    figures
}

/// A world in which each award has a recipient of its own.
fn plain(cells: &[(Place, usize, u64)]) -> Figures {
    world(&cells.iter().map(|(place, sector, awards)| (*place, *sector, *awards, 1_000)).collect::<Vec<_>>())
}

fn is_leaf(spot: Spot) -> bool {
    matches!(spot, (Place::Regency(_) | Place::Rest(_), Some(_)))
}

/// The cells of which everything else is a sum.
fn leaves(figures: &Figures) -> Vec<Spot> {
    figures.0.keys().filter(|spot| is_leaf(**spot)).copied().collect()
}

/// Whether a cell lies in a spot.
fn lies_in(leaf: Spot, spot: Spot) -> bool {
    let around = std::iter::successors(Some(leaf.0), |place| place.parent()).any(|place| place == spot.0);
    around && (spot.1.is_none() || spot.1 == leaf.1)
}

/// Spots that are not told and may not be worked out.
fn guarded(figures: &Figures, told: &BTreeMap<Spot, &Figure>) -> Vec<Spot> {
    let spots = figures.0.iter().filter(|(spot, _)| !told.contains_key(*spot));
    spots.filter(|((place, _), figure)| !place.is_rest() || figure.is_small()).map(|(spot, _)| *spot).collect()
}

/// Every change of each cell by one award more or less that leaves what is told as it is, and an award where there is
/// one.
fn changes(figures: &Figures, told: &BTreeMap<Spot, &Figure>) -> Vec<Vec<i64>> {
    let leaves = leaves(figures);
    let mut changes: Vec<Vec<i64>> = vec![Vec::new()];
    for leaf in &leaves {
        let least = if figures.0[leaf].awards > 1 { -1 } else { 0 };
        changes = changes.iter().flat_map(|change| (least..=1).map(|by| [change.as_slice(), &[by]].concat())).collect();
    }
    changes.retain(|change| told.keys().all(|spot| moved(&leaves, change, *spot) == 0));
    changes
}

fn moved(leaves: &[Spot], change: &[i64], spot: Spot) -> i64 {
    leaves.iter().zip(change).filter(|(leaf, _)| lies_in(**leaf, spot)).map(|(_, by)| by).sum()
}

/// Fails when something that is not told can have one value only.
fn nothing_follows(figures: &Figures) {
    let told = figures.told();
    let (leaves, changes) = (leaves(figures), changes(figures, &told));
    for spot in guarded(figures, &told) {
        assert!(changes.iter().any(|change| moved(&leaves, change, spot) != 0), "{spot:?} follows from {told:?}");
    }
}

/// What is left of a spot after every choice of told spots inside it that do not overlap, as sets of cells.
fn remainders(leaves: &[Spot], told: &BTreeMap<Spot, &Figure>, whole: Spot) -> BTreeSet<Vec<Spot>> {
    let cells = |spot: Spot| leaves.iter().copied().filter(move |leaf| lies_in(*leaf, spot)).collect::<Vec<_>>();
    let inside: Vec<Vec<Spot>> = told
        .keys()
        .filter(|spot| **spot != whole && cells(**spot).iter().all(|leaf| lies_in(*leaf, whole)))
        .map(|spot| cells(*spot))
        .collect();
    let mut found = BTreeSet::from([cells(whole)]);
    let mut waiting = vec![cells(whole)];
    while let Some(left) = waiting.pop() {
        for part in inside.iter().filter(|part| part.iter().all(|leaf| left.contains(leaf))) {
            let less: Vec<Spot> = left.iter().copied().filter(|leaf| !part.contains(leaf)).collect();
            if found.insert(less.clone()) {
                waiting.push(less);
            }
        }
    }
    found
}

/// Whether a sum of cells follows from sums that are told, as a row of a matrix follows from others.
pub fn follows(mut rows: Vec<Vec<i128>>, mut row: Vec<i128>) -> bool {
    for column in 0..row.len() {
        let Some(at) = rows.iter().position(|row| row[column] != 0) else { continue };
        let pivot = rows.swap_remove(at);
        rows.iter_mut().chain([&mut row]).for_each(|other| reduce(other, &pivot, column));
    }
    row.iter().all(|value| *value == 0)
}

/// Takes a multiple of the pivot away, in the numbers of a prime, which stay small.
fn reduce(row: &mut [i128], pivot: &[i128], column: usize) {
    const PRIME: i128 = 1_000_000_007;
    let (by, times) = (row[column], pivot[column]);
    for (value, other) in row.iter_mut().zip(pivot) {
        *value = (*value * times - other * by).rem_euclid(PRIME);
    }
}

fn row(leaves: &[Spot], spot: Spot) -> Vec<i128> {
    leaves.iter().map(|leaf| i128::from(lies_in(*leaf, spot))).collect()
}

const BANJAR: Place = PLACES[0];
const BANJARMASIN: Place = PLACES[1];
const SOUTH: Place = Place::Province("63");

#[test]
fn five_awards_of_five_recipients_are_told_and_fewer_are_not() {
    assert!(plain(&[(BANJAR, 0, 5)]).told().contains_key(&(BANJAR, Some(0))));
    assert!(plain(&[(BANJAR, 0, 4)]).told().is_empty());
    assert!(world(&[(BANJAR, 0, 9, 4)]).told().is_empty(), "nine awards of four recipients");
    assert!(world(&[(BANJAR, 0, 9, 5)]).told().contains_key(&(BANJAR, Some(0))));
}

#[test]
fn four_of_one_place_hide_the_place_beside_it_and_the_province_is_told() {
    let figures = plain(&[(BANJAR, 0, 4), (BANJARMASIN, 0, 7)]);
    let told: Vec<Spot> = figures.told().into_keys().collect();
    assert_eq!(told, [(Place::Country, None), (Place::Country, Some(0)), (SOUTH, None), (SOUTH, Some(0))]);
}

#[test]
fn the_smallest_place_beside_it_is_chosen() {
    let figures =
        plain(&[(BANJAR, 0, 2), (BANJARMASIN, 0, 9), (Place::Regency("6372"), 0, 6), (Place::Regency("6301"), 0, 30)]);
    let told = figures.told();
    let is_told = |code| told.contains_key(&(Place::Regency(code), Some(0)));
    assert_eq!(["6303", "6372", "6371", "6301"].map(is_told), [false, false, true, true]);
}

#[test]
fn two_small_places_are_hidden_together_only_when_five_remain() {
    let small = [(BANJAR, 0, 2), (Place::Regency("6301"), 0, 2), (BANJARMASIN, 0, 9)];
    let told = |cells: &[(Place, usize, u64)]| plain(cells).told().contains_key(&(BANJARMASIN, Some(0)));
    assert!(!told(&small), "four would remain");
    let enough = [(BANJAR, 0, 3), (Place::Regency("6301"), 0, 2), (BANJARMASIN, 0, 9)];
    assert!(told(&enough));
}

#[test]
fn a_place_with_one_award_in_each_of_two_sectors_is_not_worked_out_from_the_sectors() {
    let figures = plain(&[(BANJAR, 0, 1), (BANJAR, 1, 1), (BANJARMASIN, 0, 8), (BANJARMASIN, 1, 8)]);
    let told = figures.told();
    for sector in [0, 1] {
        assert!(!told.contains_key(&(BANJAR, Some(sector))) && !told.contains_key(&(BANJARMASIN, Some(sector))));
    }
    assert!(!told.contains_key(&(BANJAR, None)));
}

#[test]
fn one_award_in_each_place_does_not_follow_although_there_is_at_least_one() {
    let cells =
        [(BANJAR, 0, 5, 9), (BANJAR, 1, 1, 9), (PLACES[2], 1, 5, 9), (PLACES[3], 0, 5, 4), (PLACES[3], 1, 1, 9)];
    nothing_follows(&world(&cells));
}

#[test]
fn awards_of_calls_without_rows_count_in_the_province_and_in_no_place() {
    let figures = plain(&[(PLACES[2], 0, 6)]);
    let told: Vec<Spot> = figures.told().into_keys().collect();
    assert_eq!(told, [(Place::Country, None), (Place::Country, Some(0)), (SOUTH, None), (SOUTH, Some(0))]);
    let few = plain(&[(PLACES[2], 0, 2), (BANJAR, 0, 6)]);
    assert!(!few.told().contains_key(&(BANJAR, Some(0))), "two of the province would remain");
}

#[test]
fn without_any_money_a_count_can_still_be_hidden_beside_another() {
    let mut figures = Figures::default();
    for (place, awards) in [(BANJAR, 2), (BANJARMASIN, 8)] {
        (0..awards).for_each(|award| figures.count(place, 0, 0, Uuid::from_u128(award)));
    }
    assert!(figures.told().contains_key(&(SOUTH, Some(0))));
}

/// Mostly of one or two awards, or about as many as are told.
fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let awards = prop_oneof![3 => 1_u64..=2, 3 => 5_u64..=7, 1 => 1_u64..=12];
    let cell = (0..PLACES.len(), 0_usize..2, awards, 4_u128..12);
    let cell = cell.prop_map(|(place, sector, awards, recipients)| (PLACES[place], sector, awards, recipients));
    prop::collection::vec(cell, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 192, failure_persistence: None, rng_seed: RngSeed::Fixed(14), ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_told_has_five_behind_it_and_nothing_hidden_has_one_value_only(cells in cells()) {
        let figures = world(&cells);
        let told = figures.told();
        prop_assert!(told.values().all(|figure| figure.awards >= 5 && figure.recipients.len() >= 5));
        nothing_follows(&figures);
    }

    #[test]
    fn what_remains_of_a_told_figure_without_told_parts_is_nothing_or_five_of_five(cells in cells()) {
        let figures = world(&cells);
        let (told, leaves) = (figures.told(), leaves(&figures));
        for whole in told.keys() {
            for left in remainders(&leaves, &told, *whole) {
                let mut remains = Figure::default();
                for leaf in &left {
                    remains.add(&figures.0[leaf]);
                }
                prop_assert!(remains.awards == 0 || !remains.is_small(), "{whole:?} without others leaves {left:?}");
            }
        }
    }

    #[test]
    fn in_larger_worlds_no_hidden_sum_follows_from_those_that_are_told(
        cells in prop::collection::vec((0_usize..14, 0_usize..5, 1_u64..14), 1..50),
    ) {
        let regencies = ["6301", "6302", "6303", "6304", "6371", "6372", "3601", "3602", "3603", "3671", "1101", "1102"];
        let place = |at: usize| regencies.get(at).map_or(Place::Rest("63"), |code| Place::Regency(code));
        let cells: Vec<_> = cells.into_iter().map(|(at, sector, awards)| (place(at), sector, awards)).collect();
        let figures = plain(&cells);
        let (told, leaves) = (figures.told(), leaves(&figures));
        let rows: Vec<_> = told.keys().map(|spot| row(&leaves, *spot)).collect();
        for spot in guarded(&figures, &told) {
            prop_assert!(!follows(rows.clone(), row(&leaves, spot)), "{spot:?} follows");
        }
    }

    #[test]
    fn large_cells_everywhere_are_all_told(sectors in 1_usize..4, awards in 5_u64..20) {
        let places = [BANJAR, BANJARMASIN, PLACES[3], PLACES[4]];
        let cells: Vec<_> =
            places.iter().flat_map(|place| (0..sectors).map(|sector| (*place, sector, awards))).collect();
        let figures = plain(&cells);
        prop_assert_eq!(figures.told().len(), figures.0.len());
    }
}
