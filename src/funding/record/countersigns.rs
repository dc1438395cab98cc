//! The first half of an act of two persons. It waits for the second one, who has to have the same before them.
use entity::registry::grants::countersign::{self, Column};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis,
    sea_query::OnConflict,
};
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Object;
use crate::{
    error::Result,
    funding::{
        machine::{Countersign, Duty, Hand},
        versions::{ContentHash, canonical},
    },
};

/// What the first person agreed to.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub countersign: Countersign,
    pub payload: Value,
}

/// Keeps what one person agrees to, in the place of an earlier word on the same.
pub async fn put(
    db: &impl ConnectionTrait,
    object: (Object, Uuid),
    event: &str,
    hand: Hand,
    payload: &Value,
    now: OffsetDateTime,
) -> Result<()> {
    let row = countersign::ActiveModel {
        object: Set(object.0.as_str().to_owned()),
        object_id: Set(object.1),
        event: Set(event.to_owned()),
        payload: Set(canonical(payload)),
        person_id: Set(hand.account),
        duty: Set(hand.duty.as_str().to_owned()),
        at: Set(TimeUnixTimestampMillis(now)),
        on_behalf_of: Set(hand.on_behalf_of),
    };
    let replace = OnConflict::columns([Column::Object, Column::ObjectId, Column::Event])
        .update_columns([Column::Payload, Column::PersonId, Column::Duty, Column::At, Column::OnBehalfOf])
        .to_owned();
    countersign::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// What waits for a second person, if something does.
pub async fn find(db: &impl ConnectionTrait, object: (Object, Uuid), event: &str) -> Result<Option<Waiting>> {
    let key = (object.0.as_str().to_owned(), object.1, event.to_owned());
    let Some(row) = countersign::Entity::find_by_id(key).one(db).await? else { return Ok(None) };
    let hand = Hand { account: row.person_id, duty: Duty::of(&row.duty)?, on_behalf_of: row.on_behalf_of };
    let countersign = Countersign { hand, payload: ContentHash::of(row.payload.as_bytes()), at: row.at.0 };
    Ok(Some(Waiting { countersign, payload: serde_json::from_str(&row.payload).map_err(anyhow::Error::from)? }))
}

/// The act is done, or given up: nothing waits any more.
pub async fn forget(db: &impl ConnectionTrait, object: (Object, Uuid), event: &str) -> Result<()> {
    countersign::Entity::delete_many()
        .filter(Column::Object.eq(object.0.as_str()))
        .filter(Column::ObjectId.eq(object.1))
        .filter(Column::Event.eq(event))
        .exec(db)
        .await?;
    Ok(())
}

/// The mark of what is agreed to: both persons need the same.
pub fn mark(payload: &Value) -> ContentHash {
    ContentHash::of(canonical(payload).as_bytes())
}
