//! Reminders that were given, each once: a day that moves gives new ones.
use entity::registry::grants::reminder;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, prelude::TimeUnixTimestampMillis};
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
        let id = firing(object, timer, due, *days);
        if reminder::Entity::find_by_id(&id).one(db).await?.is_none() {
            let row = reminder::ActiveModel {
                firing: Set(id),
                object_id: Set(object),
                at: Set(TimeUnixTimestampMillis(now)),
            };
            reminder::Entity::insert(row).exec_without_returning(db).await?;
            fresh = true;
        }
    }
    Ok(fresh)
}
