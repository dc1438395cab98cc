//! Fires timers of calls that are due, and lets proposals follow. A timer and what it brings about are one transaction,
//! so two workers never fire the same.
use entity::public::call;
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::{
            desk::{
                model::Outcome,
                moves::service::{Act, carry_out},
                service::ground_of_clock,
            },
            mandates::rounds::service as mandates,
            service as calls,
            workflow::Event,
        },
        deadlines::Timer,
        machine::{Acting, Duty, Hand, Refusal},
        proposals::acts::service as proposals,
        record::{
            Object, countersigns,
            timers::{self, Due},
        },
    },
    platform::db,
};

/// Timers fired in a round.
const BATCH: u64 = 100;

/// Opens and closes the calls whose moment has come. Gives how many timers fired. What the machine refuses is marked with
/// its word and not tried again.
pub async fn tick(app: &App) -> Result<usize> {
    let mut fired = 0;
    for due in timers::due_of(&app.db, &[Object::Call], app.clock.now(), BATCH).await? {
        match due.timer {
            Timer::CallOpens => fired += usize::from(fire(app, due, Event::Open).await?),
            Timer::CallCloses => fired += usize::from(fire(app, due, Event::Close).await?),
            // No other timer runs on a call.
            _ => {}
        }
    }
    proposals::follow_calls(app).await?;
    mandates::tick(app).await?;
    Ok(fired)
}

/// Fires one timer. False when another worker did so meanwhile, or when it was moved to a later moment.
pub async fn fire(app: &App, due: Due, event: Event) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let known = match calls::locked(&transaction, due.object_id).await {
        Err(Error::NotFound) => return Ok(false),
        known => known?,
    };
    let ground = ground_of_clock(app, &transaction, known).await?;
    let payload = json!({ "due": due.at.unix_timestamp() });
    let hand = Hand { account: Uuid::nil(), duty: Duty::Clock, on_behalf_of: None };
    let acting = Acting { hand, countersign: None, payload: countersigns::mark(&payload), now, tied: false };
    let act = Act { event, acting, payload, columns: call::ActiveModel::default() };
    // Taken first: the step itself ends the timer.
    if !timers::fired(&transaction, due, now, "").await? {
        return Ok(false);
    }
    let outcome = match carry_out(&transaction, &ground, act).await? {
        Outcome::Done(state) => state.as_str(),
        Outcome::Refused(refusals) if refusals.contains(&Refusal::NotDueYet) => return Ok(false),
        Outcome::Refused(refusals) => refusals.first().map_or("", |refusal| refusal.as_str()),
    };
    timers::tell(&transaction, due, outcome).await?;
    transaction.commit().await?;
    Ok(true)
}
