//! Reminders that were given, each once: a day that moves gives new ones.
use entity::registry::grants::reminder;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, prelude::TimeUnixTimestampMillis, sea_query::OnConflict,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::Result,
    funding::deadlines::{Timer, firing, reminders},
    platform::work_days::days_later,
};

/// Notes the reminders of a timer whose moment has come, and tells whether one of them was not given yet.
pub async fn is_new(
    db: &impl ConnectionTrait,
    (object, timer, due): (Uuid, Timer, OffsetDateTime),
    now: OffsetDateTime,
) -> Result<bool> {
    let mut fresh = false;
    for days in reminders(timer).iter().filter(|days| days_later(due, **days) <= now) {
        fresh |= once(db, firing(object, timer, due, *days), object, now).await?;
    }
    Ok(fresh)
}

/// Notes one reminder by its identity, and tells whether it was not given yet.
pub async fn once(db: &impl ConnectionTrait, firing: String, object: Uuid, now: OffsetDateTime) -> Result<bool> {
    if reminder::Entity::find_by_id(&firing).one(db).await?.is_some() {
        return Ok(false);
    }
    let row =
        reminder::ActiveModel { firing: Set(firing), object_id: Set(object), at: Set(TimeUnixTimestampMillis(now)) };
    let once = OnConflict::column(reminder::Column::Firing).do_nothing().to_owned();
    reminder::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(true)
}
