//! A release tells from five on, in an order that tells nothing, and stays as it was made.
use proptest::{prelude::*, test_runner::RngSeed};
use uuid::Uuid;

use super::*;

fn quarter(text: &str) -> Quarter {
    Quarter::parse(text).unwrap()
}

fn award(recipient: u128, regency: &str, sector: Sector, amount: i64) -> Award {
    Award {
        sector,
        regency: regency.to_owned(),
        quarter: quarter("2026-Q4"),
        amount: Rupiah(amount),
        form: Form::Money,
        government: "6371".to_owned(),
        publication: Publication::Reduced,
        recipient: Uuid::from_u128(recipient),
        change: Change::Made,
    }
}

/// So many awards in a place, each of a recipient of its own.
fn awards(many: u128, regency: &str, sector: Sector) -> Vec<Award> {
    (1..=many).map(|number| award(number, regency, sector, 6_000_000)).collect()
}

/// The release of a quarter; codes count on from `first`.
fn made(of: &str, awards: &[Award], published: &[Release], first: u32) -> Result<Release, Fault> {
    let mut next = first;
    let mut code = || {
        next += 1;
        format!("Z{next:09}")
    };
    compose(quarter(of), awards, published, Draw { prefix: "hibah", seed: [7; 32], code: &mut code })
}

fn release(awards: &[Award]) -> Release {
    made("2026-Q4", awards, &[], 0).unwrap()
}

/// Six awards in one place.
pub fn plain() -> Release {
    release(&awards(6, "6371", Sector::Food))
}

fn told(release: &Release, place: Option<&str>) -> Option<u64> {
    release.total(quarter("2026-Q4"), Change::Made, place, Some(Sector::Food)).map(|total| total.awards)
}

#[test]
fn six_awards_are_listed_with_bands_and_totals() {
    let release = plain();
    assert_eq!(release.rows.len(), 6);
    assert!(release.rows.iter().all(|row| row.band == Band::UpTo10 && row.regency == "6371"));
    assert_eq!(
        [None, Some("63"), Some("6371"), Some("62")].map(|place| told(&release, place)),
        [Some(6), Some(6), Some(6), None]
    );
    let all = release.total(quarter("2026-Q4"), Change::Made, None, None).unwrap();
    assert_eq!(all.rupiah, Rupiah(36_000_000));
}

#[test]
fn four_awards_are_told_nowhere_and_look_like_none() {
    let (few, none) = (release(&awards(4, "6371", Sector::Food)), release(&[]));
    assert_eq!(few, none);
    assert_eq!(few.hash(), none.hash());
}

#[test]
fn a_call_that_publishes_totals_has_no_rows_and_no_place() {
    let totals = |award: Award| Award { publication: Publication::Totals, ..award };
    let release = release(&awards(6, "6371", Sector::Food).into_iter().map(totals).collect::<Vec<_>>());
    assert!(release.rows.is_empty());
    assert_eq!([None, Some("63"), Some("6371")].map(|place| told(&release, place)), [Some(6), Some(6), None]);
}

#[test]
fn names_are_not_published_yet() {
    let named = |award: Award| Award { publication: Publication::Named, ..award };
    let all: Vec<Award> = awards(6, "6371", Sector::Food).into_iter().map(named).collect();
    assert_eq!(release(&all), plain());
}

#[test]
fn ids_are_new_in_each_row_and_in_each_release() {
    let first = plain();
    let ids: BTreeSet<&String> = first.rows.iter().flat_map(|row| [&row.id, &row.recipient]).collect();
    assert_eq!(ids.len(), 12);
    assert!(ids.iter().all(|id| id.strip_prefix("360G-hibah-").is_some_and(|code| code.len() == CODE)));
    let next: Vec<Award> = awards(6, "6371", Sector::Food)
        .into_iter()
        .map(|award| Award { quarter: quarter("2027-Q1"), ..award })
        .collect();
    // The source begins anew, so the taken codes are drawn first.
    let second = made("2027-Q1", &next, std::slice::from_ref(&first), 0).unwrap();
    assert!(second.rows.iter().all(|row| !ids.contains(&row.id) && !ids.contains(&row.recipient)));
    assert_eq!(second.previous, Some(first.hash().hex()));
    let mut stuck = || "AAAAAAAAAA".to_owned();
    let draw = Draw { prefix: "hibah", seed: [0; 32], code: &mut stuck };
    assert_eq!(compose(quarter("2026-Q4"), &awards(6, "6371", Sector::Food), &[], draw), Err(Fault::Codes));
}

#[test]
fn a_released_quarter_is_not_released_again_and_stays_as_it_was() {
    let first = plain();
    let (text, hash) = (first.canonical(), first.hash().hex());
    let late = awards(9, "6371", Sector::Food);
    assert_eq!(made("2026-Q4", &late, std::slice::from_ref(&first), 100), Err(Fault::Released));
    assert_eq!(made("2026-Q3", &[], std::slice::from_ref(&first), 100), Err(Fault::Released));
    made("2027-Q1", &late, std::slice::from_ref(&first), 100).unwrap();
    assert_eq!(Release::read(&text, &hash), Some(first));
    assert_eq!(Release::read(&text.replacen("6371", "6303", 1), &hash), None);
    assert_eq!(Release::read(&format!("{text} "), &hash), None);
}

#[test]
fn what_comes_late_or_is_taken_back_stands_in_the_next_release_from_five_on() {
    let first = plain();
    let late = |many| awards(many, "6371", Sector::Food);
    let back = |many| late(many).into_iter().map(|award| Award { change: Change::TakenBack, ..award });
    let next = |awards: &[Award]| made("2027-Q1", awards, std::slice::from_ref(&first), 100).unwrap();
    let few: Vec<Award> = late(4).into_iter().chain(back(4)).collect();
    assert!(next(&few).totals.is_empty() && next(&few).rows.is_empty());
    let more: Vec<Award> = late(5).into_iter().chain(back(5)).collect();
    let second = next(&more);
    for change in [Change::Made, Change::TakenBack] {
        let total = second.total(quarter("2026-Q4"), change, Some("6371"), Some(Sector::Food)).unwrap();
        assert_eq!(total.awards, 5);
        assert_eq!(second.rows.iter().filter(|row| row.change == change).count(), 5);
    }
    assert_eq!(second.total(quarter("2027-Q1"), Change::Made, None, None), None);
}

#[test]
fn an_award_that_cannot_be_placed_stops_the_release() {
    let one = award(1, "6371", Sector::Food, 1);
    for (wrong, fault) in [
        (Award { regency: "63".to_owned(), ..one.clone() }, Fault::Regency("63".to_owned())),
        (Award { regency: "9999".to_owned(), ..one.clone() }, Fault::Regency("9999".to_owned())),
        (Award { government: String::new(), ..one.clone() }, Fault::Government(String::new())),
        (Award { quarter: quarter("2027-Q1"), ..one.clone() }, Fault::Early),
        (Award { change: Change::TakenBack, ..one.clone() }, Fault::NotReleased),
    ] {
        assert_eq!(made("2026-Q4", &[wrong], &[], 0), Err(fault));
    }
    for prefix in ["", "Tang gui", "a-b"] {
        let draw = Draw { prefix, seed: [0; 32], code: &mut || "A".repeat(CODE) };
        assert_eq!(compose(quarter("2026-Q4"), &[], &[], draw), Err(Fault::Prefix), "{prefix}");
    }
}

#[test]
fn the_funding_body_is_a_government() {
    assert_eq!(government("6371").as_deref(), Some("Pemerintah Kota Banjarmasin"));
    assert_eq!(government("6303").as_deref(), Some("Pemerintah Kabupaten Banjar"));
    assert_eq!(government("63").as_deref(), Some("Pemerintah Provinsi Kalimantan Selatan"));
    assert_eq!(government("dinas"), None);
}

#[test]
fn the_order_of_rows_is_that_of_the_seed() {
    let all: Vec<Award> =
        (1..=40).map(|n| award(n, "6371", Sector::Food, i64::try_from(n).unwrap() * 6_000_000)).collect();
    let bands = |seed: u8| {
        let mut next = 0;
        let mut code = || {
            next += 1;
            format!("{next:010}")
        };
        let draw = Draw { prefix: "hibah", seed: [seed; 32], code: &mut code };
        let release = compose(quarter("2026-Q4"), &all, &[], draw).unwrap();
        release.rows.iter().map(|row| row.band).collect::<Vec<_>>()
    };
    let sorted = |mut bands: Vec<Band>| {
        bands.sort_unstable_by_key(|band| band.ends().0);
        bands
    };
    assert_eq!(bands(1), bands(1));
    assert_ne!(bands(1), bands(2));
    assert_ne!(bands(1), sorted(bands(1)));
    assert_eq!(sorted(bands(1)), sorted(bands(2)));
}

fn any_award() -> impl Strategy<Value = Award> {
    let place = prop::sample::select(vec!["6371", "6303", "6372", "3671", "1101"]);
    let sector = prop::sample::select(vec![Sector::Food, Sector::Craft]);
    let publication = prop::sample::select(Publication::ALL.to_vec());
    let of = prop::sample::select(vec!["2026-Q3", "2026-Q4"]);
    (1_u128..60, place, sector, 0_i64..300_000_000, publication, of).prop_map(
        |(recipient, place, sector, amount, publication, of)| Award {
            publication,
            quarter: quarter(of),
            ..award(recipient, place, sector, amount)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128, failure_persistence: None, rng_seed: RngSeed::Fixed(360), ..ProptestConfig::default()
    })]

    #[test]
    fn the_order_of_awards_and_which_number_a_recipient_has_mean_nothing(
        awards in prop::collection::vec(any_award(), 0..80), by in 0_usize..80, other in any::<u128>(),
    ) {
        let mut turned = awards.clone();
        turned.rotate_left(by.min(awards.len()));
        turned.reverse();
        for award in &mut turned {
            award.recipient = Uuid::from_u128(award.recipient.as_u128() ^ other);
        }
        prop_assert_eq!(release(&awards).canonical(), release(&turned).canonical());
    }

    #[test]
    fn each_total_has_five_behind_it_and_each_listed_place_all_its_rows(
        awards in prop::collection::vec(any_award(), 0..80),
    ) {
        let release = release(&awards);
        for total in &release.totals {
            let place = total.place.clone().unwrap_or_default();
            let is_in = |award: &&Award| award.quarter == total.quarter
                && total.sector.is_none_or(|sector| sector == award.sector)
                && award.regency.starts_with(&place)
                && (place.len() < 4 || award.publication != Publication::Totals);
            let own: Vec<&Award> = awards.iter().filter(is_in).collect();
            prop_assert_eq!(own.len() as u64, total.awards);
            prop_assert_eq!(own.iter().map(|award| award.amount.0).sum::<i64>(), total.rupiah.0);
            prop_assert!(own.iter().map(|award| award.recipient).collect::<BTreeSet<_>>().len() >= 5);
        }
        let listed = |total: &&Total| total.sector.is_some() && total.place.as_ref().is_some_and(|place| place.len() == 4);
        let expected: u64 = release.totals.iter().filter(listed).map(|total| total.awards).sum();
        prop_assert_eq!(release.rows.len() as u64, expected);
        for row in &release.rows {
            prop_assert!(release.total(row.quarter, row.change, Some(&row.regency), Some(row.sector)).is_some());
        }
        prop_assert_eq!(Release::read(&release.canonical(), &release.hash().hex()), Some(release));
    }
}
