//! Writes drafts. Sections and lines of the budget have versions of their own, so that two who write at once lose
//! nothing: whoever saves what somebody else changed meanwhile is shown both texts.
use std::collections::BTreeMap;

use entity::{
    public::{agency, call},
    registry::grants::{paper_opening, proposal, proposal_section},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    acts::{
        Dossier, Turn, Typed,
        dossier::MOST_LINES,
        service::{clear_signatures, duties, line_section, locked_of_enterprise, of_enterprise, refused},
    },
    checks::model::Standing,
    form::Section,
    mending::model::Place,
    milestones::service as milestones,
    policy::MayWriteProposals,
    reopening::service::{self as reopening, Request},
    workflow::{self, Event, Kind, Seen, State},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        calls::service as calls,
        deadlines::Timer,
        documents::service::{self as documents, Issued},
        eligibility::{Door, Outcome, Way},
        ledger::OfCall,
        machine::{Acting, Duty, Hand},
        proposals::acts::{Budget, dossier::Paper},
        record::{Object, countersigns, events, timers},
        service as public,
        stage::Stage,
        versions::ContentHash,
    },
    identity::{
        access::{Action, Permit},
        vault,
    },
    moderation::service as moderation,
    platform::{audit, db, ids},
    regions::Zone,
};

/// Proposals of one enterprise that a list shows.
const MOST: u64 = 100;

/// A proposal in the list of its enterprise.
#[derive(Clone, Debug)]
pub struct Brief {
    pub code: String,
    pub call: String,
    pub owner: String,
    pub seen: Seen,
    pub state: State,
    pub closes_at: Option<OffsetDateTime>,
    pub zone: Zone,
}

/// A line of the history, as the group reads it: officers stand there by their duty.
#[derive(Clone, Debug)]
pub struct Line {
    pub kind: Kind,
    pub by: events::By,
    pub name: String,
    pub at: OffsetDateTime,
}

/// A proposal on its page.
#[derive(Clone, Debug)]
pub struct Overview {
    pub dossier: Dossier,
    pub owner: String,
    /// Who of the group wrote and signed, by person.
    pub names: std::collections::HashMap<Uuid, String>,
    pub history: Vec<Line>,
    pub running: Vec<(Timer, OffsetDateTime)>,
    /// Who opened its sealed papers: duty, reason, when.
    pub opened: Vec<(Duty, String, OffsetDateTime)>,
    pub letters: Vec<Issued>,
    /// The duties of whoever looks.
    pub duties: Vec<Duty>,
    /// What stands under a signature now.
    pub mark: ContentHash,
    /// What offices call where it stands.
    pub stage: Stage,
    /// That the group asked to go on after its time was over.
    pub reopening: Option<Request>,
    /// It could ask now.
    pub may_ask: bool,
}

/// What came of saving.
#[derive(Clone, Debug)]
pub enum Saved {
    /// The version that stands there now.
    Done(i32),
    /// Somebody else saved in between: what stands there, and its version.
    Changed(Typed),
}

/// The proposals of an enterprise, the newest first.
pub async fn list(app: &App, permit: &Permit<MayWriteProposals>) -> Result<Vec<Brief>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::EnterpriseId.eq(permit.object()))
        .order_by_desc(proposal::Column::Id)
        .limit(MOST)
        .all(&app.db)
        .await?;
    let known = call::Entity::find()
        .filter(call::Column::Id.is_in(rows.iter().map(|row| row.call_id)))
        .find_also_related(agency::Entity)
        .all(&app.db)
        .await?;
    let brief = |row: proposal::Model| {
        let (call, owner) = known.iter().find(|(call, _)| call.id == row.call_id).ok_or(Error::NotFound)?;
        let state = State::of(&row.state)?;
        Ok(Brief {
            code: row.public_code,
            call: call.name.clone(),
            owner: owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
            seen: state.seen(),
            state,
            closes_at: call.closes_at.map(|at| at.0),
            zone: Zone::from_label(&call.zone).unwrap_or(Zone::Wib),
        })
    };
    rows.into_iter().map(brief).collect()
}

/// Begins a proposal, once the answers of the check pass. Gives its code; one that is under way already is given instead
/// of a second one.
///
/// # Errors
/// The refusal of the machine: the call is not open, the answers do not pass, another proposal is under way.
pub async fn start(app: &App, permit: Permit<MayWriteProposals>, call_code: &str, outcome: &Outcome) -> Result<String> {
    let now = app.clock.now();
    let view = public::show(app, call_code).await?;
    let transaction = db::begin(&app.db).await?;
    let mut call = calls::of_code(&transaction, call_code).await?;
    // The page says open from the moment on; the row follows within a minute.
    call.state = view.card.state;
    let hand = hand(&transaction, app, &permit, &[Duty::Chair, Duty::Writer]).await?;
    let acting = Acting { hand, countersign: None, payload: countersigns::mark(&json!({})), now, tied: false };
    let dossier = blank(&transaction, &permit, call, outcome).await?;
    let mut facts = dossier.facts(acting);
    facts.applicant.eligible = outcome.missing.is_empty();
    facts.applicant.door_accepted = matches!(outcome.way, Way::OwnName | Way::Through(_));
    facts.applicant.held = crate::funding::awards::service::holds(&transaction, permit.object(), now).await?;
    facts.applicant.other_live = is_under_way(&transaction, permit.object(), dossier.call.row.id).await?;
    let plan = workflow::decide(None, &Event::Start, &facts).map_err(refused)?;
    insert(&transaction, &dossier, now).await?;
    let step = events::Step {
        event: Kind::Start.as_str(),
        from: None,
        to: plan.to.as_str(),
        hand,
        payload: &json!({}),
        at: now,
    };
    events::note(&transaction, Object::Proposal, dossier.id, step).await?;
    let line = audit::Event { object: Some(dossier.id), ..permit.event("start_proposal", "proposal") };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(dossier.code)
}

/// The id of a proposal of an enterprise.
pub async fn id(app: &App, permit: &Permit<MayWriteProposals>, code: &str) -> Result<Uuid> {
    let row = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::PublicCode.eq(code))
        .filter(proposal::Column::EnterpriseId.eq(permit.object()));
    row.into_tuple().one(&app.db).await?.ok_or(Error::NotFound)
}

/// A proposal as its group sees it.
pub async fn find(app: &App, permit: &Permit<MayWriteProposals>, code: &str) -> Result<Overview> {
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    let owner = calls::office(&app.db, &dossier.call.row).await?.name;
    let happened = events::of(&app.db, Object::Proposal, dossier.id).await?;
    let people: Vec<Uuid> = of_the_group(&dossier, &happened);
    let names = vault::display_names(&app.db, &app.keys, &people).await?;
    let names: std::collections::HashMap<Uuid, String> =
        names.into_iter().map(|(person, name)| (person, name.expose().to_owned())).collect();
    let line = |(kind, line): (Kind, events::Happened)| Line {
        kind,
        by: line.by(),
        // Officers stand there by their duty alone.
        name: line
            .person
            .filter(|_| !line.duty.is_officer())
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_default(),
        at: line.at,
    };
    let reopening = if dossier.state == State::Lapsed { reopening::read(&app.db, dossier.id).await? } else { None };
    let running = timers::running(&app.db, dossier.id).await?;
    let running = running.into_iter().filter(|timer| timer.paused_at.is_none());
    Ok(Overview {
        owner,
        history: happened.into_iter().filter_map(told).map(line).collect(),
        running: running.map(|timer| (timer.timer, timer.due)).collect(),
        opened: opened(&app.db, dossier.id).await?,
        letters: documents::for_group(&app.db, dossier.id).await?,
        duties: duties(&app.db, app, permit.object(), permit.actor()).await?,
        mark: dossier.content().hash(),
        stage: milestones::stage_of(&app.db, &dossier).await?,
        may_ask: reopening.is_none() && reopening::offered(&dossier, app.clock.now()).is_ok(),
        reopening,
        names,
        dossier,
    })
}

/// Keeps what was typed into a section.
///
/// # Errors
/// A text the guard refuses is not kept, and nothing else of the section either; the machine's refusal otherwise.
pub async fn save(
    app: &App,
    permit: Permit<MayWriteProposals>,
    code: &str,
    section: Section,
    fields: BTreeMap<String, String>,
    version: i32,
) -> Result<Saved> {
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    let texts: Vec<(&'static str, &str)> = dossier
        .questions
        .iter()
        .filter(|question| question.section == section && question.is_text())
        .filter_map(|question| Some((question.name, fields.get(question.name)?.as_str())))
        .collect();
    guard(app, &texts).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    let present = dossier.section(section);
    if present.version != version {
        return Ok(Saved::Changed(present));
    }
    let saved =
        write(&transaction, app, &permit, &dossier, (Place::Section(section), section.as_str()), (fields, present))
            .await?;
    transaction.commit().await?;
    Ok(Saved::Done(saved))
}

/// Keeps a line of the budget; a new one when there is no number. Gives the number.
///
/// # Errors
/// As [`save`]; and too many lines.
pub async fn save_line(
    app: &App,
    permit: Permit<MayWriteProposals>,
    code: &str,
    number: Option<u16>,
    fields: BTreeMap<String, String>,
    version: i32,
) -> Result<(u16, Saved)> {
    let texts: Vec<(&'static str, &str)> = ["kegiatan", "uraian", "satuan", "toko_1", "toko_2", "toko_3"]
        .into_iter()
        .filter_map(|name| Some((name, fields.get(name)?.as_str())))
        .collect();
    guard(app, &texts).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    let next = dossier.budget.typed.keys().max().copied().unwrap_or(0) + 1;
    let number = number.unwrap_or(next);
    if number > next.min(MOST_LINES) {
        return Err(Invalid::one("kegiatan", "budget-fault-lines").into());
    }
    let present = dossier.budget.typed.get(&number).cloned().unwrap_or_default();
    if present.version != version {
        return Ok((number, Saved::Changed(present)));
    }
    let section = line_section(number);
    let saved = write(&transaction, app, &permit, &dossier, (Place::Budget, &section), (fields, present)).await?;
    transaction.commit().await?;
    Ok((number, Saved::Done(saved)))
}

/// Takes a line out of the budget. The numbers of the others stay.
pub async fn remove_line(app: &App, permit: Permit<MayWriteProposals>, code: &str, number: u16) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    may_edit(&transaction, app, &permit, (&dossier, Place::Budget)).await?;
    proposal_section::Entity::delete_by_id((dossier.id, line_section(number))).exec(&transaction).await?;
    clear_signatures(&transaction, dossier.id).await?;
    transaction.commit().await?;
    Ok(())
}

async fn guard(app: &App, texts: &[(&'static str, &str)]) -> Result<()> {
    let mut faults = Invalid::default();
    moderation::judge_new(app, texts, &mut faults).await?;
    faults.0.dedup();
    faults.finish()
}

/// The hand of whoever acts, with the first of these duties they hold.
pub(in crate::funding::proposals) async fn hand<A: Action>(
    db: &impl ConnectionTrait,
    app: &App,
    permit: &Permit<A>,
    wanted: &[Duty],
) -> Result<Hand> {
    let held = duties(db, app, permit.object(), permit.actor()).await?;
    let duty = wanted.iter().find(|duty| held.contains(duty)).or_else(|| held.first()).copied();
    Ok(Hand { account: permit.actor(), duty: duty.ok_or(Error::NotFound)?, on_behalf_of: None })
}

/// Writing is a step of the machine as well, though it leaves no line in the history.
async fn may_edit(
    db: &DatabaseTransaction,
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (dossier, place): (&Dossier, Place),
) -> Result<()> {
    let hand = hand(db, app, permit, &[Duty::Writer, Duty::Chair, Duty::Treasurer]).await?;
    let now = app.clock.now();
    let acting = Acting { hand, countersign: None, payload: countersigns::mark(&json!({})), now, tied: false };
    let event = Event::Edit { version: i64::from(dossier.version), listed: dossier.may_write(place) };
    let plan = workflow::decide(Some(dossier.state), &event, &dossier.facts(acting)).map_err(refused)?;
    debug_assert_eq!(plan.to, dossier.state, "writing leads nowhere");
    Ok(())
}

async fn write(
    db: &DatabaseTransaction,
    app: &App,
    permit: &Permit<MayWriteProposals>,
    dossier: &Dossier,
    (place, section): (Place, &str),
    (fields, present): (BTreeMap<String, String>, Typed),
) -> Result<i32> {
    may_edit(db, app, permit, (dossier, place)).await?;
    let now = app.clock.now();
    touch(db, dossier.id, now).await?;
    // Saving what stands there already takes nobody's signature away.
    if present.version > 0 && present.fields == fields {
        return Ok(present.version);
    }
    let version = present.version + 1;
    let row = proposal_section::ActiveModel {
        proposal_id: Set(dossier.id),
        section: Set(section.to_owned()),
        content: Set(serde_json::to_string(&fields)?),
        row_version: Set(version),
        changed_at: Set(TimeUnixTimestampMillis(now)),
        changed_by: Set(permit.actor()),
    };
    if present.version == 0 {
        proposal_section::Entity::insert(row).exec_without_returning(db).await?;
    } else {
        proposal_section::Entity::update(row).exec(db).await?;
    }
    clear_signatures(db, dossier.id).await?;
    Ok(version)
}

/// The group had it open: the grace after the close is for those who did before it.
async fn touch(db: &impl ConnectionTrait, proposal: Uuid, now: OffsetDateTime) -> Result<()> {
    proposal::Entity::update_many()
        .col_expr(proposal::Column::OpenedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(proposal::Column::Id.eq(proposal))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether another proposal of an enterprise lives in a call.
pub(in crate::funding::proposals) async fn is_under_way(
    db: &impl ConnectionTrait,
    enterprise: Uuid,
    call: Uuid,
) -> Result<bool> {
    let over = [State::Rejected, State::Withdrawn, State::Lapsed, State::Voided];
    let row = proposal::Entity::find()
        .filter(proposal::Column::EnterpriseId.eq(enterprise))
        .filter(proposal::Column::CallId.eq(call))
        .filter(proposal::Column::State.is_not_in(over.map(State::as_str)))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// A proposal before it exists.
async fn blank(
    db: &impl ConnectionTrait,
    permit: &Permit<MayWriteProposals>,
    call: calls::Known,
    outcome: &Outcome,
) -> Result<Dossier> {
    let door = match outcome.way {
        Way::Through(door) => Some(door),
        Way::OwnName | Way::NotAccepted(_) | Way::NotYet => None,
    };
    let enterprise_active = crate::enterprises::service::is_active(db, permit.object()).await?;
    Ok(Dossier {
        id: ids::new_id(),
        code: ids::new_document_code(),
        enterprise: permit.object(),
        enterprise_active,
        place: String::new(),
        state: State::Draft,
        version: 1,
        door,
        publication_read: false,
        opened_at: OffsetDateTime::UNIX_EPOCH,
        submitted_at: None,
        call,
        questions: Vec::new(),
        sections: BTreeMap::new(),
        budget: Budget::default(),
        papers: Vec::<Paper>::new(),
        signed: Vec::new(),
        balance: OfCall::default(),
        awards: 0,
        check: Standing::default(),
        review: crate::funding::proposals::reviews::model::Standing::default(),
        recommendation: None,
        milestones: crate::funding::proposals::milestones::model::Standing::default(),
        contents: crate::funding::proposals::contents::model::Standing::default(),
        visit: crate::funding::proposals::visits::model::Standing::default(),
        refusal: crate::funding::proposals::objections::model::Standing::default(),
        turn: Turn::default(),
    })
}

async fn insert(db: &impl ConnectionTrait, dossier: &Dossier, now: OffsetDateTime) -> Result<()> {
    let row = proposal::ActiveModel {
        id: Set(dossier.id),
        public_code: Set(dossier.code.clone()),
        call_id: Set(dossier.call.row.id),
        enterprise_id: Set(dossier.enterprise),
        state: Set(State::Draft.as_str().to_owned()),
        door: Set(dossier.door.map(|door: Door| door.as_str().to_owned())),
        publication_read: Set(false),
        opened_at: Set(TimeUnixTimestampMillis(now)),
        submitted_at: Set(None),
        ended_at: Set(None),
        asked_idr: Set(None),
        row_version: Set(1),
    };
    proposal::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A line the group reads.
fn told(line: events::Happened) -> Option<(Kind, events::Happened)> {
    let kind = Kind::parse(&line.event)?;
    kind.is_told_to_the_group().then_some((kind, line))
}

fn of_the_group(dossier: &Dossier, happened: &[events::Happened]) -> Vec<Uuid> {
    let wrote = dossier.sections.values().chain(dossier.budget.typed.values());
    let wrote = wrote.filter_map(|typed| typed.changed.map(|(person, _)| person));
    let signed = dossier.signed.iter().map(|signed| signed.signature.account);
    let did = happened.iter().filter(|line| !line.duty.is_officer()).filter_map(|line| line.person);
    let mut people: Vec<Uuid> = wrote.chain(signed).chain(did).collect();
    people.sort_unstable();
    people.dedup();
    people
}

async fn opened(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Vec<(Duty, String, OffsetDateTime)>> {
    let rows = paper_opening::Entity::find()
        .filter(paper_opening::Column::ProposalId.eq(proposal))
        .order_by_desc(paper_opening::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((Duty::of(&row.duty)?, row.reason, row.at.0))).collect()
}
