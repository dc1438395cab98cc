//! The clock of reviewers. It reminds those who have not handed in; the packet of whoever is late for too long goes to
//! another one, and the lead is told when nobody is left. It judges nothing and closes nothing.
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use time::OffsetDateTime;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{CLOCK, apply, locked, readers},
        },
        workflow::{Event, State},
    },
    model::Assignment,
    service as reviews,
};
use crate::{
    app::App,
    error::Result,
    funding::{
        calls::{service::Known, terms::Terms},
        deadlines::{REVIEWER_LATE, Timer, firing, reminders},
        machine::{Reader, Written},
        record::{reminders::once, timers::Due},
    },
    identity::mailing::{self, Template},
    platform::{
        db,
        work_days::{WorkDays, days_later},
    },
};

/// One look at the reviews of a proposal. Gives how many reminders, replacements and warnings there were.
pub async fn look(app: &App, due: Due) -> Result<usize> {
    if reviews::open(&app.db, due.object_id).await? == 0 {
        return Ok(0);
    }
    let transaction = db::begin(&app.db).await?;
    let dossier = locked(&transaction, due.object_id).await?;
    if dossier.state != State::InReview {
        return Ok(0);
    }
    let mut done = remind(&transaction, app, &dossier, due.at).await?;
    done += usize::from(replace(&transaction, app, dossier, due.at).await?);
    if done > 0 {
        transaction.commit().await?;
    }
    Ok(done)
}

/// When a review is due: at the end of the round, and never before whoever writes it had the whole time for it.
pub fn due_of((terms, calendar): (&Terms, &WorkDays), since: OffsetDateTime, round: OffsetDateTime) -> OffsetDateTime {
    calendar.due(since, terms.sla.review, terms.zone.utc_offset()).max(round)
}

fn due(call: &Known, one: &Assignment, round: OffsetDateTime) -> OffsetDateTime {
    due_of((&call.terms, &call.calendar), one.since, round)
}

/// Reminds those who have not handed in, each once for all reminders whose moment has come.
async fn remind(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, round: OffsetDateTime) -> Result<usize> {
    let now = app.clock.now();
    let mut done = 0;
    for one in dossier.review.live().filter(|one| !one.counts()) {
        let at = due(&dossier.call, one, round);
        let mut fresh = false;
        for days in reminders(Timer::Reviewer).iter().filter(|days| days_later(at, **days) <= now) {
            fresh |= once(db, firing(one.id, Timer::Reviewer, at, *days), dossier.id, now).await?;
        }
        if fresh {
            mailing::put(db, now, one.person, Template::Deadline).await?;
            done += 1;
        }
    }
    Ok(done)
}

/// Gives the packet of one who is late to another one; the next look takes the next. True when something happened.
async fn replace(db: &DatabaseTransaction, app: &App, mut dossier: Dossier, round: OffsetDateTime) -> Result<bool> {
    let now = app.clock.now();
    let zone = dossier.call.terms.zone.utc_offset();
    let over = |one: &Assignment| dossier.call.calendar.due(due(&dossier.call, one, round), REVIEWER_LATE, zone);
    let late: Vec<Assignment> = dossier.review.live().filter(|one| !one.counts() && now > over(one)).cloned().collect();
    let Some(first) = late.first() else { return Ok(false) };
    dossier.review.late = true;
    dossier.review.replacement = reviews::replacement(db, app, &dossier).await?;
    if dossier.review.replacement.is_some() {
        let event = Event::Reassign { reviewer: first.person, reason: Written::Nothing };
        apply(db, app, &dossier, &event, CLOCK, &json!({})).await.map(drop)?;
        return Ok(true);
    }
    let last = i64::from(REVIEWER_LATE);
    let mut told = false;
    for one in &late {
        let at = due(&dossier.call, one, round);
        told |= once(db, firing(one.id, Timer::Reviewer, at, last), dossier.id, now).await?;
    }
    if told {
        for person in readers(db, app, &dossier, Reader::Lead).await? {
            mailing::put(db, now, person, Template::Deadline).await?;
        }
    }
    Ok(told)
}
