//! Timers of funding in the store: started, moved, paused and ended by plans, and found when they are due.
use entity::registry::grants::deadline::{self, Column};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{OffsetDateTime, UtcOffset};
use uuid::Uuid;

use super::Object;
use crate::{
    error::Result,
    funding::deadlines::{Change, Timer, resumed},
    platform::{ids, work_days::WorkDays},
};

/// A timer that runs or stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    pub timer: Timer,
    pub due: OffsetDateTime,
    pub paused_at: Option<OffsetDateTime>,
}

/// A timer whose moment has come.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    pub id: Uuid,
    pub object: Object,
    pub object_id: Uuid,
    pub timer: Timer,
    pub at: OffsetDateTime,
}

/// When changes take effect, and how working days are counted there.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    pub now: OffsetDateTime,
    pub calendar: &'a WorkDays,
    pub clock: UtcOffset,
}

/// Carries out what a plan says of the timers of an object.
pub async fn change(
    db: &impl ConnectionTrait,
    object: Object,
    id: Uuid,
    changes: &[Change],
    moment: Moment<'_>,
) -> Result<()> {
    for change in changes {
        match *change {
            Change::Start { timer, due } => {
                end(db, id, Some(timer), moment.now).await?;
                start(db, object, id, timer, due).await?;
            }
            Change::Move { timer, due } => {
                // It fires once more, at its new moment.
                let moved = of(id, timer)
                    .col_expr(Column::DueAt, Expr::value(TimeUnixTimestampMillis(due)))
                    .col_expr(Column::FiredAt, Expr::value(None::<TimeUnixTimestampMillis>))
                    .col_expr(Column::Outcome, Expr::value(""));
                moved.exec(db).await?;
            }
            Change::Pause { timer } => {
                // One that stands already has stood since the first time.
                let paused = of(id, timer)
                    .col_expr(Column::PausedAt, Expr::value(TimeUnixTimestampMillis(moment.now)))
                    .filter(Column::PausedAt.is_null());
                paused.exec(db).await?;
            }
            Change::Resume { timer } => resume(db, object, id, timer, moment).await?,
            Change::End { timer } => end(db, id, Some(timer), moment.now).await?,
            Change::EndAll => end(db, id, None, moment.now).await?,
        }
    }
    Ok(())
}

/// The timers of an object, by when they are due.
pub async fn running(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Running>> {
    let rows = live(id).order_by_asc(Column::DueAt).all(db).await?;
    let read = |row: deadline::Model| {
        let paused_at = row.paused_at.map(|at| at.0);
        Ok(Running { timer: Timer::of(&row.timer)?, due: row.due_at.0, paused_at })
    };
    rows.into_iter().map(read).collect()
}

/// Timers whose moment has passed and that have not fired, the oldest first.
pub async fn due(db: &impl ConnectionTrait, now: OffsetDateTime, most: u64) -> Result<Vec<Due>> {
    due_of(db, Object::ALL, now, most).await
}

/// The same of some kinds of objects: what others still wait for never stands before them.
pub async fn due_of(db: &impl ConnectionTrait, objects: &[Object], now: OffsetDateTime, most: u64) -> Result<Vec<Due>> {
    let rows = deadline::Entity::find()
        .filter(Column::Object.is_in(objects.iter().map(|object| object.as_str())))
        .filter(Column::DueAt.lt(TimeUnixTimestampMillis(now)))
        .filter(Column::EndedAt.is_null())
        .filter(Column::PausedAt.is_null())
        .filter(Column::FiredAt.is_null())
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let read = |row: deadline::Model| {
        let (object, timer) = (Object::of(&row.object)?, Timer::of(&row.timer)?);
        Ok(Due { id: row.id, object, object_id: row.object_id, timer, at: row.due_at.0 })
    };
    rows.into_iter().map(read).collect()
}

/// Marks a timer as fired, unless another worker was faster, or it was moved, paused or ended since it was found. What
/// came of it is a word.
pub async fn fired(db: &impl ConnectionTrait, due: Due, now: OffsetDateTime, outcome: &str) -> Result<bool> {
    let marked = deadline::Entity::update_many()
        .col_expr(Column::FiredAt, Expr::value(TimeUnixTimestampMillis(now)))
        .col_expr(Column::Outcome, Expr::value(outcome))
        .filter(Column::Id.eq(due.id))
        .filter(Column::DueAt.eq(TimeUnixTimestampMillis(due.at)))
        .filter(Column::EndedAt.is_null())
        .filter(Column::PausedAt.is_null())
        .filter(Column::FiredAt.is_null())
        .exec(db)
        .await?;
    Ok(marked.rows_affected == 1)
}

/// Says what came of a timer that fired.
pub async fn tell(db: &impl ConnectionTrait, due: Due, outcome: &str) -> Result<()> {
    deadline::Entity::update_many()
        .col_expr(Column::Outcome, Expr::value(outcome))
        .filter(Column::Id.eq(due.id))
        .exec(db)
        .await?;
    Ok(())
}

fn live(id: Uuid) -> sea_orm::Select<deadline::Entity> {
    deadline::Entity::find().filter(Column::ObjectId.eq(id)).filter(Column::EndedAt.is_null())
}

fn of(id: Uuid, timer: Timer) -> UpdateMany<deadline::Entity> {
    deadline::Entity::update_many()
        .filter(Column::ObjectId.eq(id))
        .filter(Column::Timer.eq(timer.as_str()))
        .filter(Column::EndedAt.is_null())
}

async fn start(db: &impl ConnectionTrait, object: Object, id: Uuid, timer: Timer, due: OffsetDateTime) -> Result<()> {
    let row = deadline::ActiveModel {
        id: Set(ids::new_id()),
        object: Set(object.as_str().to_owned()),
        object_id: Set(id),
        timer: Set(timer.as_str().to_owned()),
        due_at: Set(TimeUnixTimestampMillis(due)),
        paused_at: Set(None),
        ended_at: Set(None),
        fired_at: Set(None),
        outcome: Set(String::new()),
    };
    deadline::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A timer that stood goes on, later by the working days it stood. One that never ran starts when a plan says so.
async fn resume(db: &impl ConnectionTrait, object: Object, id: Uuid, timer: Timer, moment: Moment<'_>) -> Result<()> {
    let Some(row) = live(id).filter(Column::Timer.eq(timer.as_str())).one(db).await? else {
        return Ok(());
    };
    let Some(paused_at) = row.paused_at else { return Ok(()) };
    let due = resumed(row.due_at.0, paused_at.0, moment.now, moment.calendar, moment.clock);
    end(db, id, Some(timer), moment.now).await?;
    start(db, object, id, timer, due).await
}

async fn end(db: &impl ConnectionTrait, id: Uuid, timer: Option<Timer>, now: OffsetDateTime) -> Result<()> {
    let mut update = deadline::Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(Column::ObjectId.eq(id))
        .filter(Column::EndedAt.is_null());
    if let Some(timer) = timer {
        update = update.filter(Column::Timer.eq(timer.as_str()));
    }
    update.exec(db).await?;
    Ok(())
}
