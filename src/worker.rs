//! What happens beside requests: mails leave the outbox, tables of goods are written and openings followed; limits are
//! tidied, openings closed, calls opened and closed and news told every minute; and once a day what has passed its time
//! is removed, papers of goods come to their end and enquiries and invitations without an answer lapse.
use std::time::Duration as Pause;

use time::Duration;
use tokio::sync::watch;

use crate::{
    app::App,
    error::Result,
    funding::{self, papers::disposal::service as disposal},
    identity::mailing,
    jobs::{
        applications, desk,
        seekers::{self, notices::service as notices},
        skills::relinking::service as relinking,
    },
    marketplace::{
        consignment, enquiries,
        goods::{self, manage::papers},
    },
    platform::{db, outbox},
    retention,
};

/// Between looks at the outbox.
const PAUSE: Pause = Pause::from_millis(500);
/// Mails taken at once.
const BATCH: u64 = 20;
/// The fact of the installation that says when the last daily job ran.
const SWEPT: &str = "swept-at";

/// Works until told to stop.
pub async fn work(app: App, mut stop: watch::Receiver<bool>) {
    let mut rounds: u32 = 0;
    while !*stop.borrow() {
        match post(&app).await {
            Ok(sent) if sent > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the outbox could not be read"),
        }
        match goods::import::service::work(&app).await {
            Ok(written) if written > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "a table of goods could not be written"),
        }
        if rounds.is_multiple_of(10) {
            match relinking::work(&app).await {
                Ok(seen) if seen > 0 => continue,
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "openings could not follow the vocabulary"),
            }
        }
        match notices::work(&app).await {
            Ok(read) if read > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "new openings could not be followed"),
        }
        if rounds.is_multiple_of(120) {
            app.limits.forget_idle();
            if let Err(error) = desk::rounds::service::tick(&app).await {
                tracing::error!(%error, "openings could not be closed in time");
            }
            if let Err(error) = funding::rounds::service::tick(&app).await {
                tracing::error!(%error, "calls could not be opened or closed in time");
            }
            if let Err(error) = funding::proposals::rounds::service::tick(&app).await {
                tracing::error!(%error, "deadlines of proposals could not be looked at");
            }
            if let Err(error) = funding::awards::rounds::service::tick(&app).await {
                tracing::error!(%error, "deadlines of awards could not be looked at");
            }
            if let Err(error) = funding::outside::service::tick(&app).await {
                tracing::error!(%error, "days of notes about schemes elsewhere were not looked at");
            }
            if let Err(error) = notices::digest(&app).await {
                tracing::error!(%error, "news could not be told");
            }
            if let Err(error) = funding::notices::service::digest(&app).await {
                tracing::error!(%error, "news of funding could not be told");
            }
            if let Err(error) = daily(&app).await {
                tracing::error!(%error, "what has passed its time could not be removed");
            }
        }
        rounds = rounds.wrapping_add(1);
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Sends what is due. Gives how many rows were settled. A letter that cannot leave now stays, and one that never can is
/// given up.
pub async fn post(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let jobs = outbox::take(&app.db, now, BATCH).await?;
    let mut settled = 0;
    for job in jobs {
        let letter = if job.kind == mailing::MAIL { mailing::letter(app, &job).await? } else { None };
        let Some(letter) = letter else {
            outbox::finish(&app.db, now, &job).await?;
            settled += 1;
            continue;
        };
        match app.mailer.send(&letter, now).await {
            Ok(()) => {
                outbox::finish(&app.db, now, &job).await?;
                mailing::sent(app, &job).await?;
                settled += 1;
            }
            Err(fault) => {
                tracing::warn!(cause = fault.cause, "a mail did not leave");
                outbox::fail(&app.db, now, &job, fault.permanent).await?;
            }
        }
    }
    Ok(settled)
}

/// Lets lapse what nobody answered in time, drafts statements of periods that are over, ends papers that are over, and
/// removes what has passed its time: once a day, on whichever node looks first.
async fn daily(app: &App) -> Result<()> {
    let now = app.clock.now();
    let last = db::setting(&app.db, SWEPT).await?.and_then(|text| text.parse().ok()).unwrap_or(0);
    if now.unix_timestamp() - last < Duration::DAY.whole_seconds() {
        return Ok(());
    }
    db::remember(&app.db, SWEPT, now.unix_timestamp().to_string()).await?;
    consignment::lapse(app).await?;
    let papers_gone = disposal::sweep(app).await?;
    let files_gone = disposal::collect(app, disposal::GRACE).await?;
    if papers_gone + files_gone > 0 {
        tracing::info!(papers_gone, files_gone, "papers of proposals that ended, and files nothing names");
    }
    for (table, rows) in retention::sweep(&app.db, now).await? {
        tracing::info!(table, rows, "rows have passed their time");
    }
    let (ended, reminded) = papers::service::daily(app).await?;
    if ended + reminded > 0 {
        tracing::info!(ended, reminded, "papers of goods");
    }
    let lapsed = enquiries::acts::service::lapse(app).await?;
    tracing::info!(lapsed, "enquiries have passed their deadline");
    let left = seekers::index::left_over(app).await?;
    if left > 0 {
        tracing::error!(left, "numbers are kept that nobody has; the index of profiles is built anew");
        seekers::index::rebuild(app).await?;
    }
    let lapsed = applications::service::lapse(app).await?;
    tracing::info!(lapsed, "invitations have passed their deadline");
    db::forget_pages(&app.db).await
}
