//! The trail: who did what to which object. Opaque ids and words of closed lists only, never a name, an address or
//! anything typed. The store refuses to change a row.
use entity::registry::ops::audit_event;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait,
    prelude::TimeUnixTimestampMillis,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::Result;

/// One line of the trail.
#[derive(Clone, Copy, Debug, Default)]
pub struct Event<'a> {
    /// The person who acts; nobody for the command line and for visitors.
    pub actor: Option<Uuid>,
    pub role: &'a str,
    pub action: &'a str,
    pub object_kind: &'a str,
    pub object: Option<Uuid>,
    /// A word of a list, never free text.
    pub reason: Option<&'a str>,
}

/// Notes that something was done. Call it in the transaction of the effect.
pub async fn done(db: &impl ConnectionTrait, now: OffsetDateTime, event: Event<'_>) -> Result<()> {
    write(db, now, event, "done").await
}

/// Notes that something was refused.
pub async fn refused(db: &impl ConnectionTrait, now: OffsetDateTime, event: Event<'_>) -> Result<()> {
    write(db, now, event, "refused").await
}

async fn write(db: &impl ConnectionTrait, now: OffsetDateTime, event: Event<'_>, outcome: &str) -> Result<()> {
    let row = audit_event::ActiveModel {
        seq: NotSet,
        at: Set(TimeUnixTimestampMillis(now)),
        actor_ref: Set(event.actor),
        role: Set(event.role.to_owned()),
        action: Set(event.action.to_owned()),
        object_kind: Set(event.object_kind.to_owned()),
        object_ref: Set(event.object),
        reason: Set(event.reason.map(str::to_owned)),
        outcome: Set(outcome.to_owned()),
    };
    audit_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The canonical form of a row, one line: what a seal over the trail would be computed from. Its form is fixed.
pub fn canonical(row: &audit_event::Model) -> String {
    let or_dash = |id: &Option<Uuid>| id.map_or_else(|| "-".to_owned(), |id| id.simple().to_string());
    let moment = row.at.0.unix_timestamp_nanos() / 1_000_000;
    format!(
        "{}|{moment}|{}|{}|{}|{}|{}|{}|{}",
        row.seq,
        or_dash(&row.actor_ref),
        row.role,
        row.action,
        row.object_kind,
        or_dash(&row.object_ref),
        row.reason.as_deref().unwrap_or("-"),
        row.outcome,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_form_of_a_row_does_not_change() {
        let row = audit_event::Model {
            seq: 7,
            at: TimeUnixTimestampMillis(OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(1_500)),
            actor_ref: Some(Uuid::from_u128(1)),
            role: "operator".to_owned(),
            action: "invite".to_owned(),
            object_kind: "agency".to_owned(),
            object_ref: None,
            reason: None,
            outcome: "done".to_owned(),
        };
        let line = "7|1500|00000000000000000000000000000001|operator|invite|agency|-|-|done";
        assert_eq!(canonical(&row), line);
    }
}
