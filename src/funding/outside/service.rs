//! Notes of schemes elsewhere in the store: written by whoever writes for the group, and reminded of by the days they
//! name, as those of the site are.
use std::collections::{BTreeSet, HashMap};

use entity::{
    public::enterprise,
    registry::{
        grants::{outside_scheme, outside_step},
        ops::membership,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, prelude::TimeUnixTimestampMillis,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::model::{Stage, Step, Typed, check};
use crate::{
    app::App,
    enterprises::model::Sector,
    error::{Error, Invalid, Result},
    funding::{
        deadlines::Timer,
        proposals::{
            acts::service::{BUTTONS, group, refused},
            policy::MayWriteProposals,
        },
        record::reminders,
    },
    identity::{
        access::Permit,
        mailing::{self, Template},
        model::BodyKind,
    },
    moderation::service as moderation,
    platform::{
        audit, db, ids,
        money::Rupiah,
        work_days::{day_at, end_of},
    },
    regions::{self, Zone},
};

/// Notes of one group.
const MOST: u64 = 100;
/// Steps of one note.
const MOST_STEPS: usize = 60;
/// How long before its day a note is looked at.
const AHEAD: Duration = Duration::days(15);
/// How long after its day a note is looked at for the last time.
const BEHIND: Duration = Duration::days(8);

/// A note with what was recorded.
#[derive(Clone, Debug)]
pub struct Note {
    pub code: String,
    pub version: i32,
    pub typed: Typed,
    pub steps: Vec<Step>,
    id: Uuid,
}

/// The notes of a group, the newest first.
pub async fn list(app: &App, permit: &Permit<MayWriteProposals>) -> Result<Vec<Note>> {
    let rows = outside_scheme::Entity::find()
        .filter(outside_scheme::Column::EnterpriseId.eq(permit.object()))
        .order_by_desc(outside_scheme::Column::Id)
        .limit(MOST)
        .all(&app.db)
        .await?;
    let mut steps = steps_of(&app.db, rows.iter().map(|row| row.id).collect()).await?;
    rows.into_iter().map(|row| read(&mut steps, row)).collect()
}

/// One note of the group; for everybody else there is none.
pub async fn find(db: &impl ConnectionTrait, permit: &Permit<MayWriteProposals>, code: &str) -> Result<Note> {
    let row = outside_scheme::Entity::find()
        .filter(outside_scheme::Column::PublicCode.eq(code))
        .filter(outside_scheme::Column::EnterpriseId.eq(permit.object()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    read(&mut steps_of(db, vec![row.id]).await?, row)
}

/// Begins a note and gives its code. The very same is not begun twice: pressing again leads to the first one.
pub async fn begin(app: &App, permit: &Permit<MayWriteProposals>, typed: &Typed) -> Result<String> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    fits(&transaction, typed).await?;
    let own = outside_scheme::Entity::find().filter(outside_scheme::Column::EnterpriseId.eq(permit.object()));
    let same = Condition::all()
        .add(outside_scheme::Column::Sector.eq(typed.sector.as_str()))
        .add(outside_scheme::Column::Agency.eq(&typed.agency))
        .add(outside_scheme::Column::Registration.eq(&typed.registration));
    if let Some(known) = own.clone().filter(same).one(&transaction).await? {
        return Ok(known.public_code);
    }
    if own.count(&transaction).await? >= MOST {
        return Err(Invalid::one(BUTTONS, "fault-outside-many").into());
    }
    let code = ids::new_document_code();
    let row = outside_scheme::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(code.clone()),
        enterprise_id: Set(permit.object()),
        ended: Set(false),
        made_at: Set(TimeUnixTimestampMillis(now)),
        row_version: Set(1),
        ..columns(typed)
    };
    outside_scheme::Entity::insert(row).exec_without_returning(&transaction).await?;
    audit::done(&transaction, now, permit.event("note_outside", "enterprise")).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Writes anew what a note says of its scheme.
pub async fn save(
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (code, version): (&str, i32),
    typed: &Typed,
) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let note = find(&transaction, permit, code).await?;
    fits(&transaction, typed).await?;
    change(&transaction, &note, version, columns(typed)).await?;
    finish(app, transaction, permit, "note_outside").await
}

/// Records a stage.
///
/// # Errors
/// The refusal of the machines; [`Error::Conflict`] when somebody recorded something since.
pub async fn record(
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (code, version): (&str, i32),
    step: &Step,
) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let note = find(&transaction, permit, code).await?;
    let today = day_at(app.clock.now(), zone(&transaction, permit.object()).await?.utc_offset());
    check(&note.steps, step, today).map_err(refused)?;
    if note.steps.len() >= MOST_STEPS {
        return Err(Invalid::one(BUTTONS, "fault-outside-many").into());
    }
    if !moderation::may_stand(&transaction, &[&step.number]).await? {
        return Err(Invalid::one("nomor", "fault-outside-text").into());
    }
    let ended = outside_scheme::ActiveModel { ended: Set(step.stage.is_end()), ..Default::default() };
    change(&transaction, &note, version, ended).await?;
    let row = outside_step::ActiveModel {
        scheme_id: Set(note.id),
        number: Set(i32::try_from(note.steps.len()).unwrap_or(i32::MAX) + 1),
        stage: Set(step.stage.as_str().to_owned()),
        day: Set(step.day),
        reference: Set(step.number.clone()),
        amount_idr: Set(step.amount.0),
    };
    outside_step::Entity::insert(row).exec_without_returning(&transaction).await?;
    finish(app, transaction, permit, "record_outside").await
}

/// Takes the last step back: it was typed wrong.
pub async fn take_back(app: &App, permit: &Permit<MayWriteProposals>, (code, version): (&str, i32)) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let note = find(&transaction, permit, code).await?;
    let open = outside_scheme::ActiveModel { ended: Set(false), ..Default::default() };
    change(&transaction, &note, version, open).await?;
    let last = i32::try_from(note.steps.len()).unwrap_or(i32::MAX);
    outside_step::Entity::delete_by_id((note.id, last)).exec(&transaction).await?;
    finish(app, transaction, permit, "take_back_outside").await
}

/// Removes a note with everything recorded in it.
pub async fn remove(app: &App, permit: &Permit<MayWriteProposals>, (code, version): (&str, i32)) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let note = find(&transaction, permit, code).await?;
    change(&transaction, &note, version, outside_scheme::ActiveModel::default()).await?;
    outside_scheme::Entity::delete_by_id(note.id).exec(&transaction).await?;
    finish(app, transaction, permit, "remove_outside").await
}

/// A day to keep: its last moment, whose it is, what it is, and how often its note has changed.
pub type Due = (OffsetDateTime, Uuid, Timer, u32);

/// The days of the groups somebody belongs to, for the calendar of that person.
pub async fn days_of(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<Due>> {
    let groups = membership::Entity::find()
        .select_only()
        .column(membership::Column::BodyId)
        .filter(membership::Column::PersonId.eq(person))
        .filter(membership::Column::BodyKind.eq(BodyKind::Enterprise.as_str()))
        .filter(membership::Column::EndedAt.is_null())
        .into_query();
    let own = Condition::all().add(outside_scheme::Column::EnterpriseId.in_subquery(groups));
    Ok(live(db, own).await?.into_iter().map(|(_, due)| due).collect())
}

/// One look at the clock: groups are reminded of their days as they are of those of the site. Gives how many reminders
/// there were.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let (first, last) = ((now - BEHIND).date(), (now + AHEAD).date());
    let near = Condition::any()
        .add(outside_scheme::Column::Due.between(first, last))
        .add(outside_scheme::Column::ReportBy.between(first, last));
    let mut done = 0;
    for (enterprise, (at, id, timer, _)) in live(&app.db, near).await? {
        let transaction = db::begin(&app.db).await?;
        if reminders::is_new(&transaction, (id, timer, at), now).await? {
            let people: BTreeSet<Uuid> =
                group(&transaction, app, enterprise).await?.into_iter().map(|(person, _)| person).collect();
            for person in people {
                mailing::put(&transaction, now, person, Template::Deadline).await?;
            }
            transaction.commit().await?;
            done += 1;
        }
    }
    Ok(done)
}

/// The days of notes that are not over, each with its group.
async fn live(db: &impl ConnectionTrait, which: Condition) -> Result<Vec<(Uuid, Due)>> {
    let rows =
        outside_scheme::Entity::find().filter(outside_scheme::Column::Ended.eq(false)).filter(which).all(db).await?;
    let makers: Vec<(Uuid, String)> = enterprise::Entity::find()
        .select_only()
        .columns([enterprise::Column::Id, enterprise::Column::RegencyCode])
        .filter(enterprise::Column::Id.is_in(rows.iter().map(|row| row.enterprise_id)))
        .into_tuple()
        .all(db)
        .await?;
    let makers: HashMap<Uuid, String> = makers.into_iter().collect();
    let mut days = Vec::new();
    for row in rows {
        let clock = makers.get(&row.enterprise_id).map_or(Zone::Wib, |regency| zone_of(regency)).utc_offset();
        let version = u32::try_from(row.row_version).unwrap_or_default();
        for (timer, day) in [(Timer::RevisionDue, row.due), (Timer::ReportDue, row.report_by)] {
            days.extend(day.map(|day| (row.enterprise_id, (end_of(day, clock), row.id, timer, version))));
        }
    }
    Ok(days)
}

async fn zone(db: &impl ConnectionTrait, enterprise: Uuid) -> Result<Zone> {
    let row = enterprise::Entity::find_by_id(enterprise).one(db).await?.ok_or(Error::NotFound)?;
    Ok(zone_of(&row.regency_code))
}

fn zone_of(regency: &str) -> Zone {
    regions::get(regency).map_or(Zone::Wib, |region| region.zone)
}

/// Nothing that is typed may say more of a group than its name does.
async fn fits(db: &impl ConnectionTrait, typed: &Typed) -> Result<()> {
    let fine = moderation::may_stand(db, &[&typed.agency, &typed.registration]).await?;
    if fine { Ok(()) } else { Err(Invalid::one("instansi", "fault-outside-text").into()) }
}

fn columns(typed: &Typed) -> outside_scheme::ActiveModel {
    outside_scheme::ActiveModel {
        sector: Set(typed.sector.as_str().to_owned()),
        agency: Set(typed.agency.clone()),
        registration: Set(typed.registration.clone()),
        due: Set(typed.due),
        report_by: Set(typed.report_by),
        ..Default::default()
    }
}

/// Writes columns of a note, unless somebody did so since.
async fn change(
    db: &DatabaseTransaction,
    note: &Note,
    version: i32,
    mut columns: outside_scheme::ActiveModel,
) -> Result<()> {
    columns.row_version = Set(version + 1);
    let changed = outside_scheme::Entity::update_many()
        .set(columns)
        .filter(outside_scheme::Column::Id.eq(note.id))
        .filter(outside_scheme::Column::RowVersion.eq(version))
        .exec(db)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict) }
}

async fn finish(
    app: &App,
    transaction: DatabaseTransaction,
    permit: &Permit<MayWriteProposals>,
    action: &'static str,
) -> Result<()> {
    audit::done(&transaction, app.clock.now(), permit.event(action, "enterprise")).await?;
    Ok(transaction.commit().await?)
}

type Steps = HashMap<Uuid, Vec<Step>>;

async fn steps_of(db: &impl ConnectionTrait, notes: Vec<Uuid>) -> Result<Steps> {
    let rows = outside_step::Entity::find()
        .filter(outside_step::Column::SchemeId.is_in(notes))
        .order_by_asc(outside_step::Column::Number)
        .all(db)
        .await?;
    let mut steps = Steps::new();
    for row in rows {
        let step =
            Step { stage: Stage::of(&row.stage)?, day: row.day, number: row.reference, amount: Rupiah(row.amount_idr) };
        steps.entry(row.scheme_id).or_default().push(step);
    }
    Ok(steps)
}

fn read(steps: &mut Steps, row: outside_scheme::Model) -> Result<Note> {
    Ok(Note {
        steps: steps.remove(&row.id).unwrap_or_default(),
        version: row.row_version,
        typed: Typed {
            sector: Sector::of(&row.sector)?,
            agency: row.agency,
            registration: row.registration,
            due: row.due,
            report_by: row.report_by,
        },
        code: row.public_code,
        id: row.id,
    })
}
