//! The pledge in the store.
use std::collections::HashMap;

use entity::{
    registry::work::{employer_pledge, pledge_acceptance},
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    model::{self, Standing, Version},
    policy::MaySignPledge,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{access::Permit, policy::MayOperate},
    platform::{audit, db, ids},
};

/// How an employer stands to the pledge now.
pub async fn standing(db: &impl ConnectionTrait, employer: Uuid, now: OffsetDateTime) -> Result<Standing> {
    Ok(model::standing(&numbers(db).await?, accepted(db, employer).await?, now))
}

/// How every employer stands that ever accepted a version.
pub async fn standings(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<HashMap<Uuid, Standing>> {
    let versions = numbers(db).await?;
    let rows: Vec<(Uuid, i32)> = pledge_acceptance::Entity::find()
        .select_only()
        .column(pledge_acceptance::Column::EmployerId)
        .column_as(pledge_acceptance::Column::Version.max(), "newest")
        .group_by(pledge_acceptance::Column::EmployerId)
        .into_tuple()
        .all(db)
        .await?;
    let standing = |(employer, newest)| (employer, model::standing(&versions, Some(newest), now));
    Ok(rows.into_iter().map(standing).collect())
}

/// Numbers of the versions, in their order, each with when it came into force.
async fn numbers(db: &impl ConnectionTrait) -> Result<Vec<(i32, OffsetDateTime)>> {
    let versions: Vec<(i32, TimeUnixTimestampMillis)> = employer_pledge::Entity::find()
        .select_only()
        .columns([employer_pledge::Column::Version, employer_pledge::Column::ValidFrom])
        .order_by_asc(employer_pledge::Column::Version)
        .into_tuple()
        .all(db)
        .await?;
    Ok(versions.into_iter().map(|(number, from)| (number, from.0)).collect())
}

/// The newest version an employer accepted.
async fn accepted(db: &impl ConnectionTrait, employer: Uuid) -> Result<Option<i32>> {
    let row: Option<i32> = pledge_acceptance::Entity::find()
        .select_only()
        .column(pledge_acceptance::Column::Version)
        .filter(pledge_acceptance::Column::EmployerId.eq(employer))
        .order_by_desc(pledge_acceptance::Column::Version)
        .into_tuple()
        .one(db)
        .await?;
    Ok(row)
}

/// The version in force at a moment.
pub async fn present(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<Option<Version>> {
    let row = employer_pledge::Entity::find()
        .filter(employer_pledge::Column::ValidFrom.lte(TimeUnixTimestampMillis(now)))
        .order_by_desc(employer_pledge::Column::Version)
        .one(db)
        .await?;
    Ok(row.map(version))
}

/// Writes a version. Its number is the next one.
pub async fn publish(
    db: &impl ConnectionTrait,
    clauses_id: Vec<String>,
    clauses_en: Vec<String>,
    valid_from: OffsetDateTime,
) -> Result<i32> {
    let last: Option<i32> = employer_pledge::Entity::find()
        .select_only()
        .column(employer_pledge::Column::Version)
        .order_by_desc(employer_pledge::Column::Version)
        .into_tuple()
        .one(db)
        .await?;
    let number = last.unwrap_or(0) + 1;
    let row = employer_pledge::ActiveModel {
        version: Set(number),
        text_hash: Set(hash(&clauses_id, &clauses_en)),
        clauses_id: Set(Lines(clauses_id)),
        clauses_en: Set(Lines(clauses_en)),
        valid_from: Set(TimeUnixTimestampMillis(valid_from)),
    };
    employer_pledge::Entity::insert(row).exec_without_returning(db).await?;
    Ok(number)
}

fn hash(clauses_id: &[String], clauses_en: &[String]) -> String {
    ids::digest([clauses_id, clauses_en].concat().join("\n").as_bytes(), 32)
}

fn version(row: employer_pledge::Model) -> Version {
    Version {
        number: row.version,
        clauses_id: row.clauses_id.0,
        clauses_en: row.clauses_en.0,
        text_hash: row.text_hash,
        valid_from: row.valid_from.0,
    }
}

/// Who accepted which version, and when.
#[derive(Clone, Debug)]
pub struct Signed {
    pub version: i32,
    pub name: String,
    pub position: String,
    pub at: OffsetDateTime,
}

/// What an employer accepted, the newest first.
pub async fn signed(db: &impl ConnectionTrait, employer: Uuid) -> Result<Vec<Signed>> {
    let rows = pledge_acceptance::Entity::find()
        .filter(pledge_acceptance::Column::EmployerId.eq(employer))
        .order_by_desc(pledge_acceptance::Column::SignedAt)
        .limit(50)
        .all(db)
        .await?;
    let one = |row: pledge_acceptance::Model| Signed {
        version: row.version,
        name: row.name,
        position: row.position,
        at: row.signed_at.0,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// What is typed below the clauses.
#[derive(Clone, Debug, Default)]
pub struct Acceptance {
    /// The version that was read.
    pub version: i32,
    /// Clauses that were ticked, counted from 0.
    pub ticked: Vec<usize>,
    pub name: String,
    pub position: String,
}

/// Accepts the version in force, if that is the one that was read. Openings that were shut for its lack are shown again
/// with the next round of the worker.
pub async fn accept(app: &App, permit: Permit<MaySignPledge>, acceptance: Acceptance) -> Result<()> {
    let now = app.clock.now();
    let version = present(&app.db, now).await?.ok_or(Error::NotFound)?;
    let mut faults = Invalid::default();
    let length = |text: &str| text.chars().count();
    if acceptance.version != version.number {
        faults.0.push(("ikrar", "fault-pledge-newer"));
    } else if (0..version.clauses_id.len()).any(|clause| !acceptance.ticked.contains(&clause)) {
        faults.0.push(("ikrar", "fault-pledge-clauses"));
    }
    if !(3..=120).contains(&length(&acceptance.name)) {
        faults.0.push(("nama", "fault-signer"));
    }
    if !(2..=120).contains(&length(&acceptance.position)) {
        faults.0.push(("kedudukan", "fault-position"));
    }
    faults.finish()?;
    let transaction = db::begin(&app.db).await?;
    write_acceptance(&transaction, now, permit.object(), permit.actor(), &version, &acceptance).await?;
    audit::done(&transaction, now, permit.event("sign_pledge", "employer")).await?;
    Ok(transaction.commit().await?)
}

/// Writes an acceptance; the demo does so too.
pub async fn write_acceptance(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    employer: Uuid,
    person: Uuid,
    version: &Version,
    acceptance: &Acceptance,
) -> Result<()> {
    let row = pledge_acceptance::ActiveModel {
        id: Set(ids::new_id()),
        employer_id: Set(employer),
        version: Set(version.number),
        text_hash: Set(version.text_hash.clone()),
        signed_by: Set(person),
        name: Set(acceptance.name.clone()),
        position: Set(acceptance.position.clone()),
        signed_at: Set(TimeUnixTimestampMillis(now)),
    };
    pledge_acceptance::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The operator brings a new version into force from a moment on.
pub async fn renew(
    app: &App,
    permit: &Permit<MayOperate>,
    clauses_id: Vec<String>,
    clauses_en: Vec<String>,
    from: OffsetDateTime,
) -> Result<()> {
    let now = app.clock.now();
    let mut faults = Invalid::default();
    for (field, clauses) in [("ikrar_id", &clauses_id), ("ikrar_en", &clauses_en)] {
        if clauses.len() < model::CLAUSES || clauses.iter().any(|clause| !(10..=600).contains(&clause.chars().count()))
        {
            faults.0.push((field, "fault-pledge-text"));
        }
    }
    if faults.0.is_empty() && clauses_id.len() != clauses_en.len() {
        faults.0.push(("ikrar_en", "fault-pledge-uneven"));
    }
    if from <= now {
        faults.0.push(("mulai", "fault-pledge-day"));
    }
    faults.finish()?;
    let transaction = db::begin(&app.db).await?;
    publish(&transaction, clauses_id, clauses_en, from).await?;
    audit::done(&transaction, now, permit.event("renew_pledge", "platform")).await?;
    Ok(transaction.commit().await?)
}

/// Every version, the newest first.
pub async fn versions(db: &impl ConnectionTrait) -> Result<Vec<Version>> {
    let rows =
        employer_pledge::Entity::find().order_by_desc(employer_pledge::Column::Version).limit(100).all(db).await?;
    Ok(rows.into_iter().map(version).collect())
}
