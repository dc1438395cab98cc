//! Fires timers of calls that are due, and lets the drafts of closed ones lapse. A timer and what it brings about are one transaction, so two workers never fire the same.
use entity::{public::call, registry::grants::proposal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Query as SubQuery};
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
            service as calls,
            workflow::Event,
        },
        deadlines::Timer,
        machine::{Acting, Duty, Hand, Refusal},
        model::CallState,
        proposals::{acts::service as proposals, workflow::State as ProposalState},
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
    lapse(app).await?;
    Ok(fired)
}

/// Drafts of calls that are closed lapse, those too that a worker left when it stopped.
async fn lapse(app: &App) -> Result<()> {
    let over = [CallState::Closed, CallState::Ranked, CallState::Finished];
    let over = SubQuery::select()
        .column(call::Column::Id)
        .from(call::Entity)
        .and_where(call::Column::State.is_in(over.map(CallState::as_str)))
        .take();
    let calls: Vec<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::CallId)
        .distinct()
        .filter(proposal::Column::State.eq(ProposalState::Draft.as_str()))
        .filter(proposal::Column::CallId.in_subquery(over))
        .limit(BATCH)
        .into_tuple()
        .all(&app.db)
        .await?;
    if !calls.is_empty() {
        proposals::lapse_drafts(app).await?;
    }
    Ok(())
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
    let outcome = match carry_out(&transaction, &ground, act).await? {
        Outcome::Done(state) => state.as_str(),
        Outcome::Refused(refusals) if refusals.contains(&Refusal::NotDueYet) => return Ok(false),
        Outcome::Refused(refusals) => refusals.first().map_or("", |refusal| refusal.as_str()),
    };
    if !timers::fired(&transaction, due, now, outcome).await? {
        return Ok(false);
    }
    transaction.commit().await?;
    Ok(true)
}
