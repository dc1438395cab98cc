//! Keeps objections, and knows who may decide one.
use entity::registry::grants::objection;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, prelude::TimeUnixTimestampMillis};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    super::{
        acts::Dossier,
        checks::desk::service::possible,
        workflow::{self, Kind, State},
    },
    model::Standing,
};
use crate::{
    app::App,
    error::Result,
    funding::{
        calls::service as calls,
        machine::{Acting, Duty, Hand},
        record::{Object, countersigns, events},
        ties::service as ties,
    },
};

/// What a group wrote, and when.
#[derive(Clone, Debug)]
pub struct Written {
    pub reasons: String,
    pub at: OffsetDateTime,
}

/// Refusals and objections of a proposal. Nothing is read as long as there cannot be any.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid, state: State) -> Result<Standing> {
    match state {
        State::Draft | State::Submitted => Ok(Standing::default()),
        _ => Ok(Standing::of(&events::of(db, Object::Proposal, proposal).await?)),
    }
}

/// The objection of a proposal, if there is one.
pub async fn written(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Option<Written>> {
    let row = objection::Entity::find_by_id(proposal).one(db).await?;
    Ok(row.map(|row| Written { reasons: row.reasons, at: row.made_at.0 }))
}

/// Keeps an objection; there is one for each proposal.
pub async fn keep(db: &impl ConnectionTrait, proposal: Uuid, reasons: &str, now: OffsetDateTime) -> Result<()> {
    let row = objection::ActiveModel {
        proposal_id: Set(proposal),
        reasons: Set(reasons.to_owned()),
        made_at: Set(TimeUnixTimestampMillis(now)),
    };
    objection::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Who hears of an objection: those who may decide it, and the head of the office where there is nobody.
pub async fn hearers(db: &impl ConnectionTrait, app: &App, dossier: &Dossier) -> Result<Vec<Uuid>> {
    let deciders = deciders(db, app, dossier).await?;
    if deciders.is_empty() { heads(db, dossier, app.clock.now()).await } else { Ok(deciders) }
}

/// The head of an office, as the panel of the call names them; its lead where it names none.
pub async fn heads(db: &impl ConnectionTrait, dossier: &Dossier, now: OffsetDateTime) -> Result<Vec<Uuid>> {
    let panel = calls::panel(db, dossier.call.row.id, now).await?;
    let of = |wanted: Duty| panel.iter().filter(|(_, duty)| *duty == wanted).map(|(person, _)| *person).collect();
    let heads: Vec<Uuid> = of(Duty::Head);
    Ok(if heads.is_empty() { of(Duty::Lead) } else { heads })
}

/// Officials of the panel who had no part in the refusal, hold their office and are not tied: those who are named for
/// objections, and where there are none the others who decide.
async fn deciders(db: &impl ConnectionTrait, app: &App, dossier: &Dossier) -> Result<Vec<Uuid>> {
    let panel = calls::panel(db, dossier.call.row.id, app.clock.now()).await?;
    for wanted in [Duty::SecondDecider, Duty::Decider] {
        let mut free = Vec::new();
        for (person, _) in panel.iter().filter(|(_, duty)| *duty == wanted) {
            let holds = possible(db, app, dossier.call.row.agency_id, *person).await?.contains(&wanted);
            let tied = ties::tie(db, *person, dossier.id, app.clock.now()).await?;
            if holds && !tied && may_decide(app, dossier, *person) {
                free.push(*person);
            }
        }
        if !free.is_empty() {
            return Ok(free);
        }
    }
    Ok(Vec::new())
}

/// Whether somebody had no part in what was refused.
fn may_decide(app: &App, dossier: &Dossier, person: Uuid) -> bool {
    let hand = Hand { account: person, duty: Duty::SecondDecider, on_behalf_of: None };
    let payload = countersigns::mark(&json!({}));
    let acting = Acting { hand, countersign: None, payload, now: app.clock.now(), tied: false };
    workflow::offer(Some(State::Objected), Kind::Uphold, &dossier.facts(acting)).is_ok()
}
