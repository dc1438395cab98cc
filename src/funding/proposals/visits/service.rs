//! Keeps visits and their photos.
use entity::registry::grants::{field_visit, visit_photo};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    prelude::TimeUnixTimestampMillis, sea_query::OnConflict,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::model::{Photo, Standing};
use crate::{error::Result, platform::ids};

/// The visit of a proposal; an empty one before it was told of.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Standing> {
    let row = field_visit::Entity::find_by_id(proposal).one(db).await?;
    let photos = visit_photo::Entity::find()
        .filter(visit_photo::Column::ProposalId.eq(proposal))
        .order_by_asc(visit_photo::Column::Id)
        .all(db)
        .await?;
    let photo = |row: visit_photo::Model| Photo { code: row.public_code, shows: row.shows, stored: row.stored };
    Ok(Standing {
        announced: row.map(|row| row.announced_day),
        photos: photos.into_iter().map(photo).collect(),
        bound: false,
    })
}

/// The group was told of a day, in the place of an earlier one.
pub async fn announce(
    db: &impl ConnectionTrait,
    proposal: Uuid,
    day: Date,
    (person, now): (Uuid, OffsetDateTime),
) -> Result<()> {
    let row = field_visit::ActiveModel {
        proposal_id: Set(proposal),
        announced_day: Set(day),
        announced_by: Set(person),
        announced_at: Set(TimeUnixTimestampMillis(now)),
    };
    let replace = OnConflict::column(field_visit::Column::ProposalId)
        .update_columns([
            field_visit::Column::AnnouncedDay,
            field_visit::Column::AnnouncedBy,
            field_visit::Column::AnnouncedAt,
        ])
        .to_owned();
    field_visit::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Adds a photo.
pub async fn add_photo(
    db: &impl ConnectionTrait,
    proposal: Uuid,
    (shows, stored): (&str, String),
    (person, now): (Uuid, OffsetDateTime),
) -> Result<()> {
    let row = visit_photo::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_document_code()),
        proposal_id: Set(proposal),
        shows: Set(shows.to_owned()),
        stored: Set(stored),
        added_by: Set(person),
        added_at: Set(TimeUnixTimestampMillis(now)),
    };
    visit_photo::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes a photo out of a visit.
pub async fn remove_photo(db: &impl ConnectionTrait, proposal: Uuid, code: &str) -> Result<()> {
    visit_photo::Entity::delete_many()
        .filter(visit_photo::Column::ProposalId.eq(proposal))
        .filter(visit_photo::Column::PublicCode.eq(code))
        .exec(db)
        .await?;
    Ok(())
}
