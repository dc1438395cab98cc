//! Secret addresses: made, renewed, revoked, and the deadlines whoever knows one may read.
use std::collections::HashMap;

use data_encoding::HEXLOWER;
use entity::{
    public::call,
    registry::{
        grants::{
            award, deadline, funding_event, grant_report, proposal, review, review_assignment as assignment, tranche,
        },
        ops::{calendar_feed, membership},
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
    sea_query::{OnConflict, Query as SubQuery, SelectStatement},
};
use serde_json::{Map, Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::service::calls_of,
        deadlines::Timer,
        model::CallState,
        outside::service as outside,
        proposals::{checks::desk::service::possible, workflow::State},
        record::Object,
        ties::service as ties,
    },
    identity::{
        access::Permit,
        model::BodyKind,
        people::{self, PersonState},
        policy::{MayChangeOwnAccess, MayUseOwnAccount},
    },
    platform::{audit, db, i18n::Lang, ids},
};

/// Deadlines of one calendar: the nearest come first.
const MOST: u64 = 300;
/// What a group has to keep.
const OF_A_GROUP: [Timer; 4] = [Timer::RevisionDue, Timer::ObjectionWindow, Timer::Offer, Timer::ReportDue];
/// What an office has to keep.
const OF_AN_OFFICE: [Timer; 7] = [
    Timer::Claim,
    Timer::AdminCheck,
    Timer::FieldVisit,
    Timer::Decision,
    Timer::BudgetCheck,
    Timer::ObjectionDecision,
    Timer::TrancheCheck,
];

/// A date of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Of this deadline in this calendar; tells nothing, and stays when the date moves.
    pub uid: String,
    /// Grows with whatever happens to the thing it is about.
    pub sequence: u32,
    pub due: OffsetDateTime,
}

/// A calendar in the language of whose it is.
#[derive(Clone, Debug)]
pub struct Dates {
    pub lang: Lang,
    pub dates: Vec<Dated>,
}

/// Since when somebody has an address.
pub async fn since(app: &App, permit: &Permit<MayUseOwnAccount>) -> Result<Option<OffsetDateTime>> {
    let row = calendar_feed::Entity::find_by_id(permit.object()).one(&app.db).await?;
    Ok(row.map(|row| row.made_at.0))
}

/// A new address in the place of an older one, which ends. Its secret is shown once and kept nowhere.
pub async fn make(app: &App, permit: Permit<MayChangeOwnAccess>) -> Result<String> {
    let (now, secret) = (app.clock.now(), ids::new_token());
    let row = calendar_feed::ActiveModel {
        person_id: Set(permit.object()),
        digest: Set(digest(app, &secret)),
        made_at: Set(TimeUnixTimestampMillis(now)),
    };
    let replace = OnConflict::column(calendar_feed::Column::PersonId)
        .update_columns([calendar_feed::Column::Digest, calendar_feed::Column::MadeAt])
        .to_owned();
    let transaction = db::begin(&app.db).await?;
    calendar_feed::Entity::insert(row).on_conflict(replace).exec_without_returning(&transaction).await?;
    audit::done(&transaction, now, permit.event("make_calendar", "person")).await?;
    transaction.commit().await?;
    Ok(secret)
}

/// Ends the address; without one nothing happens.
pub async fn revoke(app: &App, permit: Permit<MayUseOwnAccount>) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let gone = calendar_feed::Entity::delete_by_id(permit.object()).exec(&transaction).await?;
    if gone.rows_affected > 0 {
        audit::done(&transaction, app.clock.now(), permit.event("revoke_calendar", "person")).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// That somebody has an address, for the copy of own data.
pub async fn export(app: &App, person: Uuid) -> Result<Map<String, Value>> {
    let row = calendar_feed::Entity::find_by_id(person).one(&app.db).await?;
    let since = |row: calendar_feed::Model| json!([{ "made_at": row.made_at.0.format(&Rfc3339).unwrap_or_default() }]);
    Ok(row.into_iter().map(|row| ("calendar".to_owned(), since(row))).collect())
}

/// The person goes.
pub async fn forget(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    calendar_feed::Entity::delete_by_id(person).exec(db).await?;
    Ok(())
}

/// What stands in the calendar of a secret: deadlines of the proposals of one's groups and of the files one may know of
/// as an officer, by the offices held now.
///
/// # Errors
/// [`Error::NotFound`] for a secret that never was, was renewed or revoked, or whose person is gone: all read the same.
pub async fn dates(app: &App, secret: &str) -> Result<Dates> {
    let row = calendar_feed::Entity::find()
        .filter(calendar_feed::Column::Digest.eq(digest(app, secret)))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let person = row.person_id;
    let known = people::look_up(&app.db, person).await?.filter(|(state, _)| *state == PersonState::Active);
    let (_, lang) = known.ok_or(Error::NotFound)?;
    let offices = held(&app.db, person).await?;
    let mut found = closings(&app.db, person).await?;
    found.extend(of_groups(&app.db, person).await?);
    if !offices.is_empty() {
        found.extend(of_reviewer(app, person).await?);
    }
    for agency in offices {
        found.extend(of_office(app, agency, person).await?);
    }
    found.sort_unstable();
    found.dedup();
    let mut sequences = sequences(&app.db, &found).await?;
    for (due, id, timer, version) in outside::days_of(&app.db, person).await? {
        found.push((due, id, timer.as_str()));
        sequences.insert(id, version);
    }
    let dated = |(due, object, timer): &(OffsetDateTime, Uuid, &'static str)| Dated {
        uid: uid(app, person, *object, timer),
        sequence: sequences.get(object).copied().unwrap_or_default(),
        due: *due,
    };
    Ok(Dates { lang, dates: found.iter().map(dated).collect() })
}

/// When something is due, what it is about, and what runs.
type Found = Vec<(OffsetDateTime, Uuid, &'static str)>;

/// The agencies somebody works for.
async fn held(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<Uuid>> {
    let mut rows: Vec<Uuid> = memberships(person, BodyKind::Agency).into_tuple().all(db).await?;
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}

fn memberships(person: Uuid, kind: BodyKind) -> sea_orm::Select<membership::Entity> {
    membership::Entity::find()
        .select_only()
        .column(membership::Column::BodyId)
        .filter(membership::Column::PersonId.eq(person))
        .filter(membership::Column::BodyKind.eq(kind.as_str()))
        .filter(membership::Column::EndedAt.is_null())
}

/// Proposals of the groups somebody belongs to.
fn own(person: Uuid) -> Condition {
    let groups = sea_orm::QueryTrait::into_query(memberships(person, BodyKind::Enterprise));
    Condition::all().add(proposal::Column::EnterpriseId.in_subquery(groups))
}

/// A draft is due when its call closes.
async fn closings(db: &impl ConnectionTrait, person: Uuid) -> Result<Found> {
    let drafts = ids_of(own(person).add(proposal::Column::State.eq(State::Draft.as_str())), proposal::Column::CallId);
    let rows: Vec<(Uuid, TimeUnixTimestampMillis)> = call::Entity::find()
        .select_only()
        .columns([call::Column::Id, call::Column::ClosesAt])
        .filter(call::Column::Id.in_subquery(drafts))
        .filter(call::Column::State.is_in([CallState::Open.as_str(), CallState::Scheduled.as_str()]))
        .filter(call::Column::ClosesAt.is_not_null())
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(call, at)| (at.0, call, Timer::CallCloses.as_str())).collect())
}

async fn of_groups(db: &impl ConnectionTrait, person: Uuid) -> Result<Found> {
    let proposals = ids_of(own(person), proposal::Column::Id);
    running(db, proposals, &OF_A_GROUP).await
}

/// As the list of what waits for an officer: of calls on whose panel they sit, and never a file they are tied to.
async fn of_office(app: &App, agency: Uuid, person: Uuid) -> Result<Found> {
    let duties = possible(&app.db, app, agency, person).await?;
    let of_agency = SubQuery::select()
        .column(call::Column::Id)
        .from(call::Entity)
        .and_where(call::Column::AgencyId.eq(agency))
        .take();
    let files = Condition::all()
        .add(proposal::Column::CallId.in_subquery(of_agency))
        .add(proposal::Column::CallId.in_subquery(calls_of(person, &duties, app.clock.now())))
        .add(proposal::Column::SubmittedAt.is_not_null())
        .add(ties::tied(person, app.clock.now()).not());
    running(&app.db, ids_of(files, proposal::Column::Id), &OF_AN_OFFICE).await
}

/// Packets that wait for somebody's scores: those they were given, have not handed in, and are not tied to.
async fn of_reviewer(app: &App, person: Uuid) -> Result<Found> {
    let handed_in = SubQuery::select()
        .column(review::Column::AssignmentId)
        .from(review::Entity)
        .and_where(review::Column::HandedInAt.is_not_null())
        .take();
    let given = SubQuery::select()
        .column(assignment::Column::ProposalId)
        .from(assignment::Entity)
        .and_where(assignment::Column::PersonId.eq(person))
        .and_where(assignment::Column::EndedAt.is_null())
        .and_where(assignment::Column::Id.not_in_subquery(handed_in))
        .take();
    let files = Condition::all()
        .add(proposal::Column::Id.in_subquery(given))
        .add(proposal::Column::State.eq(State::InReview.as_str()))
        .add(ties::tied(person, app.clock.now()).not());
    running(&app.db, ids_of(files, proposal::Column::Id), &[Timer::Reviewer]).await
}

fn ids_of(files: Condition, column: proposal::Column) -> SelectStatement {
    SubQuery::select().column((proposal::Entity, column)).from(proposal::Entity).cond_where(files).take()
}

/// Timers of proposals, of the awards that came of them, and of their instalments and reports. One that stands is due at
/// no day.
async fn running(db: &impl ConnectionTrait, proposals: SelectStatement, timers: &[Timer]) -> Result<Found> {
    let awards = SubQuery::select()
        .column(award::Column::Id)
        .from(award::Entity)
        .and_where(award::Column::ProposalId.in_subquery(proposals.clone()))
        .take();
    let tranches = SubQuery::select()
        .column(tranche::Column::Id)
        .from(tranche::Entity)
        .and_where(tranche::Column::AwardId.in_subquery(awards.clone()))
        .take();
    let reports = SubQuery::select()
        .column(grant_report::Column::Id)
        .from(grant_report::Entity)
        .and_where(grant_report::Column::AwardId.in_subquery(awards.clone()))
        .take();
    let about = [proposals, awards, tranches, reports]
        .into_iter()
        .fold(Condition::any(), |about, ids| about.add(deadline::Column::ObjectId.in_subquery(ids)));
    let rows: Vec<(Uuid, String, TimeUnixTimestampMillis)> = deadline::Entity::find()
        .select_only()
        .columns([deadline::Column::ObjectId, deadline::Column::Timer, deadline::Column::DueAt])
        .filter(about)
        .filter(deadline::Column::Timer.is_in(timers.iter().map(|timer| timer.as_str())))
        .filter(deadline::Column::EndedAt.is_null())
        .filter(deadline::Column::PausedAt.is_null())
        .order_by_asc(deadline::Column::DueAt)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter().map(|(object, timer, at)| Ok((at.0, object, Timer::of(&timer)?.as_str()))).collect()
}

/// How many steps each thing has taken: whatever moves a date is one.
async fn sequences(db: &impl ConnectionTrait, found: &Found) -> Result<HashMap<Uuid, u32>> {
    let rows: Vec<(Uuid, i32)> = funding_event::Entity::find()
        .select_only()
        .column(funding_event::Column::ObjectId)
        .column_as(funding_event::Column::Number.max(), "number")
        .filter(funding_event::Column::Object.is_in(Object::ALL.iter().map(|object| object.as_str())))
        .filter(funding_event::Column::ObjectId.is_in(found.iter().map(|(_, object, _)| *object)))
        .group_by(funding_event::Column::ObjectId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(object, number)| (object, u32::try_from(number).unwrap_or_default())).collect())
}

/// Two calendars with the same deadline do not show that it is the same.
fn uid(app: &App, person: Uuid, object: Uuid, timer: &str) -> String {
    let of = format!("{}:{}:{timer}", person.simple(), object.simple());
    HEXLOWER.encode(&app.keys.blind("calendar-date", &of)[..16])
}

/// The keyed digest under which an address is kept.
fn digest(app: &App, secret: &str) -> Vec<u8> {
    app.keys.blind("calendar", secret).to_vec()
}
