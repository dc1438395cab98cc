//! Work that happens after a transaction: the row is written inside it, and one worker takes what is due. A row is
//! handed out under a lease, so that a worker that dies gives it back; at least once, therefore the work is idempotent.
use entity::registry::ops::outbox;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{error::Result, platform::ids};

/// How long a worker may be at one row.
const LEASE: Duration = Duration::minutes(15);
/// After this long a row is given up: a dead letter that the operator sees.
pub const PATIENCE: Duration = Duration::hours(72);

/// One piece of work.
#[derive(Clone, Debug)]
pub struct Job {
    pub id: Uuid,
    pub kind: String,
    pub person: Option<Uuid>,
    pub parameters: Value,
    attempts: i32,
    first_due: OffsetDateTime,
}

/// Puts work into the box. Call it in the transaction of the effect. Parameters hold ids and words, never an address.
pub async fn put(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    kind: &str,
    person: Option<Uuid>,
    parameters: Value,
) -> Result<Uuid> {
    let id = ids::new_id();
    let row = outbox::ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        person_id: Set(person),
        parameters: Set(parameters),
        due_at: Set(TimeUnixTimestampMillis(now)),
        attempts: Set(0),
        leased_until: Set(None),
        done_at: Set(None),
        dead: Set(false),
    };
    outbox::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Takes what is due, oldest first, under a lease. Two workers never hold the same row at once.
pub async fn take(db: &DatabaseConnection, now: OffsetDateTime, most: u64) -> Result<Vec<Job>> {
    let moment = TimeUnixTimestampMillis(now);
    let free = outbox::Column::LeasedUntil.is_null().or(outbox::Column::LeasedUntil.lt(moment));
    let due = outbox::Entity::find()
        .filter(outbox::Column::DoneAt.is_null())
        .filter(outbox::Column::Dead.eq(false))
        .filter(outbox::Column::DueAt.lte(moment))
        .filter(free.clone())
        .order_by_asc(outbox::Column::DueAt)
        .order_by_asc(outbox::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let mut taken = Vec::new();
    for row in due {
        let lease = outbox::Entity::update_many()
            .col_expr(outbox::Column::LeasedUntil, Expr::value(TimeUnixTimestampMillis(now + LEASE)))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::DoneAt.is_null())
            .filter(free.clone())
            .exec(db)
            .await?;
        if lease.rows_affected == 1 {
            taken.push(Job {
                id: row.id,
                kind: row.kind,
                person: row.person_id,
                parameters: row.parameters,
                attempts: row.attempts,
                first_due: uuid_time(row.id).unwrap_or(row.due_at.0),
            });
        }
    }
    Ok(taken)
}

/// The work is done, or turned out to be none.
pub async fn finish(db: &DatabaseConnection, now: OffsetDateTime, job: &Job) -> Result<()> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::DoneAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(outbox::Column::Id.eq(job.id))
        .exec(db)
        .await?;
    Ok(())
}

/// The work failed: again later, one minute at first and six hours at most, until patience is over.
pub async fn fail(db: &DatabaseConnection, now: OffsetDateTime, job: &Job, for_ever: bool) -> Result<()> {
    let dead = for_ever || now - job.first_due > PATIENCE;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::Attempts, Expr::value(job.attempts + 1))
        .col_expr(outbox::Column::DueAt, Expr::value(TimeUnixTimestampMillis(now + pause(job.attempts))))
        .col_expr(outbox::Column::LeasedUntil, Expr::value(None::<i64>))
        .col_expr(outbox::Column::Dead, Expr::value(dead))
        .filter(outbox::Column::Id.eq(job.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends everything that waits for a person.
pub async fn drop_of(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<()> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::DoneAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(outbox::Column::PersonId.eq(person))
        .filter(outbox::Column::DoneAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Rows that wait and rows that were given up.
pub async fn standing(db: &impl ConnectionTrait) -> Result<(u64, u64)> {
    use sea_orm::PaginatorTrait;
    let open = outbox::Entity::find().filter(outbox::Column::DoneAt.is_null());
    let waiting = open.clone().filter(outbox::Column::Dead.eq(false)).count(db).await?;
    let dead = open.filter(outbox::Column::Dead.eq(true)).count(db).await?;
    Ok((waiting, dead))
}

fn pause(attempts: i32) -> Duration {
    Duration::minutes(1i64 << attempts.clamp(0, 9)).min(Duration::hours(6))
}

/// When a row was written: its id says so.
fn uuid_time(id: Uuid) -> Option<OffsetDateTime> {
    let (seconds, _) = id.get_timestamp()?.to_unix();
    OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_a_minute_to_six_hours() {
        let pauses: Vec<i64> = (0..12).map(|attempts| pause(attempts).whole_minutes()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
    }
}
