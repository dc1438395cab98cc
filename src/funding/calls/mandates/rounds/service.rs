//! Reminds of the last day of a mandate: whoever stands in, whoever they stand in for, and the lead of the call.
use std::collections::BTreeSet;

use entity::registry::grants::mandate::{self, Column};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::TimeUnixTimestampMillis};
use time::Duration;
use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    funding::{calls::service as calls, machine::Duty, record::reminders},
    identity::mailing::{self, Template},
    platform::{db, work_days::days_later},
};

/// How long before its last day a mandate is looked at, and how long after.
const AHEAD: Duration = Duration::days(4);
const BEHIND: Duration = Duration::days(2);
/// Days before and at the end at which a mandate is reminded of.
const REMINDED: [i64; 2] = [-3, 0];
/// Mandates looked at in one go.
const BATCH: u64 = 50;

/// One look at the clock. Gives how many mandates were reminded of.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let (mut done, mut last) = (0, Uuid::nil());
    loop {
        let near = mandate::Entity::find()
            .filter(Column::EndedAt.is_null())
            .filter(Column::EndsAt.between(TimeUnixTimestampMillis(now - BEHIND), TimeUnixTimestampMillis(now + AHEAD)))
            .filter(Column::Id.gt(last))
            .order_by_asc(Column::Id)
            .limit(BATCH)
            .all(&app.db)
            .await?;
        let Some(end) = near.last() else { return Ok(done) };
        last = end.id;
        for row in near {
            done += usize::from(remind(app, &row).await?);
        }
    }
}

async fn remind(app: &App, row: &mandate::Model) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let mut fresh = false;
    for days in REMINDED.into_iter().filter(|days| days_later(row.ends_at.0, *days) <= now) {
        let firing = format!("{}/mandate/{}/{days}", row.id, row.ends_at.0.unix_timestamp());
        fresh |= reminders::once(&transaction, firing, row.id, now).await?;
    }
    if !fresh {
        return Ok(false);
    }
    let panel = calls::panel(&transaction, row.call_id, now).await?;
    let leads = panel.iter().filter(|(_, duty)| *duty == Duty::Lead).map(|(person, _)| *person);
    let people: BTreeSet<Uuid> = leads.chain([row.principal_id, row.substitute_id]).collect();
    for person in people {
        mailing::put(&transaction, now, person, Template::Deadline).await?;
    }
    transaction.commit().await?;
    Ok(true)
}
