//! Whoever reads all that is published of a quarter, the figures and the rows, and knows where awards were made, works
//! out nothing about fewer than five.
use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, test_runner::RngSeed};
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::{
        Award, Quarter,
        cells::tests::follows,
        release::{Draw, compose},
    },
    *,
};
use crate::funding::calls::terms::Publication;

const PLACES: [&str; 5] = ["6303", "6371", "6372", "3601", "3671"];

/// A cell as somebody who knows all of them would count them: province and regency, or none for awards of calls that
/// publish totals alone, and the sector.
type Cell = (String, Option<String>, Sector);

/// Place, sector, whether its call publishes rows, how many awards, of how many recipients.
type Made = (usize, usize, bool, u64, u64);

fn awards(made: &[Made]) -> Vec<Award> {
    let mut awards = Vec::new();
    for (at, (place, sector, rows, many, recipients)) in (0_u128..).zip(made) {
        awards.extend((0..*many).map(|number| Award {
            sector: Sector::ALL[*sector],
            regency: PLACES[*place].to_owned(),
            quarter: Quarter::parse("2026-Q4").unwrap(),
            amount: Rupiah(3_000_000),
            form: Form::Money,
            government: "63".to_owned(),
            publication: if *rows { Publication::Reduced } else { Publication::Totals },
            recipient: Uuid::from_u128(at * 1_000 + u128::from(number % recipients)),
            change: Change::Made,
        }));
    }
    awards
}

fn published(awards: &[Award]) -> Value {
    let mut next = 0;
    let mut code = || {
        next += 1;
        format!("Z{next:09}")
    };
    let draw = Draw { prefix: "hibah", seed: [7; 32], code: &mut code };
    let release = compose(Quarter::parse("2026-Q4").unwrap(), awards, &[], draw).unwrap();
    let words = Words {
        sector: &|sector| sector.as_str().to_owned(),
        recipient: &|_| String::new(),
        description: &|_| String::new(),
    };
    serde_json::to_value(package(&release, "hibah", words)).unwrap()
}

fn cells(awards: &[Award]) -> BTreeMap<String, (Cell, usize, BTreeSet<Uuid>)> {
    let mut cells = BTreeMap::new();
    for award in awards {
        let regency = (award.publication == Publication::Reduced).then(|| award.regency.clone());
        let cell = (award.regency[..2].to_owned(), regency, award.sector);
        let known = cells.entry(format!("{cell:?}")).or_insert((cell, 0, BTreeSet::new()));
        known.1 += 1;
        known.2.insert(award.recipient);
    }
    cells
}

/// Whether a cell is counted in a place and a sector, both as the JSON has them.
fn lies_in(cell: &Cell, place: Option<&str>, sector: Option<&str>) -> bool {
    let inside = match place {
        None => true,
        Some(code) if code.len() == 2 => cell.0 == code,
        Some(code) => cell.1.as_deref() == Some(code),
    };
    inside && sector.is_none_or(|sector| cell.2.as_str() == sector)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128, failure_persistence: None, rng_seed: RngSeed::Fixed(25), ..ProptestConfig::default()
    })]

    #[test]
    fn no_cell_of_fewer_than_five_follows_from_what_is_published(
        made in prop::collection::vec((0_usize..5, 0_usize..3, any::<bool>(), 1_u64..9, 3_u64..9), 1..14),
    ) {
        let awards = awards(&made);
        let (json, cells) = (published(&awards), cells(&awards));
        let cells: Vec<_> = cells.into_values().collect();
        let row = |place: Option<&str>, sector: Option<&str>| -> Vec<i128> {
            cells.iter().map(|(cell, ..)| i128::from(lies_in(cell, place, sector))).collect()
        };
        let mut known = Vec::new();
        for total in json["totals"].as_array().unwrap() {
            prop_assert!(total["awards"].as_u64().unwrap() >= 5);
            known.push(row(total["location"]["geoCode"].as_str(), total["sector"].as_str()));
        }
        let mut listed: BTreeMap<(String, String), usize> = BTreeMap::new();
        for grant in json["grants"].as_array().unwrap() {
            let place = grant["beneficiaryLocation"][0]["geoCode"].as_str().unwrap().to_owned();
            *listed.entry((place, grant["title"].as_str().unwrap().to_owned())).or_default() += 1;
        }
        for ((place, sector), many) in &listed {
            prop_assert!(*many >= 5, "{place} {sector}");
            known.push(row(Some(place), Some(sector)));
        }
        for (at, (cell, many, recipients)) in cells.iter().enumerate() {
            if *many < 5 || recipients.len() < 5 {
                let alone = (0..cells.len()).map(|other| i128::from(other == at)).collect();
                prop_assert!(!follows(known.clone(), alone), "{cell:?} follows");
            }
        }
    }
}
