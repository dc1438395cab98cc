//! Reminds groups of the last day of a revision, lets revisions lapse, tells leads when their office is late, and whoever
//! decides when a waiting list ends. The clock refuses nobody and decides nothing.
use entity::registry::grants::deadline::{self, Column};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use serde_json::json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    acts::{
        Dossier,
        service::{CLOCK, apply, locked, readers},
    },
    objections::service::heads,
    reviews::late::service as late,
    workflow::Event,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        deadlines::{BUDGET_CHECK_AGAIN, Change, Timer, firing, reminded_at, reminders},
        machine::Reader,
        record::{
            Object, reminders as given,
            timers::{self, Due},
        },
    },
    identity::mailing::{self, Template},
    platform::db,
};

/// Timers looked at in one go.
const BATCH: u64 = 50;
/// Timers of an office: when one is over, the lead is told, and nothing else happens.
const OF_AN_OFFICE: [Timer; 4] = [Timer::Claim, Timer::AdminCheck, Timer::FieldVisit, Timer::BudgetCheck];
/// How long before its last day a revision or a review is looked at.
const AHEAD: Duration = Duration::days(6);
/// The same of a waiting list: ten working days, with holidays between.
const LIST_AHEAD: Duration = Duration::days(40);

/// One look at the clock. Gives how many reminders, lapses and warnings there were.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mut done = 0;
    let mut last = Uuid::nil();
    loop {
        let some = live(&app.db, &[Timer::RevisionDue, Timer::Reviewer], now + AHEAD, last).await?;
        let Some(end) = some.last() else { break };
        last = end.id;
        for due in some {
            done += if due.timer == Timer::Reviewer {
                late::look(app, due).await?
            } else {
                revision(app, due, now).await?
            };
        }
    }
    done += tell_of_lists(app).await?;
    for due in live(&app.db, &[Timer::ObjectionDecision], now, Uuid::nil()).await? {
        done += usize::from(warn_head(app, due).await?);
    }
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
        let firing = firing(due.object_id, due.timer, due.at, *days);
        fresh |= given::once(&transaction, firing, due.object_id, now).await?;
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

/// A revision that is due soon or was.
async fn revision(app: &App, due: Due, now: OffsetDateTime) -> Result<usize> {
    let reminded = remind(app, due).await?;
    let lapsed = now > due.at && lapse(app, due).await?;
    Ok(usize::from(reminded) + usize::from(lapsed))
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
    let fresh = given::is_new(&transaction, (due.object_id, due.timer, due.at), now).await?;
    if fresh {
        mail(&transaction, app, &dossier, Reader::Group).await?;
        transaction.commit().await?;
    }
    Ok(fresh)
}

/// A revision whose time is over. A refusal, for papers also within the day after, is looked at again next time.
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

/// Nobody decides an objection: the head of the office is told, once.
async fn warn_head(app: &App, due: Due) -> Result<bool> {
    let transaction = db::begin(&app.db).await?;
    let dossier = locked(&transaction, due.object_id).await?;
    if !timers::fired(&transaction, due, app.clock.now(), "warned").await? {
        return Ok(false);
    }
    post(&transaction, app, heads(&transaction, &dossier, app.clock.now()).await?).await?;
    transaction.commit().await?;
    Ok(true)
}

async fn mail(db: &DatabaseTransaction, app: &App, dossier: &Dossier, to: Reader) -> Result<()> {
    post(db, app, readers(db, app, dossier, to).await?).await
}

async fn post(db: &DatabaseTransaction, app: &App, mut people: Vec<Uuid>) -> Result<()> {
    people.sort_unstable();
    people.dedup();
    for person in people {
        mailing::put(db, app.clock.now(), person, Template::Deadline).await?;
    }
    Ok(())
}
