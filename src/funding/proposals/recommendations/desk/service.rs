//! The lead says what is recommended, and a second officer confirms the very same.
use entity::registry::grants::{proposal, proposal_version};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::TimeUnixTimestampMillis,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{apply, locked_of_agency, of_agency, readers, refused},
        },
        checks::desk::service::{File, admitted, find as find_file},
        policy::MayCheckProposals,
        workflow::{self, Kind, State},
    },
    model::Recommendation,
    service::agreed,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::mandates::service as mandates,
        machine::{Acting, Countersign, Duty, Hand, Plan, Reader, Refusal},
        notices::service as notices,
        record::{
            Object,
            countersigns::{self, Waiting},
        },
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{audit, db},
};

/// The recommendation of a proposal as an officer sees it.
#[derive(Clone, Debug)]
pub struct Desk {
    pub file: File,
    /// What one officer agreed to, with its mark, and whether that was the one who looks.
    pub waiting: Option<(Recommendation, String, bool)>,
    pub may_agree: bool,
    pub may_confirm: bool,
    /// Why nothing can be recommended now.
    pub obstacle: Option<Refusal>,
}

/// The recommendation of a proposal. It is there for its lead, for the verifier who holds it, and for those who decide once
/// it stands.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Desk> {
    let file = find_file(app, permit, code).await?;
    let dossier = ordered(&app.db, file.dossier.clone()).await?;
    let open = dossier.state == State::Scored;
    if !file.reads || !open && dossier.recommendation.is_none() {
        return Err(Error::NotFound);
    }
    let waiting = waiting(&app.db, &dossier).await?.filter(|_| open);
    let leads = file.duties.contains(&Duty::Lead);
    let obstacle = if open { offered(app, &dossier).err() } else { None };
    let shown = match &waiting {
        Some(waiting) => {
            let own = waiting.countersign.hand.account == permit.actor();
            Some((agreed(&waiting.payload)?, countersigns::mark(&waiting.payload).hex(), own))
        }
        None => None,
    };
    let second = file.holds || file.duties.contains(&Duty::ProgrammeOwner);
    Ok(Desk {
        may_agree: open && leads && obstacle.is_none(),
        may_confirm: second && shown.as_ref().is_some_and(|(.., own)| !own),
        waiting: shown,
        obstacle,
        file,
    })
}

/// What a recommendation would do, if both officers made it now.
///
/// # Errors
/// Why it would be refused.
pub async fn plan(
    app: &App,
    permit: &Permit<MayCheckProposals>,
    code: &str,
    given: &Recommendation,
) -> Result<Plan<State>> {
    let dossier = ordered(&app.db, of_agency(&app.db, permit.object(), code).await?).await?;
    admitted(&app.db, app, permit, &dossier).await?;
    tried(app, &dossier, given)
}

/// The lead agrees. What they agree to waits for the second officer, in the place of an earlier word.
///
/// # Errors
/// The refusal of the machine, beside the buttons.
pub async fn agree(app: &App, permit: Permit<MayCheckProposals>, code: &str, given: &Recommendation) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = ordered(&transaction, locked_of_agency(&transaction, permit.object(), code).await?).await?;
    if !admitted(&transaction, app, &permit, &dossier).await?.contains(&Duty::Lead) {
        return Err(refused(Refusal::NotYourDuty));
    }
    tried(app, &dossier, given).map(drop)?;
    let hand = Hand { account: permit.actor(), duty: Duty::Lead, on_behalf_of: None };
    let key = (Object::Proposal, dossier.id);
    let (call, word) = (dossier.call.row.id, Kind::Recommend.as_str());
    mandates::countersign(&transaction, call, key, word, hand, &json!(given), now).await?;
    for person in readers(&transaction, app, &dossier, Reader::Verifier).await? {
        notices::tell(&transaction, now, person, None).await?;
    }
    let line = audit::Event { object: Some(dossier.id), ..permit.event("agree_recommendation", "proposal") };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(())
}

/// The second officer confirms what waits, if it is still what they had before them.
///
/// # Errors
/// The refusal of the machine, beside the buttons.
pub async fn confirm(app: &App, permit: Permit<MayCheckProposals>, code: &str, seen: &str) -> Result<State> {
    let transaction = db::begin(&app.db).await?;
    let dossier = ordered(&transaction, locked_of_agency(&transaction, permit.object(), code).await?).await?;
    let duties = admitted(&transaction, app, &permit, &dossier).await?;
    let waiting = waiting(&transaction, &dossier).await?.ok_or_else(|| refused(Refusal::SecondPersonNeeded))?;
    if countersigns::mark(&waiting.payload).hex() != seen {
        return Err(refused(Refusal::CountersignStale));
    }
    let duty = [Duty::ProgrammeOwner, Duty::Verifier].into_iter().find(|duty| duties.contains(duty));
    let duty = duty.ok_or_else(|| refused(Refusal::NotYourDuty))?;
    let hand = Hand { account: permit.actor(), duty, on_behalf_of: None };
    let event = agreed(&waiting.payload)?.event(&dossier.budget.lines, dossier.call.terms.certificate)?;
    let to = apply(&transaction, app, &dossier, &event, hand, &waiting.payload).await?.to;
    let line = audit::Event { object: Some(dossier.id), ..permit.event("recommend_proposal", "proposal") };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(to)
}

/// Texts that may stand in no letter: for each whether it is one.
pub async fn blocked(app: &App, texts: &[&str]) -> Result<Vec<bool>> {
    if moderation::may_stand(&app.db, texts).await? {
        return Ok(vec![false; texts.len()]);
    }
    let mut blocked = Vec::new();
    for text in texts {
        blocked.push(!text.is_empty() && !moderation::may_stand(&app.db, &[text]).await?);
    }
    Ok(blocked)
}

/// What comes of it when both officers agree now.
fn tried(app: &App, dossier: &Dossier, given: &Recommendation) -> Result<Plan<State>> {
    let event = given.event(&dossier.budget.lines, dossier.call.terms.certificate)?;
    let acting = both(app, &json!(given));
    workflow::decide(Some(dossier.state), &event, &dossier.facts(acting)).map_err(refused)
}

fn offered(app: &App, dossier: &Dossier) -> std::result::Result<(), Refusal> {
    workflow::offer(Some(dossier.state), Kind::Recommend, &dossier.facts(both(app, &json!({}))))
}

/// Two officers, whoever they are.
fn both(app: &App, payload: &Value) -> Acting {
    let (now, payload) = (app.clock.now(), countersigns::mark(payload));
    let first = Hand { account: Uuid::max(), duty: Duty::Lead, on_behalf_of: None };
    let second = Hand { account: Uuid::nil(), duty: Duty::ProgrammeOwner, on_behalf_of: None };
    let countersign = Some(Countersign { hand: first, payload, at: now });
    Acting { hand: second, countersign, payload, now, tied: false }
}

async fn waiting(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<Option<Waiting>> {
    countersigns::find(db, (Object::Proposal, dossier.id), Kind::Recommend.as_str()).await
}

/// With whether it is the next of its call: no other one that is complete was sent before it.
async fn ordered(db: &impl ConnectionTrait, mut dossier: Dossier) -> Result<Dossier> {
    if dossier.call.terms.is_ranked() {
        return Ok(dossier);
    }
    let sent: Option<proposal_version::Model> = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.eq(dossier.id))
        .order_by_desc(proposal_version::Column::Number)
        .limit(1)
        .one(db)
        .await?;
    let Some(sent) = sent else { return Ok(dossier) };
    let waiting = [State::FieldVisit, State::InReview, State::ContentRevision, State::Scored];
    let others: Vec<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::CallId.eq(dossier.call.row.id))
        .filter(proposal::Column::Id.ne(dossier.id))
        .filter(proposal::Column::State.is_in(waiting.map(State::as_str)))
        .into_tuple()
        .all(db)
        .await?;
    let last: Vec<(Uuid, TimeUnixTimestampMillis)> = proposal_version::Entity::find()
        .select_only()
        .column(proposal_version::Column::ProposalId)
        .column_as(proposal_version::Column::MadeAt.max(), "last")
        .filter(proposal_version::Column::ProposalId.is_in(others))
        .group_by(proposal_version::Column::ProposalId)
        .into_tuple()
        .all(db)
        .await?;
    dossier.turn.is_next = last.iter().all(|(_, at)| at.0 >= sent.made_at.0);
    Ok(dossier)
}
