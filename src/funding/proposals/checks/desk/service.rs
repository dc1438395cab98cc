//! A proposal as an office sees it, as far as whoever asks may see it.
use entity::{
    public::enterprise,
    registry::grants::{award, proposal},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{last_contents, of_agency},
        },
        policy::MayCheckProposals,
        reopening::service as reopening,
        workflow::{Editable, Kind, State},
    },
    model::opens_papers,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::service as calls,
        deadlines::Timer,
        machine::Duty,
        record::{
            Object,
            countersigns::{self, Waiting},
            events, timers,
        },
        ties::service as ties,
        versions::Changes,
    },
    identity::{
        access::Permit,
        model::{Body, BodyKind, Office},
        rooms,
    },
};

/// A proposal on the desk of an officer.
#[derive(Clone, Debug)]
pub struct File {
    /// What was sent last.
    pub dossier: Dossier,
    /// What that changed of the version before; none of a first one.
    pub changes: Option<Changes>,
    pub trade_name: String,
    /// As what the one who looks acts on it.
    pub duties: Vec<Duty>,
    /// Whether they hold the claim.
    pub holds: bool,
    /// Whether they may read what was written. Otherwise they see the face alone.
    pub reads: bool,
    pub running: Vec<(Timer, OffsetDateTime)>,
    /// That it is not eligible, as one officer proposed it.
    pub refusal: Option<Waiting>,
    /// What happened: officers and the group stand there by their duty.
    pub history: Vec<(Kind, events::By, OffsetDateTime)>,
    /// Other proposals of the same group that live, and awards it has.
    pub others: u64,
    pub awards: u64,
    /// That the group asked to go on after its time was over, and nobody answered yet.
    pub asks_again: bool,
    /// Verifiers who can take the claim over: code of their membership and account.
    pub successors: Vec<(String, Uuid)>,
}

/// A proposal that was sent to the office, by its code. For whoever is tied to it, and for whoever has no duty on its
/// call, it does not exist.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<File> {
    let dossier = of_agency(&app.db, permit.object(), code).await?;
    let duties = admitted(&app.db, app, permit, &dossier).await?;
    let (dossier, changes) = sent(&app.db, dossier).await?;
    let maker = enterprise::Entity::find_by_id(dossier.enterprise).one(&app.db).await?.ok_or(Error::NotFound)?;
    let holds = dossier.check.verifier == Some(permit.actor());
    let running = timers::running(&app.db, dossier.id).await?;
    let running = running.into_iter().filter(|timer| timer.paused_at.is_none());
    let refusal = countersigns::find(&app.db, (Object::Proposal, dossier.id), Kind::Ineligible.as_str()).await?;
    let happened = events::of(&app.db, Object::Proposal, dossier.id).await?;
    // That a reviewer is tied is for the lead alone.
    let leads = duties.contains(&Duty::Lead);
    let may_know = |kind: &Kind| leads || *kind != Kind::DeclareConflict;
    let told =
        |line: events::Happened| Kind::parse(&line.event).filter(may_know).map(|kind| (kind, line.by(), line.at));
    let lapsed = dossier.state == State::Lapsed;
    let request = if lapsed { reopening::read(&app.db, dossier.id).await? } else { None };
    let asks_again = request.is_some_and(|request| request.refused.is_none());
    let (others, awards) = elsewhere(&app.db, &dossier).await?;
    let successors = if duties.contains(&Duty::Lead) { successors(app, permit, &dossier).await? } else { Vec::new() };
    Ok(File {
        trade_name: maker.trade_name,
        reads: reads(&duties, holds, dossier.state),
        holds,
        running: running.map(|timer| (timer.timer, timer.due)).collect(),
        refusal,
        history: happened.into_iter().filter_map(told).collect(),
        others,
        awards,
        asks_again,
        successors,
        duties,
        changes,
        dossier,
    })
}

/// What was sent last in place of what its group is mending, and what a version changed of the one before.
async fn sent(db: &impl ConnectionTrait, dossier: Dossier) -> Result<(Dossier, Option<Changes>)> {
    if dossier.check.rounds_used == 0 && !dossier.contents.is_used() {
        return Ok((dossier, None));
    }
    let versions = last_contents(db, dossier.id, 2).await?;
    let changes = match &versions[..] {
        [last, before] => Some(Changes::between(before, last)),
        _ => None,
    };
    match versions.first() {
        Some(last) if dossier.state.editable() != Editable::Nothing => Ok((dossier.as_sent(last), changes)),
        _ => Ok((dossier, changes)),
    }
}

/// The duties of an officer on the call of a proposal.
///
/// # Errors
/// [`Error::NotFound`] for whoever is tied to the applicant or has none: both read the same.
pub async fn admitted(
    db: &impl ConnectionTrait,
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
) -> Result<Vec<Duty>> {
    let tied = ties::tie(db, permit.actor(), dossier.id, app.clock.now()).await?;
    let possible = possible(db, app, permit.object(), permit.actor()).await?;
    let panel = calls::duties(db, dossier.call.row.id, permit.actor(), app.clock.now()).await?;
    let duties: Vec<Duty> = panel.into_iter().filter(|duty| possible.contains(duty)).collect();
    if tied || duties.is_empty() { Err(Error::NotFound) } else { Ok(duties) }
}

/// The duties an officer can have by the offices held now: a seat on a panel ends with the office. Reviewers read a
/// packet of their own and never the file.
pub async fn possible(db: &impl ConnectionTrait, app: &App, agency: Uuid, person: Uuid) -> Result<Vec<Duty>> {
    let body = Body { kind: BodyKind::Agency, id: agency };
    let members = rooms::of(app.rooms, body.kind)?.members(db, body, false).await?;
    let held: Vec<Office> = members
        .iter()
        .filter(|member| member.person_id == person)
        .filter_map(|member| Office::parse(&member.office))
        .collect();
    let can = |duty: &Duty| office_of(*duty).is_some_and(|office| held.contains(&office));
    Ok(Duty::ALL.iter().copied().filter(can).collect())
}

/// The office a duty asks for; none for a duty that opens no file.
const fn office_of(duty: Duty) -> Option<Office> {
    match duty {
        Duty::Verifier => Some(Office::Verifier),
        Duty::Lead => Some(Office::CallLead),
        Duty::ProgrammeOwner => Some(Office::ProgrammeOwner),
        Duty::Decider | Duty::SecondDecider => Some(Office::Decider),
        Duty::Disburser => Some(Office::Disburser),
        Duty::Reviewer
        | Duty::Head
        | Duty::Chair
        | Duty::Treasurer
        | Duty::Writer
        | Duty::Clock
        | Duty::Consequence => None,
    }
}

/// The verifier who holds the claim and the lead read everything; who decides does once something is recommended.
fn reads(duties: &[Duty], holds: bool, state: State) -> bool {
    let decided = matches!(
        state,
        State::Recommended
            | State::BudgetCheck
            | State::Approved
            | State::Waitlisted
            | State::Rejected
            | State::Objected
    );
    let may = |duty: &Duty| match duty {
        Duty::Verifier => holds,
        Duty::Lead => true,
        Duty::Decider | Duty::SecondDecider => decided,
        _ => false,
    };
    duties.iter().any(may)
}

/// Live proposals of the same group in any call beside this one, and its awards.
async fn elsewhere(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<(u64, u64)> {
    let over = [State::Draft, State::Rejected, State::Withdrawn, State::Lapsed, State::Voided];
    let own = || proposal::Entity::find().filter(proposal::Column::EnterpriseId.eq(dossier.enterprise));
    let others = own()
        .filter(proposal::Column::Id.ne(dossier.id))
        .filter(proposal::Column::State.is_not_in(over.map(State::as_str)))
        .count(db)
        .await?;
    let approved: Vec<Uuid> = own()
        .filter(proposal::Column::State.eq(State::Approved.as_str()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let awards = award::Entity::find()
        .filter(award::Column::ProposalId.is_in(approved))
        .filter(award::Column::State.ne("declined"))
        .count(db)
        .await?;
    Ok((others, awards))
}

/// Verifiers of the panel who could take the claim: those with a tie are left out, and nobody is told of them.
async fn successors(app: &App, permit: &Permit<MayCheckProposals>, dossier: &Dossier) -> Result<Vec<(String, Uuid)>> {
    if !opens_papers(dossier.state) {
        return Ok(Vec::new());
    }
    let body = Body { kind: BodyKind::Agency, id: permit.object() };
    let members = rooms::of(app.rooms, body.kind)?.members(&app.db, body, false).await?;
    let panel = calls::panel(&app.db, dossier.call.row.id, app.clock.now()).await?;
    let mut free = Vec::new();
    for member in members.into_iter().filter(|member| member.office == Office::Verifier.as_str()) {
        let person = member.person_id;
        let other = panel.contains(&(person, Duty::Verifier)) && dossier.check.verifier != Some(person);
        if other && !ties::tie(&app.db, person, dossier.id, app.clock.now()).await? {
            free.push((member.public_code, person));
        }
    }
    Ok(free)
}
