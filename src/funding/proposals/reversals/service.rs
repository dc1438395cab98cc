//! Takes something back, each time through the machine.
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::{
    super::{
        acts::{
            Dossier,
            service::{apply, locked_of_agency, of_agency, refused},
        },
        checks::desk::service::{File, admitted, find as find_file},
        objections::service::{self as objections, Written},
        policy::MayCheckProposals,
        workflow::{self, Event, Kind, State},
    },
    model::{Act, Step, reason_of},
};
use crate::{
    app::App,
    error::{Invalid, Result},
    funding::{
        calls::{mandates::service as mandates, service as calls},
        machine::{Acting, Countersign, Duty, Hand, Plan, Refusal},
        notices::service as notices,
        reasons::Reason,
        record::{
            Object,
            countersigns::{self, Waiting},
        },
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{audit, db},
};

/// The field of a text.
pub const TEXT: &str = "uraian";
/// Letters of a text.
const LONGEST: usize = 2_000;

/// A step on its page.
#[derive(Clone, Debug)]
pub struct Desk {
    pub file: File,
    /// What the group wrote, where an objection is decided.
    pub objection: Option<Written>,
    /// What the lead agreed to, with its mark, for whoever may confirm it.
    pub waiting: Option<(Reason, String)>,
    /// Why it cannot be taken now by whoever looks.
    pub obstacle: Option<Refusal>,
}

/// A step that takes something back of a proposal that was sent to the office.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str, step: Step) -> Result<Desk> {
    let file = find_file(app, permit, code).await?;
    let waiting = if step == Step::Void { waiting(&app.db, &file.dossier).await? } else { None };
    let may_wait = file.dossier.state.meets().contains(&Kind::Void) && file.duties.contains(&Duty::Decider);
    let waiting = waiting.filter(|_| may_wait);
    let obstacle = if waiting.is_some() { None } else { obstacle(app, &file, permit.actor(), step) };
    Ok(Desk {
        objection: match step {
            Step::Objection => objections::written(&app.db, file.dossier.id).await?,
            Step::Correct | Step::Void => None,
        },
        waiting: waiting
            .and_then(|waiting| Some((reason_of(&waiting.payload)?, countersigns::mark(&waiting.payload).hex()))),
        obstacle,
        file,
    })
}

/// The steps that can be taken now by whoever looks at a file.
pub async fn steps(app: &App, file: &File, person: Uuid) -> Result<Vec<Step>> {
    let mut steps: Vec<Step> =
        Step::ALL.iter().copied().filter(|step| obstacle(app, file, person, *step).is_none()).collect();
    let confirms = file.duties.contains(&Duty::Decider) && !steps.contains(&Step::Void);
    if confirms && file.dossier.state.meets().contains(&Kind::Void) && waiting(&app.db, &file.dossier).await?.is_some()
    {
        steps.push(Step::Void);
    }
    Ok(steps)
}

/// What a step would do, from the very plan that is carried out.
///
/// # Errors
/// Why it would be refused.
pub async fn plan(app: &App, permit: &Permit<MayCheckProposals>, code: &str, act: &Act) -> Result<Plan<State>> {
    guard(app, act.text()).await?;
    let dossier = of_agency(&app.db, permit.object(), code).await?;
    let duties = admitted(&app.db, app, permit, &dossier).await?;
    let hand = hand(permit.actor(), act.step(), &duties).or_else(|refusal| match act {
        // Whoever confirms looks at it as well.
        Act::Void { .. } if duties.contains(&Duty::Decider) => Ok(decider(permit.actor())),
        _ => Err(refused(refusal)),
    })?;
    tried(app, &dossier, act, hand)
}

/// Takes a step of one person.
///
/// # Errors
/// The refusal of the machine, beside the buttons; a text that may stand in no letter.
pub async fn take(app: &App, permit: Permit<MayCheckProposals>, code: &str, act: &Act) -> Result<State> {
    guard(app, act.text()).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    let duties = admitted(&transaction, app, &permit, &dossier).await?;
    let hand = hand(permit.actor(), act.step(), &duties).map_err(refused)?;
    let event = act.event();
    let to = apply(&transaction, app, &dossier, &event, hand, &act.payload()).await?.to;
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(event.kind().as_str()),
        ..permit.event("check_proposal", "proposal")
    };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(to)
}

/// The lead agrees that a proposal is void. Nothing happens before whoever decides confirms the same.
///
/// # Errors
/// As [`take`].
pub async fn agree(app: &App, permit: Permit<MayCheckProposals>, code: &str, act: &Act) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    let duties = admitted(&transaction, app, &permit, &dossier).await?;
    let hand = hand(permit.actor(), Step::Void, &duties).map_err(refused)?;
    let _as_the_second_would = tried(app, &dossier, act, hand)?;
    let key = (Object::Proposal, dossier.id);
    let (call, word) = (dossier.call.row.id, Kind::Void.as_str());
    mandates::countersign(&transaction, call, key, word, hand, &act.payload(), now).await?;
    for (person, duty) in calls::panel(&transaction, dossier.call.row.id, now).await? {
        if duty == Duty::Decider {
            notices::tell(&transaction, now, person, None).await?;
        }
    }
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some("agree_void"),
        ..permit.event("check_proposal", "proposal")
    };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whoever decides confirms what the lead agreed to, if it is still what they had before them.
///
/// # Errors
/// The refusal of the machine, beside the buttons.
pub async fn confirm(app: &App, permit: Permit<MayCheckProposals>, code: &str, seen: &str) -> Result<State> {
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    if !admitted(&transaction, app, &permit, &dossier).await?.contains(&Duty::Decider) {
        return Err(refused(Refusal::NotYourDuty));
    }
    let waiting = waiting(&transaction, &dossier).await?.ok_or_else(|| refused(Refusal::SecondPersonNeeded))?;
    let reason = reason_of(&waiting.payload).filter(|_| countersigns::mark(&waiting.payload).hex() == seen);
    let event = Event::Void { reason: reason.ok_or_else(|| refused(Refusal::CountersignStale))? };
    let hand = decider(permit.actor());
    let to = apply(&transaction, app, &dossier, &event, hand, &waiting.payload).await?.to;
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(Kind::Void.as_str()),
        ..permit.event("check_proposal", "proposal")
    };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(to)
}

/// Why a step cannot be taken by whoever looks.
fn obstacle(app: &App, file: &File, person: Uuid, step: Step) -> Option<Refusal> {
    let hand = match hand(person, step, &file.duties) {
        Ok(hand) => hand,
        Err(refusal) => return Some(refusal),
    };
    let acting = acting(app, as_the_last(step, hand), &json!({}));
    workflow::offer(Some(file.dossier.state), step.kind(), &file.dossier.facts(acting)).err()
}

/// As what somebody takes a step.
fn hand(person: Uuid, step: Step, held: &[Duty]) -> std::result::Result<Hand, Refusal> {
    let (wanted, duty) = step.duties();
    if wanted.iter().any(|duty| held.contains(duty)) {
        Ok(Hand { account: person, duty, on_behalf_of: None })
    } else {
        Err(Refusal::NotYourDuty)
    }
}

const fn decider(person: Uuid) -> Hand {
    Hand { account: person, duty: Duty::Decider, on_behalf_of: None }
}

/// The hand that ends a step: where two are needed the second one, whoever that is.
const fn as_the_last(step: Step, hand: Hand) -> Hand {
    match step {
        Step::Void => decider(hand.account),
        Step::Objection | Step::Correct => hand,
    }
}

/// Whoever acts, where two are needed with the other one beside them: so that nothing waits that could never be done.
fn acting(app: &App, hand: Hand, payload: &serde_json::Value) -> Acting {
    let (now, payload) = (app.clock.now(), countersigns::mark(payload));
    let first = Hand { account: Uuid::max(), duty: Duty::Lead, on_behalf_of: None };
    let countersign = Some(Countersign { hand: first, payload, at: now });
    Acting { hand, countersign, payload, now, tied: false }
}

/// What comes of it when the other person, where one is needed, does the same now.
fn tried(app: &App, dossier: &Dossier, act: &Act, hand: Hand) -> Result<Plan<State>> {
    let acting = acting(app, as_the_last(act.step(), hand), &act.payload());
    workflow::decide(Some(dossier.state), &act.event(), &dossier.facts(acting)).map_err(refused)
}

async fn waiting(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<Option<Waiting>> {
    countersigns::find(db, (Object::Proposal, dossier.id), Kind::Void.as_str()).await
}

async fn guard(app: &App, text: &str) -> Result<()> {
    if text.chars().count() > LONGEST {
        return Err(Invalid::one(TEXT, "objection-fault-long").into());
    }
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[(TEXT, text)], &mut faults).await?;
    faults.finish()
}
