//! The steps of a group on its proposal beside writing: signing, sending, sending again, taking back, withdrawing.
use entity::registry::grants::proposal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::Expr};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    acts::service::{apply, locked_of_enterprise},
    drafts::service::{Overview, hand},
    policy::MaySignProposals,
    workflow::{self, Event, Kind, State},
};
use crate::{
    app::App,
    error::Result,
    funding::{
        machine::{Acting, Duty, Hand, Plan, Refusal},
        versions::ContentHash,
    },
    identity::access::Permit,
    platform::{audit, db},
};

/// Who signs, the chair first.
const SIGNATORIES: &[Duty] = &[Duty::Chair, Duty::Treasurer];

/// What a step of the group is, beside writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The mark of what was looked at, and whether the warning about published names was ticked.
    Sign {
        content: ContentHash,
        read: bool,
    },
    Submit,
    /// What an office asked for is mended.
    Resubmit,
    Recall,
    Withdraw,
}

/// Signs, sends, takes back or withdraws a proposal. Gives where it stands.
pub async fn act(app: &App, permit: Permit<MaySignProposals>, code: &str, act: Act) -> Result<State> {
    let transaction = db::begin(&app.db).await?;
    let mut dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    let (event, wanted): (Event, &[Duty]) = match act {
        Act::Sign { content, .. } => (Event::Sign { content }, SIGNATORIES),
        Act::Submit => (Event::Submit, &[Duty::Chair]),
        Act::Resubmit => (Event::Resubmit, SIGNATORIES),
        Act::Recall => (Event::Recall, &[Duty::Chair]),
        Act::Withdraw => (Event::Withdraw, &[Duty::Chair]),
    };
    if let Act::Sign { read, .. } = act {
        dossier.publication_read = read;
    }
    let hand = hand(&transaction, app, &permit, wanted).await?;
    let plan = apply(&transaction, app, &dossier, &event, hand, &payload(&act)).await?;
    if matches!(act, Act::Sign { .. }) {
        mark_read(&transaction, dossier.id).await?;
    }
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(event.kind().as_str()),
        ..permit.event("act_on_proposal", "proposal")
    };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(plan.to)
}

/// Whether each step of the group could be taken now, and why not.
pub fn offers(overview: &Overview, now: OffsetDateTime, person: Uuid) -> Vec<(Kind, Result<(), Refusal>)> {
    let offer = |kind: Kind, wanted: &[Duty]| {
        let duty = wanted.iter().find(|duty| overview.duties.contains(duty)).copied().unwrap_or(Duty::Writer);
        let hand = Hand { account: person, duty, on_behalf_of: None };
        let acting = Acting { hand, countersign: None, payload: overview.mark, now, tied: false };
        let mut facts = overview.dossier.facts(acting);
        // The page itself asks for the tick.
        facts.file.publication_read = true;
        (kind, workflow::offer(Some(overview.dossier.state), kind, &facts))
    };
    vec![
        offer(Kind::Sign, SIGNATORIES),
        offer(Kind::Submit, &[Duty::Chair]),
        offer(Kind::Resubmit, SIGNATORIES),
        offer(Kind::Recall, &[Duty::Chair]),
        offer(Kind::Withdraw, &[Duty::Chair]),
    ]
}

/// What sending would do now, for the first time or again; nothing when it cannot be sent.
pub fn sending(overview: &Overview, now: OffsetDateTime, person: Uuid) -> Option<Plan<State>> {
    let (event, wanted): (Event, &[Duty]) = match overview.dossier.state {
        State::Draft => (Event::Submit, &[Duty::Chair]),
        _ => (Event::Resubmit, SIGNATORIES),
    };
    let duty = wanted.iter().find(|duty| overview.duties.contains(duty)).copied()?;
    let hand = Hand { account: person, duty, on_behalf_of: None };
    let acting = Acting { hand, countersign: None, payload: overview.mark, now, tied: false };
    workflow::decide(Some(overview.dossier.state), &event, &overview.dossier.facts(acting)).ok()
}

fn payload(act: &Act) -> Value {
    match act {
        Act::Sign { content, .. } => json!({ "content": content.hex() }),
        Act::Submit | Act::Resubmit | Act::Recall | Act::Withdraw => json!({}),
    }
}

async fn mark_read(db: &impl ConnectionTrait, proposal: Uuid) -> Result<()> {
    proposal::Entity::update_many()
        .col_expr(proposal::Column::PublicationRead, Expr::value(true))
        .filter(proposal::Column::Id.eq(proposal))
        .exec(db)
        .await?;
    Ok(())
}
