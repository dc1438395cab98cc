//! The pledge in the store.
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

use super::model::{self, Standing, Version};
use crate::{error::Result, platform::ids};

/// How an employer stands to the pledge now.
pub async fn standing(db: &impl ConnectionTrait, employer: Uuid, now: OffsetDateTime) -> Result<Standing> {
    let versions: Vec<(i32, TimeUnixTimestampMillis)> = employer_pledge::Entity::find()
        .select_only()
        .columns([employer_pledge::Column::Version, employer_pledge::Column::ValidFrom])
        .order_by_asc(employer_pledge::Column::Version)
        .into_tuple()
        .all(db)
        .await?;
    let versions: Vec<(i32, OffsetDateTime)> = versions.into_iter().map(|(number, from)| (number, from.0)).collect();
    Ok(model::standing(&versions, accepted(db, employer).await?, now))
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
