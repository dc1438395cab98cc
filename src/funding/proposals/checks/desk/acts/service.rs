//! Steps of officers, each through the machine: claim, mark, send back, give time, find complete, refuse by two, pass
//! on. And sealed papers, opened with a reason that the group reads.
use entity::registry::grants::paper_opening;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis,
};
use serde_json::{Value, json};
use time::{Date, Duration};
use uuid::Uuid;

use super::super::{
    super::{
        super::{
            acts::{
                Dossier,
                service::{BUTTONS, apply, locked_of_agency, of_agency, readers, refused},
            },
            drafts::service::is_under_way,
            letters::service::refusal_of,
            policy::MayCheckProposals,
            reopening::service as reopening,
            workflow::{self, Event, Kind, State},
        },
        model::{OpeningReason, fault, opens_papers},
        service as checks,
    },
    service::{admitted, find, possible},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        calls::{mandates::service as mandates, service as calls},
        checklist::Mark,
        machine::{Acting, Duty, Grounds, Hand, Plan, Reader, Refusal, Written},
        notices::service as news,
        papers::service::{self as papers, Given},
        reasons::{Reason, Use},
        record::{
            Object,
            countersigns::{self, Waiting},
        },
        ties::service as ties,
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{audit, db, ids},
};

/// Letters of a note.
pub const LONGEST_NOTE: usize = 500;
/// The field with the text of a refusal or of a reason.
const TEXT: &str = "uraian";
/// Groups hear of opened papers at most this often.
const DIGEST: Duration = Duration::days(1);

/// A step of an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Claim {
        declares_no_tie: bool,
    },
    Return {
        due: Date,
    },
    Extend {
        due: Date,
    },
    Complete,
    /// That it is not eligible; another officer decides.
    Propose {
        reasons: Vec<Reason>,
        text: String,
    },
    /// What was proposed is decided.
    Confirm,
    Pass {
        to: Uuid,
        reason: String,
    },
    /// The group goes on after its time was over.
    Reopen {
        due: Date,
    },
    /// Its wish to is refused.
    RefuseReopen {
        reason: String,
    },
}

/// What somebody found at one point, as it was typed.
#[derive(Clone, Debug)]
pub struct Marked {
    pub mark: Mark,
    pub note: String,
}

impl Act {
    const fn kind(&self) -> Kind {
        match self {
            Self::Claim { .. } => Kind::Claim,
            Self::Return { .. } => Kind::Return,
            Self::Extend { .. } => Kind::Extend,
            Self::Complete => Kind::Complete,
            Self::Propose { .. } | Self::Confirm => Kind::Ineligible,
            Self::Pass { .. } => Kind::PassClaim,
            Self::Reopen { .. } | Self::RefuseReopen { .. } => Kind::Reopen,
        }
    }

    /// The duties that can take it, the one that is asked first before the other.
    const fn duties(&self) -> &'static [Duty] {
        match self {
            Self::Claim { .. } | Self::Return { .. } | Self::Complete | Self::Propose { .. } => &[Duty::Verifier],
            Self::Extend { .. } => &[Duty::Lead, Duty::Verifier],
            Self::Confirm | Self::Pass { .. } | Self::Reopen { .. } | Self::RefuseReopen { .. } => &[Duty::Lead],
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Propose { text, .. } => text,
            Self::Pass { reason, .. } | Self::RefuseReopen { reason } => reason,
            Self::Claim { .. }
            | Self::Return { .. }
            | Self::Extend { .. }
            | Self::Complete
            | Self::Confirm
            | Self::Reopen { .. } => "",
        }
    }
}

/// Takes a step. Gives where the proposal stands then.
///
/// # Errors
/// The refusal of the machine, beside the buttons; a text that may stand in no letter.
pub async fn act(app: &App, permit: Permit<MayCheckProposals>, code: &str, act: Act) -> Result<State> {
    guard(app, act.text()).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    let hand = hand(&transaction, app, &permit, &dossier, act.duties()).await?;
    let to = if let Act::Propose { reasons, text } = &act {
        propose(&transaction, app, &dossier, hand, (reasons, text)).await?;
        dossier.state
    } else if let Act::RefuseReopen { reason } = &act {
        reopening::refuse(&transaction, app, &dossier, reason).await?;
        dossier.state
    } else {
        if matches!(act, Act::Claim { .. })
            && let Some(holder) = dossier.check.verifier
        {
            // Pressing twice is no fault.
            return if holder == permit.actor() { Ok(dossier.state) } else { Err(refused(Refusal::AlreadyClaimed)) };
        }
        let (event, payload) = event(&transaction, app, &permit, &dossier, &act).await?;
        apply(&transaction, app, &dossier, &event, hand, &payload).await?.to
    };
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(act.kind().as_str()),
        ..permit.event("check_proposal", "proposal")
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
    guard(app, act.text()).await?;
    let dossier = of_agency(&app.db, permit.object(), code).await?;
    let hand = hand(&app.db, app, permit, &dossier, act.duties()).await?;
    let (event, payload) = event(&app.db, app, permit, &dossier, act).await?;
    let key = (Object::Proposal, dossier.id);
    let waiting = countersigns::find(&app.db, key, act.kind().as_str()).await?;
    let acting = Acting {
        hand,
        countersign: waiting.map(|waiting| waiting.countersign),
        payload: countersigns::mark(&payload),
        now: app.clock.now(),
        tied: false,
    };
    workflow::decide(Some(dossier.state), &event, &dossier.facts(acting)).map_err(refused)
}

/// Whether each step could be taken now by whoever looks.
pub async fn offers(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Vec<Kind>> {
    let file = find(app, permit, code).await?;
    let dossier = &file.dossier;
    let now = app.clock.now();
    let may = |kind: Kind, wanted: &[Duty]| {
        wanted.iter().filter(|duty| file.duties.contains(duty)).any(|duty| {
            let hand = Hand { account: permit.actor(), duty: *duty, on_behalf_of: None };
            let countersign = file.refusal.as_ref().map(|waiting| waiting.countersign);
            let payload = countersign.map_or_else(|| countersigns::mark(&json!({})), |waiting| waiting.payload);
            let acting = Acting { hand, countersign, payload, now, tied: false };
            workflow::offer(Some(dossier.state), kind, &dossier.facts(acting)).is_ok()
        })
    };
    let steps: [(Kind, &[Duty]); 8] = [
        (Kind::AskContent, &[Duty::Lead]),
        (Kind::Reopen, &[Duty::Lead]),
        (Kind::Claim, &[Duty::Verifier]),
        (Kind::Return, &[Duty::Verifier]),
        (Kind::Extend, &[Duty::Lead, Duty::Verifier]),
        (Kind::Complete, &[Duty::Verifier]),
        (Kind::Ineligible, &[Duty::Lead]),
        (Kind::PassClaim, &[Duty::Lead]),
    ];
    Ok(steps.into_iter().filter(|(kind, duties)| may(*kind, duties)).map(|(kind, _)| kind).collect())
}

/// Keeps what was found at the points of one group. What is refused is not kept, and nothing else of the group either.
pub async fn mark(app: &App, permit: Permit<MayCheckProposals>, code: &str, found: Vec<Marked>) -> Result<()> {
    let mut faults = Invalid::default();
    for one in &found {
        let field = one.mark.point.key();
        if let Some(key) = fault(one.mark.presence, one.mark.lacking, &one.note) {
            faults.0.push((field, key));
        }
        if one.note.chars().count() > LONGEST_NOTE {
            faults.0.push((field, "checking-fault-long"));
        }
    }
    let notes: Vec<(&'static str, &str)> =
        found.iter().filter(|one| !one.note.is_empty()).map(|one| (one.mark.point.key(), one.note.as_str())).collect();
    moderation::judge_new(app, &notes, &mut faults).await?;
    faults.0.dedup();
    faults.finish()?;
    let transaction = db::begin(&app.db).await?;
    let dossier = held(&transaction, app, &permit, code).await?;
    let marks: Vec<_> = found.into_iter().map(|one| (one.mark, one.note)).collect();
    checks::mark(&transaction, dossier.id, &marks).await?;
    transaction.commit().await?;
    Ok(())
}

/// Keeps what was found of other help for the same group.
pub async fn note_duplicates(app: &App, permit: Permit<MayCheckProposals>, code: &str, note: &str) -> Result<()> {
    if note.is_empty() || note.chars().count() > LONGEST_NOTE {
        return Err(Invalid::one("ganda", "checking-fault-duplicates").into());
    }
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[("ganda", note)], &mut faults).await?;
    faults.finish()?;
    let transaction = db::begin(&app.db).await?;
    let dossier = held(&transaction, app, &permit, code).await?;
    checks::note_duplicates(&transaction, dossier.id, note).await?;
    transaction.commit().await?;
    Ok(())
}

/// Opens a paper. One that is sealed is opened by the verifier who holds the claim alone, while the papers are checked,
/// and the group reads that it was; an open one by whoever reads the file.
pub async fn open(
    app: &App,
    permit: Permit<MayCheckProposals>,
    code: &str,
    paper: &str,
    reason: Option<OpeningReason>,
) -> Result<Given> {
    let file = find(app, &permit, code).await?;
    let dossier = &file.dossier;
    let known = dossier.papers.iter().find(|known| known.code == paper).ok_or(Error::NotFound)?;
    if !file.reads || known.quarantined {
        return Err(Error::NotFound);
    }
    if known.kind.is_sealed() {
        if !file.holds || !file.duties.contains(&Duty::Verifier) || !opens_papers(dossier.state) {
            return Err(Error::NotFound);
        }
        let reason = reason.ok_or_else(|| Invalid::one("alasan", "error-choice"))?;
        tell_opening(app, &permit, dossier, known.id, reason).await?;
    }
    papers::bytes(app, dossier.id, paper).await
}

/// The row the group reads is there before the paper is opened.
async fn tell_opening(
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
    paper: Uuid,
    reason: OpeningReason,
) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let lately = paper_opening::Entity::find()
        .filter(paper_opening::Column::ProposalId.eq(dossier.id))
        .filter(paper_opening::Column::At.gt(TimeUnixTimestampMillis(now - DIGEST)))
        .one(&transaction)
        .await?;
    let row = paper_opening::ActiveModel {
        id: Set(ids::new_id()),
        paper_id: Set(paper),
        proposal_id: Set(dossier.id),
        person_id: Set(permit.actor()),
        duty: Set(Duty::Verifier.as_str().to_owned()),
        reason: Set(reason.as_str().to_owned()),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    paper_opening::Entity::insert(row).exec_without_returning(&transaction).await?;
    if lately.is_none() {
        for person in readers(&transaction, app, dossier, Reader::Signatories).await? {
            news::tell(&transaction, now, person, None).await?;
        }
    }
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(reason.as_str()),
        ..permit.event("open_sealed_paper", "proposal")
    };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(())
}

/// A proposal whose list can be marked: whoever acts holds its claim, and it is being checked.
async fn held(
    db: &sea_orm::DatabaseTransaction,
    app: &App,
    permit: &Permit<MayCheckProposals>,
    code: &str,
) -> Result<Dossier> {
    let dossier = locked_of_agency(db, permit.object(), code).await?;
    let duties = admitted(db, app, permit, &dossier).await?;
    if !duties.contains(&Duty::Verifier) || dossier.check.verifier != Some(permit.actor()) {
        return Err(refused(Refusal::NotYourClaim));
    }
    if dossier.state == State::AdminCheck { Ok(dossier) } else { Err(refused(Refusal::NotThisState)) }
}

/// The hand of whoever acts. The verifier who holds the claim acts as one even when they lead the call too.
pub async fn hand(
    db: &impl ConnectionTrait,
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
    wanted: &[Duty],
) -> Result<Hand> {
    let held = admitted(db, app, permit, dossier).await?;
    let duty = wanted.iter().copied().find(|duty| held.contains(duty));
    let duty = duty.ok_or_else(|| refused(Refusal::NotYourDuty))?;
    Ok(Hand { account: permit.actor(), duty, on_behalf_of: None })
}

async fn event(
    db: &impl ConnectionTrait,
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
    act: &Act,
) -> Result<(Event, Value)> {
    match act {
        Act::Claim { declares_no_tie } => Ok((Event::Claim { declares_no_tie: *declares_no_tie }, json!({}))),
        Act::Return { due } => {
            // One whole list, so that the group mends everything at once.
            if !dossier.check.unseen().is_empty() {
                return Err(Invalid::one(BUTTONS, "checking-list-open").into());
            }
            let items = dossier.check.defects();
            let points: Vec<&str> = items.iter().map(|item| item.point.as_str()).collect();
            let payload = json!({ "due": due.to_string(), "points": points });
            Ok((Event::Return { items, due: *due }, payload))
        }
        Act::Extend { due } => Ok((Event::Extend { due: *due }, json!({ "due": due.to_string() }))),
        Act::Complete => Ok((Event::Complete, json!({}))),
        Act::Reopen { due } => {
            if is_under_way(db, dossier.enterprise, dossier.call.row.id).await? {
                return Err(refused(Refusal::OtherProposalLive));
            }
            Ok((Event::Reopen { due: *due }, json!({ "due": due.to_string() })))
        }
        // Refusing moves nothing.
        Act::RefuseReopen { .. } => Err(refused(Refusal::NotThisState)),
        Act::Propose { reasons, text } => {
            Ok((Event::Ineligible { grounds: grounds(reasons, text) }, payload_of(reasons, text)))
        }
        Act::Confirm => {
            let waiting = waiting(db, dossier).await?.ok_or_else(|| refused(Refusal::SecondPersonNeeded))?;
            let (reasons, text) = refusal_of(&waiting.payload)?;
            Ok((Event::Ineligible { grounds: grounds(&reasons, &text) }, waiting.payload))
        }
        Act::Pass { to, reason } => {
            let on_panel = calls::duties(db, dossier.call.row.id, *to, app.clock.now()).await?;
            let can = possible(db, app, permit.object(), *to).await?.contains(&Duty::Verifier);
            if !can || !on_panel.contains(&Duty::Verifier) {
                return Err(Error::NotFound);
            }
            let to_is_tied = ties::tie(db, *to, dossier.id, app.clock.now()).await?;
            let event = Event::PassClaim { to: *to, to_is_tied, reason: written(reason) };
            Ok((event, json!({ "reason": reason })))
        }
    }
}

/// One officer says that it is not eligible. Nothing happens before another one decides.
async fn propose(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    hand: Hand,
    (reasons, text): (&[Reason], &str),
) -> Result<()> {
    let refuse = |refusal| Err(refused(refusal));
    if dossier.state != State::AdminCheck {
        return refuse(Refusal::NotThisState);
    }
    if dossier.check.verifier != Some(hand.account) {
        return refuse(Refusal::NotYourClaim);
    }
    grounds(reasons, text).fit(Use::Ineligible, dossier.call.terms.is_ranked()).map_err(refused)?;
    let (key, now) = ((Object::Proposal, dossier.id), app.clock.now());
    let (call, word) = (dossier.call.row.id, Kind::Ineligible.as_str());
    mandates::countersign(db, call, key, word, hand, &payload_of(reasons, text), now).await?;
    for person in readers(db, app, dossier, Reader::Lead).await? {
        news::tell(db, now, person, None).await?;
    }
    Ok(())
}

async fn waiting(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<Option<Waiting>> {
    countersigns::find(db, (Object::Proposal, dossier.id), Kind::Ineligible.as_str()).await
}

fn payload_of(reasons: &[Reason], text: &str) -> Value {
    let reasons: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
    json!({ "reasons": reasons, "text": text })
}

fn grounds(reasons: &[Reason], text: &str) -> Grounds {
    Grounds { codes: reasons.to_vec(), text: written(text) }
}

/// A text that came past the guard.
const fn written(text: &str) -> Written {
    if text.is_empty() { Written::Nothing } else { Written::Fine }
}

async fn guard(app: &App, text: &str) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    if text.chars().count() > LONGEST_NOTE {
        return Err(Invalid::one(TEXT, "checking-fault-long").into());
    }
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[(TEXT, text)], &mut faults).await?;
    faults.finish()
}
