//! The round of reviews of one proposal: who has scored, whom another one replaces, and the close, which is always a
//! person's act. Before the close nobody sees scores; after it the lead sees all of them.
use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{apply, locked_of_agency, refused},
        },
        checks::desk::{
            acts::service::LONGEST_NOTE,
            service::{File, admitted, find as find_file},
        },
        policy::MayCheckProposals,
        workflow::{self, Event, Kind, State},
    },
    model::Assignment,
    service as reviews,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        machine::{Acting, Duty, Hand, Plan, Written},
        record::countersigns,
    },
    identity::{access::Permit, vault},
    moderation::service as moderation,
    platform::{audit, db},
};

/// The field with the reason of a close.
pub const CLOSING: &str = "uraian";
/// The field with the reason of a replacement.
pub const REPLACING: &str = "sebab";

/// The round as the lead sees it.
#[derive(Clone, Debug)]
pub struct Round {
    pub file: File,
    /// Who reviews it, by account.
    pub names: HashMap<Uuid, String>,
    /// What came in lies far apart.
    pub wide: bool,
    pub may_close: bool,
    /// One more reviewer can be asked.
    pub may_add: bool,
}

/// A step of the lead.
#[derive(Clone, Debug)]
pub enum Act {
    Close {
        reason: String,
    },
    /// One more reviewer.
    Add,
    /// Another one takes the place of a reviewer, who is named by the code of the packet.
    Reassign {
        packet: String,
        reason: String,
    },
}

/// The round of a proposal. For everybody but its lead it does not exist.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Round> {
    let file = find_file(app, permit, code).await?;
    let dossier = &file.dossier;
    if !file.duties.contains(&Duty::Lead) || dossier.review.assignments.is_empty() && dossier.state != State::InReview {
        return Err(Error::NotFound);
    }
    let people: Vec<Uuid> = dossier.review.live().map(|one| one.person).collect();
    let names = vault::display_names(&app.db, &app.keys, &people).await?;
    let acting = acting(permit, &json!({}), app);
    Ok(Round {
        names: names.into_iter().map(|(person, name)| (person, name.expose().to_owned())).collect(),
        wide: dossier.call.rubric.is_wide(&dossier.review.sums),
        may_add: dossier.state == State::InReview && dossier.call.rubric.is_wide(&dossier.review.sums),
        may_close: workflow::offer(Some(dossier.state), Kind::CloseReview, &dossier.facts(acting)).is_ok(),
        file,
    })
}

/// Takes a step. Gives where the proposal stands then.
///
/// # Errors
/// The refusal of the machine, beside the buttons; a reason that is missing or may not stand.
pub async fn act(app: &App, permit: Permit<MayCheckProposals>, code: &str, act: Act) -> Result<State> {
    guard(app, &act).await?;
    let transaction = db::begin(&app.db).await?;
    let (dossier, event, payload) = prepared(&transaction, app, &permit, code, &act).await?;
    let hand = hand(&permit);
    let to = apply(&transaction, app, &dossier, &event, hand, &payload).await?.to;
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(event.kind().as_str()),
        ..permit.event("lead_review", "proposal")
    };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(to)
}

/// What a step would do now, from the very plan that is carried out.
///
/// # Errors
/// Why it would be refused.
pub async fn plan(app: &App, permit: &Permit<MayCheckProposals>, code: &str, act: &Act) -> Result<Plan<State>> {
    guard(app, act).await?;
    let transaction = db::begin(&app.db).await?;
    let (dossier, event, payload) = prepared(&transaction, app, permit, code, act).await?;
    transaction.rollback().await?;
    let acting = acting(permit, &payload, app);
    workflow::decide(Some(dossier.state), &event, &dossier.facts(acting)).map_err(refused)
}

async fn prepared(
    db: &DatabaseTransaction,
    app: &App,
    permit: &Permit<MayCheckProposals>,
    code: &str,
    act: &Act,
) -> Result<(Dossier, Event, Value)> {
    let mut dossier = locked_of_agency(db, permit.object(), code).await?;
    leads(db, app, permit, &dossier).await?;
    match act {
        Act::Close { reason } => {
            let wide = dossier.call.rubric.is_wide(&dossier.review.sums);
            if dossier.state == State::InReview && wide && reason.is_empty() {
                return Err(Invalid::one(CLOSING, "review-fault-wide").into());
            }
            dossier.review.closing_reason.clone_from(reason);
            Ok((dossier, Event::CloseReview, json!({ "reason": reason })))
        }
        Act::Add => {
            dossier.review.replacement = reviews::replacement(db, app, &dossier).await?;
            Ok((dossier, Event::AddReviewer, json!({})))
        }
        Act::Reassign { packet, reason } => {
            let live = dossier.review.live().find(|one: &&Assignment| one.code == *packet);
            let reviewer = live.map(|one| one.person).ok_or_else(|| Invalid::one("penilai", "error-choice"))?;
            dossier.review.replacement = reviews::replacement(db, app, &dossier).await?;
            let written = if reason.is_empty() { Written::Nothing } else { Written::Fine };
            Ok((dossier, Event::Reassign { reviewer, reason: written }, json!({ "reason": reason })))
        }
    }
}

/// Whoever acts leads the call of the proposal, without a tie.
async fn leads(
    db: &impl ConnectionTrait,
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
) -> Result<()> {
    if admitted(db, app, permit, dossier).await?.contains(&Duty::Lead) { Ok(()) } else { Err(Error::NotFound) }
}

fn hand(permit: &Permit<MayCheckProposals>) -> Hand {
    Hand { account: permit.actor(), duty: Duty::Lead, on_behalf_of: None }
}

fn acting(permit: &Permit<MayCheckProposals>, payload: &Value, app: &App) -> Acting {
    let payload = countersigns::mark(payload);
    Acting { hand: hand(permit), countersign: None, payload, now: app.clock.now(), tied: false }
}

async fn guard(app: &App, act: &Act) -> Result<()> {
    let (field, reason) = match act {
        Act::Close { reason } => (CLOSING, reason),
        Act::Reassign { reason, .. } => (REPLACING, reason),
        Act::Add => return Ok(()),
    };
    let mut faults = Invalid::default();
    if reason.chars().count() > LONGEST_NOTE {
        faults.0.push((field, "checking-fault-long"));
    }
    if !reason.is_empty() {
        moderation::judge_new(app, &[(field, reason)], &mut faults).await?;
    }
    faults.finish()
}
