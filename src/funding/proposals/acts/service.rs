//! Reads proposals whole and carries out their steps: every step goes through [`apply`], in one transaction with what
//! follows from it.
use std::collections::BTreeMap;

use entity::{
    public::{call, enterprise},
    registry::{
        grants::{award, paper, proposal, proposal_section, proposal_version, signature},
        ops::membership,
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::{OnConflict, Query as SubQuery, SimpleExpr},
};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    super::{
        checks::service as checks, contents::service as contents, decisions::service as decisions,
        letters::service as letters, milestones::service as milestones, objections::service as objections,
        recommendations::service as recommendations, reviews::service as reviews, visits::service as visits,
    },
    Budget, Dossier, Signed, Turn, Typed,
    dossier::Paper,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        budget,
        calls::{mandates::service as mandates, service as calls},
        eligibility::Door,
        machine::{Acting, Duty, Effect, Hand, Notice, Plan, Reader, Refusal, Signature},
        model::CallState,
        notices::service as news,
        papers::PaperKind,
        proposals::{
            contents::model::Standing as Questions,
            form::{Own, Section, questions},
            milestones::model::Standing as Numbers,
            reviews::model::Standing as Reviews,
            visits::model::Standing as Visit,
            workflow::{self, Event, State},
        },
        reasons::Reason,
        record::{Object, books, countersigns, events, timers},
        ties::service as ties,
        versions::{Content, ContentHash},
    },
    identity::{
        model::{Body, BodyKind, Office},
        rooms,
    },
    platform::{audit, db::locking},
};

/// The field beside which the refusal of a step is told.
pub const BUTTONS: &str = "tindakan";
/// The section under which a line of the budget is kept.
const LINE: &str = "rab-";
/// Proposals that follow their calls in one round.
const BATCH: u64 = 50;

/// A proposal of an enterprise, by its code.
pub async fn of_enterprise(db: &impl ConnectionTrait, enterprise: Uuid, code: &str) -> Result<Dossier> {
    let row = find(enterprise, code).one(db).await?.ok_or(Error::NotFound)?;
    whole(db, row).await
}

/// The same, locked until the transaction ends.
pub async fn locked_of_enterprise(db: &DatabaseTransaction, enterprise: Uuid, code: &str) -> Result<Dossier> {
    let row = locking(find(enterprise, code), db).one(db).await?.ok_or(Error::NotFound)?;
    whole(db, row).await
}

/// A proposal that was sent to an office, by its code. A draft is nobody's business but its group's, also one that was
/// taken back or was never sent.
pub async fn of_agency(db: &impl ConnectionTrait, agency: Uuid, code: &str) -> Result<Dossier> {
    let row = find_sent(agency, code).one(db).await?.ok_or(Error::NotFound)?;
    whole(db, row).await
}

/// The same, locked until the transaction ends.
pub async fn locked_of_agency(db: &DatabaseTransaction, agency: Uuid, code: &str) -> Result<Dossier> {
    let row = locking(find_sent(agency, code), db).one(db).await?.ok_or(Error::NotFound)?;
    whole(db, row).await
}

/// A proposal by its id: for whoever was asked to look at it.
pub async fn of_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Dossier> {
    let row = proposal::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    whole(db, row).await
}

/// A proposal by its id, locked until the transaction ends: for the clock.
pub async fn locked(db: &DatabaseTransaction, id: Uuid) -> Result<Dossier> {
    let row = locking(proposal::Entity::find_by_id(id), db).one(db).await?.ok_or(Error::NotFound)?;
    whole(db, row).await
}

/// What somebody is to the group: several offices are several duties, the chair first.
pub async fn duties(db: &impl ConnectionTrait, app: &App, enterprise: Uuid, person: Uuid) -> Result<Vec<Duty>> {
    let duties: Vec<Duty> = group(db, app, enterprise)
        .await?
        .into_iter()
        .filter(|(member, _)| *member == person)
        .map(|(_, duty)| duty)
        .collect();
    Ok([Duty::Chair, Duty::Treasurer, Duty::Writer].into_iter().filter(|duty| duties.contains(duty)).collect())
}

/// Carries out a step: the new state, what happened, timers, and everything else its plan says. The proposal has to be
/// locked.
///
/// # Errors
/// The refusal of the machine, beside the buttons; [`Error::Conflict`] when the row changed since it was read.
pub async fn apply(
    db: &DatabaseTransaction,
    app: &App,
    dossier: &Dossier,
    event: &Event,
    hand: Hand,
    payload: &Value,
) -> Result<Plan<State>> {
    let now = app.clock.now();
    let hand = mandates::behind(db, dossier.call.row.id, hand, now).await?;
    let key = (Object::Proposal, dossier.id);
    let waiting = countersigns::find(db, key, event.kind().as_str()).await?;
    let acting = Acting {
        hand,
        countersign: waiting.as_ref().map(|waiting| waiting.countersign),
        payload: countersigns::mark(payload),
        now,
        tied: hand.duty.is_officer() && ties::tie(db, hand.account, dossier.id, now).await?,
    };
    let plan = workflow::decide(Some(dossier.state), event, &dossier.facts(acting)).map_err(refused)?;
    if waiting.is_some() {
        countersigns::forget(db, key, event.kind().as_str()).await?;
    }
    if plan.to != dossier.state {
        write_state(db, dossier, plan.to, now).await?;
    }
    if event.kind().is_recorded() {
        let step = events::Step {
            event: event.kind().as_str(),
            from: Some(dossier.state.as_str()),
            to: plan.to.as_str(),
            hand,
            payload,
            at: now,
        };
        events::note(db, Object::Proposal, dossier.id, step).await?;
    }
    let clock = dossier.call.terms.zone.utc_offset();
    let moment = timers::Moment { now, calendar: &dossier.call.calendar, clock };
    timers::change(db, Object::Proposal, dossier.id, &plan.deadlines, moment).await?;
    // The promise of an approval is written together with the award it belongs to.
    if matches!(event, Event::DuePassed) && dossier.state == State::ContentRevision {
        contents::put_back(db, dossier, now).await?;
    }
    if matches!(event, Event::DuePassed) && plan.to == State::Lapsed {
        checks::lapse(db, dossier.id, now).await?;
    }
    if let (Event::Recommend { .. }, Some(waiting)) = (event, &waiting) {
        let officers = (waiting.countersign.hand.account, hand.account);
        recommendations::keep(db, dossier, payload, officers, now).await?;
    }
    for effect in &plan.effects {
        if let Effect::Issue { letter } = effect {
            let first = waiting.as_ref().map_or(hand, |waiting| waiting.countersign.hand);
            let step = letters::Step { plan: &plan, payload, first, hand };
            letters::issue(db, app, dossier, *letter, &step).await?;
        } else if let (Effect::OpenListed, Event::AskContent { due, .. }) = (effect, event) {
            contents::begin(db, dossier, (payload, *due), (hand, now)).await?;
        } else if matches!(effect, Effect::RecordMilestone { .. }) {
            milestones::keep(db, dossier, payload, hand, now).await?;
        } else if !decisions::carry_out(db, app, dossier, (effect, event), payload).await?
            && !reviews::carry_out(db, app, dossier, (effect, event), hand).await?
        {
            carry_out(db, dossier, effect, event, (hand, now)).await?;
        }
    }
    tell(db, app, dossier, event, &plan.notices).await?;
    Ok(plan)
}

/// What a refusal is to whoever pressed the button.
pub fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::NotFound => Error::NotFound,
        Refusal::Stale => Error::Conflict,
        refusal => Invalid::one(BUTTONS, refusal.key()).into(),
    }
}

/// What follows for proposals when their call moved: drafts of calls that are over lapse, and what is under way in a call
/// that was cancelled is voided. Gives how many moved.
pub async fn follow_calls(app: &App) -> Result<usize> {
    let closed = [CallState::Closed, CallState::Ranked, CallState::Finished];
    let over = [State::Approved, State::Rejected, State::Withdrawn, State::Lapsed, State::Voided];
    let mut moved = 0;
    for id in in_calls(&app.db, &closed, proposal::Column::State.eq(State::Draft.as_str())).await? {
        moved += usize::from(follow(app, id, &Event::ClosePassed, CLOCK).await?);
    }
    let live = proposal::Column::State.is_not_in(over.map(State::as_str));
    for id in in_calls(&app.db, &[CallState::Cancelled], live).await? {
        moved += usize::from(follow(app, id, &Event::Void { reason: Reason::CallCancelled }, CONSEQUENCE).await?);
    }
    Ok(moved)
}

/// Proposals in calls that stand so, a batch of them.
async fn in_calls(db: &impl ConnectionTrait, states: &[CallState], which: SimpleExpr) -> Result<Vec<Uuid>> {
    let calls = SubQuery::select()
        .column(call::Column::Id)
        .from(call::Entity)
        .and_where(call::Column::State.is_in(states.iter().map(|state| state.as_str())))
        .take();
    let ids = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(which)
        .filter(proposal::Column::CallId.in_subquery(calls))
        .order_by_asc(proposal::Column::Id)
        .limit(BATCH);
    Ok(ids.into_tuple().all(db).await?)
}

async fn follow(app: &App, id: Uuid, event: &Event, hand: Hand) -> Result<bool> {
    let transaction = crate::platform::db::begin(&app.db).await?;
    let dossier = locked(&transaction, id).await?;
    match apply(&transaction, app, &dossier, event, hand, &json!({})).await {
        Ok(_) => {
            transaction.commit().await?;
            Ok(true)
        }
        // Sent or withdrawn meanwhile: nothing is left to do.
        Err(Error::Invalid(_) | Error::Conflict) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The hand of the clock.
pub const CLOCK: Hand = Hand { account: Uuid::nil(), duty: Duty::Clock, on_behalf_of: None };
/// Another object moved, and this follows.
const CONSEQUENCE: Hand = Hand { account: Uuid::nil(), duty: Duty::Consequence, on_behalf_of: None };

fn find(enterprise: Uuid, code: &str) -> sea_orm::Select<proposal::Entity> {
    proposal::Entity::find()
        .filter(proposal::Column::PublicCode.eq(code))
        .filter(proposal::Column::EnterpriseId.eq(enterprise))
}

fn find_sent(agency: Uuid, code: &str) -> sea_orm::Select<proposal::Entity> {
    let of_agency = SubQuery::select()
        .column(call::Column::Id)
        .from(call::Entity)
        .and_where(call::Column::AgencyId.eq(agency))
        .take();
    proposal::Entity::find()
        .filter(proposal::Column::PublicCode.eq(code))
        .filter(proposal::Column::CallId.in_subquery(of_agency))
        .filter(proposal::Column::State.ne(State::Draft.as_str()))
        .filter(proposal::Column::SubmittedAt.is_not_null())
}

/// A proposal with everything that belongs to it.
async fn whole(db: &impl ConnectionTrait, row: proposal::Model) -> Result<Dossier> {
    let call = calls::of_id(db, row.call_id).await?;
    let own: Vec<Own> = serde_json::from_value(call.row.questions.clone()).map_err(anyhow::Error::from)?;
    let maker = enterprise::Entity::find_by_id(row.enterprise_id).one(db).await?.ok_or(Error::NotFound)?;
    let (sections, lines) = sections(db, row.id).await?;
    Ok(Dossier {
        id: row.id,
        code: row.public_code,
        enterprise: row.enterprise_id,
        enterprise_active: maker.state == "active",
        place: crate::regions::name(&maker.regency_code),
        state: State::of(&row.state)?,
        version: row.row_version,
        door: row.door.as_deref().map(Door::of).transpose()?,
        publication_read: row.publication_read,
        opened_at: row.opened_at.0,
        submitted_at: row.submitted_at.map(|at| at.0),
        questions: questions(&own),
        sections,
        budget: Budget::of(lines),
        papers: papers(db, row.id).await?,
        signed: signatures(db, row.id).await?,
        balance: books::of(db, row.call_id).await?,
        awards: awards_of(db, row.call_id).await?,
        check: checks::read(db, row.id, call.terms.zone.utc_offset()).await?,
        review: if is_reviewed(State::of(&row.state)?) {
            reviews::read(db, row.id, &call.rubric).await?
        } else {
            Reviews::default()
        },
        recommendation: if is_recommended(State::of(&row.state)?) {
            recommendations::read(db, row.id).await?
        } else {
            None
        },
        milestones: if row.submitted_at.is_some() { milestones::read(db, row.id).await? } else { Numbers::default() },
        visit: if row.state == State::FieldVisit.as_str() { visits::read(db, row.id).await? } else { Visit::default() },
        refusal: objections::read(db, row.id, State::of(&row.state)?).await?,
        contents: if is_reviewed(State::of(&row.state)?) {
            contents::read(db, row.id).await?
        } else {
            Questions::default()
        },
        turn: Turn::default(),
        call,
    })
}

/// Awards of a call that were not declined.
pub async fn awards_of(db: &impl ConnectionTrait, call: Uuid) -> Result<u32> {
    let awards = award::Entity::find()
        .filter(award::Column::CallId.eq(call))
        .filter(award::Column::State.ne("declined"))
        .count(db)
        .await?;
    Ok(u32::try_from(awards).unwrap_or(u32::MAX))
}

/// Whether there can be reviews: before the check is over there are none.
const fn is_reviewed(state: State) -> bool {
    !matches!(state, State::Draft | State::Submitted | State::AdminCheck | State::AdminRevision | State::FieldVisit)
}

/// Whether something can stand recommended.
const fn is_recommended(state: State) -> bool {
    matches!(
        state,
        State::Recommended
            | State::BudgetCheck
            | State::Approved
            | State::Waitlisted
            | State::Rejected
            | State::Objected
    )
}

type Sections = (BTreeMap<Section, Typed>, BTreeMap<u16, Typed>);

async fn sections(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Sections> {
    let rows =
        proposal_section::Entity::find().filter(proposal_section::Column::ProposalId.eq(proposal)).all(db).await?;
    let (mut sections, mut lines) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        let typed = Typed {
            fields: serde_json::from_str(&row.content).map_err(anyhow::Error::from)?,
            version: row.row_version,
            changed: Some((row.changed_by, row.changed_at.0)),
        };
        if let Some(section) = Section::parse(&row.section) {
            sections.insert(section, typed);
        } else if let Some(number) = row.section.strip_prefix(LINE).and_then(|number| number.parse().ok()) {
            lines.insert(number, typed);
        }
    }
    Ok((sections, lines))
}

/// The name under which a line of the budget is kept.
pub fn line_section(number: u16) -> String {
    format!("{LINE}{number}")
}

async fn papers(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Vec<Paper>> {
    let rows = paper::Entity::find()
        .filter(paper::Column::ProposalId.eq(proposal))
        .filter(paper::Column::RemovedAt.is_null())
        .order_by_asc(paper::Column::Id)
        .all(db)
        .await?;
    let read = |row: paper::Model| {
        Ok(Paper {
            id: row.id,
            code: row.public_code,
            kind: PaperKind::of(&row.kind)?,
            name: row.name,
            size: row.size_bytes,
            stored: row.stored,
            quarantined: row.state == "quarantined",
            unseen_warning: row.warned && !row.acknowledged,
            added_at: row.added_at.0,
        })
    };
    rows.into_iter().map(read).collect()
}

async fn signatures(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Vec<Signed>> {
    let rows = signature::Entity::find().filter(signature::Column::ProposalId.eq(proposal)).all(db).await?;
    let read = |row: signature::Model| {
        let content = ContentHash::from_hex(&row.content).ok_or_else(|| Error::unknown_word("ContentHash"))?;
        let signature = Signature { account: row.person_id, content };
        Ok(Signed { duty: Duty::of(&row.duty)?, signature, at: row.at.0 })
    };
    rows.into_iter().map(read).collect()
}

async fn write_state(db: &impl ConnectionTrait, dossier: &Dossier, to: State, now: OffsetDateTime) -> Result<()> {
    let mut change = proposal::ActiveModel {
        state: Set(to.as_str().to_owned()),
        row_version: Set(dossier.version + 1),
        ..Default::default()
    };
    if to == State::Submitted {
        change.submitted_at = Set(Some(TimeUnixTimestampMillis(now)));
    }
    let ended = matches!(to, State::Withdrawn | State::Lapsed | State::Voided);
    change.ended_at = Set(ended.then_some(TimeUnixTimestampMillis(now)));
    let moved = proposal::Entity::update_many()
        .set(change)
        .filter(proposal::Column::Id.eq(dossier.id))
        .filter(proposal::Column::RowVersion.eq(dossier.version))
        .exec(db)
        .await?;
    if moved.rows_affected == 0 { Err(Error::Conflict) } else { Ok(()) }
}

async fn carry_out(
    db: &impl ConnectionTrait,
    dossier: &Dossier,
    effect: &Effect,
    event: &Event,
    (hand, now): (Hand, OffsetDateTime),
) -> Result<()> {
    match (effect, event) {
        (Effect::ClearSignatures, _) => clear_signatures(db, dossier.id).await,
        (Effect::Sign { content }, _) => sign(db, dossier.id, hand, *content, now).await,
        (Effect::FreezeVersion, _) => freeze(db, dossier, now).await,
        (Effect::BeginChecklist, _) => checks::begin(db, dossier.id, hand.account, now).await,
        (Effect::OpenPapers { to }, _) => checks::hold(db, dossier.id, *to).await,
        (Effect::OpenListed, Event::Return { items, due }) => {
            checks::send_back(db, dossier.id, &dossier.check, items, *due).await?;
            clear_signatures(db, dossier.id).await
        }
        (Effect::OpenListed, Event::Reopen { due }) => checks::reopen(db, dossier.id, *due).await,
        (Effect::UpdateCalendars { day }, _) => checks::extend(db, dossier.id, *day).await,
        // Whether papers are open follows from the state; what ended is removed by its day, which the row holds. Who may
        // decide an objection follows from the panel, and from who refused.
        (
            Effect::ClosePapers
            | Effect::PurgePapers { .. }
            | Effect::KeepPapers
            | Effect::KeepDraft { .. }
            | Effect::AssignSecondDecider,
            _,
        ) => Ok(()),
        (Effect::SupersedeNote, _) => recommendations::take_back(db, dossier.id, now).await,
        (Effect::Audit, _) => {
            let action = if matches!(event, Event::Record { .. }) { "record_visit" } else { "void_proposal" };
            let line =
                audit::Event { object: Some(dossier.id), action, object_kind: "proposal", ..audit::Event::default() };
            audit::done(db, now, line).await
        }
        (other, _) => Err(anyhow::anyhow!("a proposal cannot carry out {other:?} yet").into()),
    }
}

/// What was signed has changed.
pub async fn clear_signatures(db: &impl ConnectionTrait, proposal: Uuid) -> Result<()> {
    signature::Entity::delete_many().filter(signature::Column::ProposalId.eq(proposal)).exec(db).await?;
    Ok(())
}

async fn sign(
    db: &impl ConnectionTrait,
    proposal: Uuid,
    hand: Hand,
    content: ContentHash,
    now: OffsetDateTime,
) -> Result<()> {
    let row = signature::ActiveModel {
        proposal_id: Set(proposal),
        duty: Set(hand.duty.as_str().to_owned()),
        person_id: Set(hand.account),
        content: Set(content.hex()),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    let replace = OnConflict::columns([signature::Column::ProposalId, signature::Column::Duty])
        .update_columns([signature::Column::PersonId, signature::Column::Content, signature::Column::At])
        .to_owned();
    signature::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Keeps what is sent, for good, and its sum.
async fn freeze(db: &impl ConnectionTrait, dossier: &Dossier, now: OffsetDateTime) -> Result<()> {
    let content = dossier.content();
    let row = proposal_version::ActiveModel {
        proposal_id: Set(dossier.id),
        number: Set(last_version(db, dossier.id).await? + 1),
        content: Set(content.canonical()),
        mark: Set(content.hash().hex()),
        made_at: Set(TimeUnixTimestampMillis(now)),
    };
    proposal_version::Entity::insert(row).exec_without_returning(db).await?;
    let asked = budget::total(&dossier.budget.lines).map(|total| total.0);
    proposal::Entity::update_many()
        .col_expr(proposal::Column::AskedIdr, Expr::value(asked))
        .filter(proposal::Column::Id.eq(dossier.id))
        .exec(db)
        .await?;
    Ok(())
}

/// What the versions that were sent last say, the newest first.
pub async fn last_contents(db: &impl ConnectionTrait, proposal: Uuid, most: u64) -> Result<Vec<Content>> {
    let rows = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.eq(proposal))
        .order_by_desc(proposal_version::Column::Number)
        .limit(most)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok(serde_json::from_str(&row.content).map_err(anyhow::Error::from)?)).collect()
}

/// The number of the version that was sent last; 0 before the first.
pub async fn last_version(db: &impl ConnectionTrait, proposal: Uuid) -> Result<i32> {
    let last: Option<i32> = proposal_version::Entity::find()
        .select_only()
        .column(proposal_version::Column::Number)
        .filter(proposal_version::Column::ProposalId.eq(proposal))
        .order_by_desc(proposal_version::Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.unwrap_or(0))
}

/// Everybody of the group, each with a duty.
pub async fn group(db: &impl ConnectionTrait, app: &App, enterprise: Uuid) -> Result<Vec<(Uuid, Duty)>> {
    let body = Body { kind: BodyKind::Enterprise, id: enterprise };
    let members = rooms::of(app.rooms, body.kind)?.members(db, body, false).await?;
    let duty = |office: &str| match Office::parse(office) {
        Some(Office::Lead) => Some(Duty::Chair),
        Some(Office::Treasurer) => Some(Duty::Treasurer),
        Some(Office::Writer) => Some(Duty::Writer),
        _ => None,
    };
    Ok(members.into_iter().filter_map(|member| Some((member.person_id, duty(&member.office)?))).collect())
}

/// Whoever is writing a draft for a call: everybody with a duty in a group that has one, each once.
pub async fn writing(db: &impl ConnectionTrait, call: Uuid) -> Result<Vec<Uuid>> {
    let groups = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::EnterpriseId)
        .filter(proposal::Column::CallId.eq(call))
        .filter(proposal::Column::State.eq(State::Draft.as_str()))
        .into_query();
    let people = membership::Entity::find()
        .select_only()
        .column(membership::Column::PersonId)
        .distinct()
        .filter(membership::Column::BodyKind.eq(BodyKind::Enterprise.as_str()))
        .filter(membership::Column::BodyId.in_subquery(groups))
        .filter(membership::Column::Office.is_in([Office::Lead, Office::Treasurer, Office::Writer].map(Office::as_str)))
        .filter(membership::Column::EndedAt.is_null())
        .order_by_asc(membership::Column::PersonId);
    Ok(people.into_tuple().all(db).await?)
}

async fn tell(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    event: &Event,
    notices: &[Notice],
) -> Result<()> {
    let now = app.clock.now();
    for notice in notices {
        let mut readers = match event {
            Event::PassClaim { to, .. } if notice.to == Reader::Verifier => vec![*to],
            Event::Reassign { reviewer, .. } if notice.to == Reader::FormerReviewer => vec![*reviewer],
            _ => readers(db, app, dossier, notice.to).await?,
        };
        readers.sort_unstable();
        readers.dedup();
        for person in readers {
            news::tell(db, now, person, Some(notice.news)).await?;
        }
    }
    Ok(())
}

/// The accounts a reader stands for now.
pub async fn readers(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, to: Reader) -> Result<Vec<Uuid>> {
    let of_group = |wanted: &'static [Duty]| async move {
        let group = group(db, app, dossier.enterprise).await?;
        Ok(group.into_iter().filter(|(_, duty)| wanted.contains(duty)).map(|(person, _)| person).collect())
    };
    let on_panel = |wanted: Duty| async move {
        let panel = calls::panel(db, dossier.call.row.id, app.clock.now()).await?;
        Ok(panel.into_iter().filter(|(_, duty)| *duty == wanted).map(|(person, _)| person).collect())
    };
    match to {
        Reader::Signatories => of_group(&[Duty::Chair, Duty::Treasurer]).await,
        Reader::Group | Reader::Drafts => of_group(&[Duty::Chair, Duty::Treasurer, Duty::Writer]).await,
        // Whoever holds the claim, once somebody does.
        Reader::Verifier => match dossier.check.verifier {
            Some(holder) => Ok(vec![holder]),
            None => on_panel(Duty::Verifier).await,
        },
        Reader::Lead => on_panel(Duty::Lead).await,
        Reader::Decider => on_panel(Duty::Decider).await,
        Reader::SecondDecider => objections::hearers(db, app, dossier).await,
        Reader::Reviewers => reviews::reviewers(db, dossier.id).await,
        // A step names the one who leaves.
        Reader::FormerReviewer => Ok(Vec::new()),
    }
}
