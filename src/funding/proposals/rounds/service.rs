//! Reminds groups of the last day of a revision, lets revisions lapse, tells leads when their office is late, and whoever
//! decides when a waiting list ends. The clock refuses nobody and decides nothing.
use entity::registry::grants::{
    deadline::{self, Column},
    reminder,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, prelude::TimeUnixTimestampMillis, sea_query::OnConflict,
};
use serde_json::json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    acts::{
        Dossier,
        service::{CLOCK, apply, locked, readers},
    },
    workflow::Event,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        deadlines::{BUDGET_CHECK_AGAIN, Change, LAPSE_AFTER, Timer, firing, reminded_at, reminders},
        machine::Reader,
        record::{
            Object,
            timers::{self, Due},
        },
    },
    identity::mailing::{self, Template},
    platform::{db, work_days::days_later},
};

/// Timers looked at in one go.
const BATCH: u64 = 50;
/// Timers of an office: when one is over, the lead is told, and nothing else happens.
const OF_AN_OFFICE: [Timer; 5] =
    [Timer::Claim, Timer::AdminCheck, Timer::FieldVisit, Timer::Reviewer, Timer::BudgetCheck];
/// How long before its last day a revision is looked at.
const AHEAD: Duration = Duration::days(6);
/// The same of a waiting list: ten working days, with holidays between.
const LIST_AHEAD: Duration = Duration::days(40);

/// One look at the clock. Gives how many reminders, lapses and warnings there were.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mut done = 0;
    let mut last = Uuid::nil();
    loop {
        let some = live(&app.db, &[Timer::RevisionDue], now + AHEAD, last).await?;
        let Some(end) = some.last() else { break };
        last = end.id;
        for due in some {
            done += usize::from(remind(app, due).await?);
            if now > due.at + LAPSE_AFTER {
                done += usize::from(lapse(app, due).await?);
            }
        }
    }
    done += tell_of_lists(app).await?;
    // A warning is given once and its timer leaves the list, so what does not fit comes next time.
    for due in live(&app.db, &OF_AN_OFFICE, now, Uuid::nil()).await? {
        done += usize::from(warn(app, due).await?);
    }
    Ok(done)
}

/// Waiting lists that end soon or today: the lead and those who decide are told, and one of them does something.
async fn tell_of_lists(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let (mut done, mut last) = (0, Uuid::nil());
    loop {
        let some = live(&app.db, &[Timer::Waitlist], now + LIST_AHEAD, last).await?;
        let Some(end) = some.last() else { return Ok(done) };
        last = end.id;
        for due in some {
            done += usize::from(tell_of_list(app, due).await?);
        }
    }
}

async fn tell_of_list(app: &App, due: Due) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = locked(&transaction, due.object_id).await?;
    let call = &dossier.call;
    let moments = reminded_at(due.timer, due.at, &call.calendar, call.terms.zone.utc_offset());
    let mut fresh = false;
    for (days, _) in reminders(due.timer).iter().zip(moments).filter(|(_, at)| *at <= now) {
        fresh |= is_first(&transaction, due, *days, now).await?;
    }
    if due.at < now {
        timers::fired(&transaction, due, now, "warned").await?;
    }
    if fresh {
        mail(&transaction, app, &dossier, Reader::Lead).await?;
        mail(&transaction, app, &dossier, Reader::Decider).await?;
    }
    transaction.commit().await?;
    Ok(fresh)
}

/// Timers of proposals that run, have not fired and end before a moment: some of them, behind one.
async fn live(db: &impl ConnectionTrait, of: &[Timer], before: OffsetDateTime, last: Uuid) -> Result<Vec<Due>> {
    let rows = deadline::Entity::find()
        .filter(Column::Object.eq(Object::Proposal.as_str()))
        .filter(Column::Timer.is_in(of.iter().map(|timer| timer.as_str())))
        .filter(Column::DueAt.lt(TimeUnixTimestampMillis(before)))
        .filter(Column::EndedAt.is_null())
        .filter(Column::PausedAt.is_null())
        .filter(Column::FiredAt.is_null())
        .filter(Column::Id.gt(last))
        .order_by_asc(Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    let read = |row: deadline::Model| {
        let timer = Timer::of(&row.timer)?;
        Ok(Due { id: row.id, object: Object::Proposal, object_id: row.object_id, timer, at: row.due_at.0 })
    };
    rows.into_iter().map(read).collect()
}

/// Reminds the group, once for all reminders whose moment has come.
async fn remind(app: &App, due: Due) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = locked(&transaction, due.object_id).await?;
    let mut fresh = false;
    for days in reminders(due.timer).iter().filter(|days| days_later(due.at, **days) <= now) {
        fresh |= is_first(&transaction, due, *days, now).await?;
    }
    if fresh {
        mail(&transaction, app, &dossier, Reader::Group).await?;
        transaction.commit().await?;
    }
    Ok(fresh)
}

/// Whether a reminder was not given before. It is, from now on.
async fn is_first(db: &impl ConnectionTrait, due: Due, days: i64, now: OffsetDateTime) -> Result<bool> {
    let id = firing(due.object_id, due.timer, due.at, days);
    let first = reminder::Entity::find_by_id(&id).one(db).await?.is_none();
    if first {
        note(db, id, due.object_id, now).await?;
    }
    Ok(first)
}

async fn note(db: &impl ConnectionTrait, firing: String, object: Uuid, now: OffsetDateTime) -> Result<()> {
    let row =
        reminder::ActiveModel { firing: Set(firing), object_id: Set(object), at: Set(TimeUnixTimestampMillis(now)) };
    let once = OnConflict::column(reminder::Column::Firing).do_nothing().to_owned();
    reminder::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}

/// A revision whose time is over. A refusal is looked at again next time.
async fn lapse(app: &App, due: Due) -> Result<bool> {
    let transaction = db::begin(&app.db).await?;
    let dossier = locked(&transaction, due.object_id).await?;
    match apply(&transaction, app, &dossier, &Event::DuePassed, CLOCK, &json!({})).await {
        Ok(_) => {
            transaction.commit().await?;
            Ok(true)
        }
        // A day has to pass after the last reminder; or the group was faster.
        Err(Error::Invalid(_) | Error::Conflict) => Ok(false),
        Err(other) => Err(other),
    }
}

/// An office is late: its lead is told, once; of a budget that is still looked at again and again, since others decide
/// how long that takes.
async fn warn(app: &App, due: Due) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = locked(&transaction, due.object_id).await?;
    if !timers::fired(&transaction, due, now, "warned").await? {
        return Ok(false);
    }
    if due.timer == Timer::BudgetCheck {
        let (calendar, clock) = (&dossier.call.calendar, dossier.call.terms.zone.utc_offset());
        let again = Change::Move { timer: due.timer, due: calendar.due(now, BUDGET_CHECK_AGAIN, clock) };
        let moment = timers::Moment { now, calendar, clock };
        timers::change(&transaction, Object::Proposal, due.object_id, &[again], moment).await?;
    }
    mail(&transaction, app, &dossier, Reader::Lead).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn mail(db: &DatabaseTransaction, app: &App, dossier: &Dossier, to: Reader) -> Result<()> {
    let mut people = readers(db, app, dossier, to).await?;
    people.sort_unstable();
    people.dedup();
    for person in people {
        mailing::put(db, app.clock.now(), person, Template::Deadline).await?;
    }
    Ok(())
}
