//! The chair of a group objects, once and in time; everybody of the group reads what was written.
use serde_json::json;
use time::OffsetDateTime;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{apply, locked_of_enterprise, of_enterprise, refused},
        },
        drafts::service::hand,
        policy::{MaySignProposals, MayWriteProposals},
        workflow::{self, Event, State},
    },
    service::{self as objections, Written},
};
use crate::{
    app::App,
    error::{Invalid, Result},
    funding::{
        deadlines::Timer,
        machine::{Acting, Duty, Plan},
        record::{countersigns, timers},
    },
    identity::access::{Action, Permit},
    moderation::service as moderation,
    platform::{audit, db},
};

/// The field of the reasons.
pub const TEXT: &str = "uraian";
/// Letters of an objection.
const LONGEST: usize = 2_000;

/// An objection on its page.
#[derive(Clone, Debug)]
pub struct Own {
    pub dossier: Dossier,
    /// Until when the group may object; none where nothing is refused.
    pub until: Option<OffsetDateTime>,
    pub written: Option<Written>,
    pub running: Vec<Timer>,
}

impl Own {
    /// Whether there is something to show.
    pub fn is_there(&self) -> bool {
        self.written.is_some() || self.dossier.state == State::Rejected
    }
}

/// The objection of a proposal, or what is needed to make one.
pub async fn find(app: &App, permit: &Permit<MayWriteProposals>, code: &str) -> Result<Own> {
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    let hand = hand(&app.db, app, permit, &[Duty::Chair]).await?;
    let payload = countersigns::mark(&json!({}));
    let acting = Acting { hand, countersign: None, payload, now: app.clock.now(), tied: false };
    let running = timers::running(&app.db, dossier.id).await?;
    Ok(Own {
        until: dossier.facts(acting).objection_until(),
        written: objections::written(&app.db, dossier.id).await?,
        running: running.into_iter().map(|timer| timer.timer).collect(),
        dossier,
    })
}

/// What objecting would do now. Nothing is said of the text as long as there is none.
///
/// # Errors
/// The refusal of the machine, beside the buttons; a text that may not stand.
pub async fn plan<A: Action>(
    app: &App,
    permit: &Permit<A>,
    dossier: &Dossier,
    text: Option<&str>,
) -> Result<Plan<State>> {
    if let Some(text) = text {
        guard(app, text).await?;
    }
    let hand = hand(&app.db, app, permit, &[Duty::Chair]).await?;
    let payload = countersigns::mark(&json!({}));
    let acting = Acting { hand, countersign: None, payload, now: app.clock.now(), tied: false };
    workflow::decide(Some(dossier.state), &Event::Object, &dossier.facts(acting)).map_err(refused)
}

/// Objects. What is written is kept beside the proposal, and not in the line of what happened.
///
/// # Errors
/// As [`plan`].
pub async fn object(app: &App, permit: Permit<MaySignProposals>, code: &str, text: &str) -> Result<()> {
    guard(app, text).await?;
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    let hand = hand(&transaction, app, &permit, &[Duty::Chair]).await?;
    let _plan = apply(&transaction, app, &dossier, &Event::Object, hand, &json!({})).await?;
    objections::keep(&transaction, dossier.id, text.trim(), now).await?;
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(Event::Object.kind().as_str()),
        ..permit.event("act_on_proposal", "proposal")
    };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(())
}

async fn guard(app: &App, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Invalid::one(TEXT, "objection-fault-empty").into());
    }
    if text.chars().count() > LONGEST {
        return Err(Invalid::one(TEXT, "objection-fault-long").into());
    }
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[(TEXT, text)], &mut faults).await?;
    faults.finish()
}
