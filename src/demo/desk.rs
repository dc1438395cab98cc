//! What stands behind the openings of the demo: accepted pledges, minimum wages, desks, and what waits for a moderator.
use entity::{
    public::opening,
    registry::{
        ops::opening_review,
        work::{opening_desk, opening_revision},
    },
    values::Lines,
};
use sea_orm::{ConnectionTrait, EntityTrait, prelude::TimeUnixTimestampMillis};
use serde_json::json;
use time::{Duration, OffsetDateTime};

use super::{
    people::{ACCOUNTS, Account},
    rows::insert,
    world::{JOBS, World},
};
use crate::{
    error::{Error, Result},
    jobs::{
        pledge::service::{self as pledge, Acceptance},
        wages::service::{self as wages, Line},
    },
};

/// Draft figures of 2026, to try the warning with (product design, WG-4).
const WAGES: [(&str, i64); 10] = [
    ("63", 3_725_000),
    ("6371", 3_855_894),
    ("6372", 3_843_037),
    ("6303", 3_725_000),
    ("6302", 3_904_645),
    ("36", 3_100_881),
    ("3672", 5_469_923),
    ("3671", 5_399_406),
    ("31", 5_729_876),
    ("82", 3_510_240),
];

/// Employers that have not got so far as to accept the pledge.
const NOT_PLEDGED: &[&str] = &["B17"];

/// Writes all of it.
pub async fn write(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    for (region, amount) in WAGES {
        let line = Line {
            region_code: region.to_owned(),
            year: 2026,
            amount,
            source: "Angka contoh untuk demo".to_owned(),
            disputed: false,
        };
        wages::write(db, line).await?;
    }
    let version = pledge::present(db, now).await?.ok_or(Error::NotFound)?;
    let lestari = ACCOUNTS.iter().find(|account| account.name == "Lestari");
    for employer in world.employers.iter().filter(|employer| !NOT_PLEDGED.contains(&employer.key.as_str())) {
        let own = lestari.filter(|_| employer.key == "B05");
        let person = own.map_or_else(|| JOBS.id(&format!("signer {}", employer.key)), Account::id);
        let acceptance = Acceptance {
            version: version.number,
            ticked: (0..version.clauses_id.len()).collect(),
            name: own.map_or_else(|| "Penanggung jawab contoh".to_owned(), |account| account.name.to_owned()),
            position: "Manajer SDM".to_owned(),
        };
        let then = now - Duration::days(40);
        pledge::write_acceptance(db, then, JOBS.id(&employer.key), person, &version, &acceptance).await?;
    }
    desks(db, now).await
}

async fn desks(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    let rows = opening::Entity::find().all(db).await?;
    let stamp = |row: &opening::Model| row.published_on.map(|day| TimeUnixTimestampMillis(day.midnight().assume_utc()));
    let desk = |row: &opening::Model| opening_desk::Model {
        opening_id: row.id,
        why: (row.state == "paused").then(|| "employer".to_owned()),
        posted_by: None,
        karirhub_ref: String::new(),
        objection: String::new(),
        reason: None,
        exam_after_offer: false,
        wage_seen: true,
        opened_at: stamp(row),
        removed_at: (row.state == "removed").then(|| TimeUnixTimestampMillis(now - Duration::days(5))),
    };
    insert(db, rows.iter().map(desk).collect::<Vec<_>>()).await?;
    let revision = |row: &opening::Model| {
        Some(opening_revision::Model {
            opening_id: row.id,
            number: 1,
            content: json!({ "title": row.title, "duties": row.body, "requirements": row.requirements }),
            made_at: stamp(row)?,
        })
    };
    insert(db, rows.iter().filter_map(revision).collect::<Vec<_>>()).await?;
    let review = |row: &opening::Model| {
        let (state, phrases, note) = match row.state.as_str() {
            "review" => ("waiting", Vec::new(), ""),
            "returned" => ("returned", vec!["reason".to_owned()], "Tulis kenapa tugasnya membutuhkan syarat itu."),
            _ => return None,
        };
        Some(opening_review::Model {
            id: JOBS.id(&format!("review {}", row.public_code)),
            opening_id: row.id,
            state: state.to_owned(),
            objection: false,
            reasons: Lines(phrases),
            note: note.to_owned(),
            made_at: TimeUnixTimestampMillis(now - Duration::hours(5)),
            decided_at: (state == "returned").then(|| TimeUnixTimestampMillis(now - Duration::hours(1))),
        })
    };
    insert(db, rows.iter().filter_map(review).collect::<Vec<_>>()).await
}
