//! Reminds groups of their reports, lists those that are overdue, and tells leads what waits for too long. Every reminder
//! is written down and given once.
use entity::registry::grants::deadline::{self, Column};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use serde_json::json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    acts::service::{Taken, apply},
    model::{Grant, Step},
    service::{award_of, locked},
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        deadlines::Timer,
        machine::Reader,
        proposals::acts::service::{CLOCK, readers},
        record::{Object, reminders, timers::Due},
        reports::workflow::Event,
    },
    identity::mailing::{self, Template},
    platform::db,
};

/// Timers looked at in one go.
const BATCH: u64 = 50;
/// How long before its day a report is looked at.
const AHEAD: Duration = Duration::days(15);
/// Timers of awards: whose they are says [`reader`].
const TIMERS: [Timer; 3] = [Timer::ReportDue, Timer::Offer, Timer::TrancheCheck];

/// One look at the clock. Gives how many reminders and overdue reports there were.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let (mut done, mut last) = (0, Uuid::nil());
    loop {
        let some = live(&app.db, now + AHEAD, last).await?;
        let Some(end) = some.last() else { return Ok(done) };
        last = end.id;
        for due in some {
            done += usize::from(look(app, due).await?);
        }
    }
}

/// Timers of awards that run and end before a moment: some of them, behind one. A report stays on the list while it is
/// not sent, for what follows after its day.
async fn live(db: &impl ConnectionTrait, before: OffsetDateTime, last: Uuid) -> Result<Vec<Due>> {
    let rows = deadline::Entity::find()
        .filter(Column::Timer.is_in(TIMERS.map(Timer::as_str)))
        .filter(Column::DueAt.lt(TimeUnixTimestampMillis(before)))
        .filter(Column::EndedAt.is_null())
        .filter(Column::PausedAt.is_null())
        .filter(Column::Id.gt(last))
        .order_by_asc(Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    let read = |row: deadline::Model| {
        let (object, timer) = (Object::of(&row.object)?, Timer::of(&row.timer)?);
        Ok(Due { id: row.id, object, object_id: row.object_id, timer, at: row.due_at.0 })
    };
    rows.into_iter().map(read).collect()
}

/// Reminds whoever has to act, once for all reminders whose moment has come, and lists a report that is late.
async fn look(app: &App, due: Due) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let grant = locked(&transaction, award_of(&transaction, due.object, due.object_id).await?).await?;
    let fresh = reminders::is_new(&transaction, (due.object_id, due.timer, due.at), now).await?;
    if fresh {
        mail(&transaction, app, &grant, reader(due.timer)).await?;
    }
    let late = due.timer == Timer::ReportDue && now > due.at && pass(&transaction, app, &grant, due).await?;
    if fresh || late {
        transaction.commit().await?;
    }
    Ok(fresh || late)
}

/// Row R6: the day is over. The list shows it from now on, and nothing else happens.
async fn pass(db: &DatabaseTransaction, app: &App, grant: &Grant, due: Due) -> Result<bool> {
    let Some(at) = grant.reports.iter().position(|report| report.id == due.object_id) else { return Ok(false) };
    let step = Step::Report(at, Event::DuePassed);
    match apply(db, app, grant, Taken { step: &step, hand: CLOCK, payload: &json!({}), seen: None }).await {
        Ok(()) => Ok(true),
        // It is on the list already, or was sent meanwhile.
        Err(Error::Invalid(_) | Error::Conflict) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Who has to act: the group writes reports; an answer that does not come and a request nobody looks at are the lead's.
const fn reader(timer: Timer) -> Reader {
    match timer {
        Timer::ReportDue => Reader::Group,
        _ => Reader::Lead,
    }
}

async fn mail(db: &DatabaseTransaction, app: &App, grant: &Grant, to: Reader) -> Result<()> {
    let mut people = readers(db, app, &grant.dossier, to).await?;
    people.sort_unstable();
    people.dedup();
    for person in people {
        mailing::put(db, app.clock.now(), person, Template::Deadline).await?;
    }
    Ok(())
}
