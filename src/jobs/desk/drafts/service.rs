//! Writes openings. Every change counts the version, and one made for an older version is refused.
use entity::{
    public::{employer, opening, opening_item, opening_skill},
    registry::work::opening_desk,
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::super::{
    model::{OpeningForm, State, USUAL, end_of, last_day},
    moves::service::{keep_revision, move_to, note},
    notes,
    policy::MayPost,
    service::{BUTTONS, at_field, below_minimum, day_fits, facts, own_row, refused, whole, zone},
    workflow::{self, Event, Facts, Party},
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::access::Permit,
    jobs::{index, model::Contract},
    moderation::service as moderation,
    platform::{db, ids},
};

/// Begins an opening. Gives its code.
pub async fn create(app: &App, permit: Permit<MayPost>, form: OpeningForm) -> Result<String> {
    let now = app.clock.now();
    let employer = employer::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?;
    let facts = Facts { suspended: employer.state == "suspended", ..Facts::default() };
    workflow::decide(None, Event::Create, Party::Employer, &facts).map_err(|refusal| refused(BUTTONS, refusal))?;
    check(app, &form, true).await?;
    let (id, code) = (ids::new_id(), ids::new_public_code());
    let transaction = db::begin(&app.db).await?;
    let row = opening::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        employer_id: Set(permit.object()),
        state: Set("draft".to_owned()),
        published_on: Set(None),
        closed_at: Set(None),
        row_version: Set(1),
        ..columns(&form)
    };
    opening::Entity::insert(row).exec_without_returning(&transaction).await?;
    write_items(&transaction, id, &form).await?;
    write_desk(&transaction, id, desk(&form, permit.actor())).await?;
    note(&transaction, now, &permit, "create", id).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Changes an opening. What others already read is judged again, and may go to a moderator. Gives where it stands.
pub async fn save(app: &App, permit: Permit<MayPost>, code: &str, form: OpeningForm) -> Result<State> {
    let now = app.clock.now();
    let held = whole(&app.db, now, own_row(permit.object(), code)).await?;
    check(app, &form, held.desk.is_none_or(|desk| desk.opened_at.is_none())).await?;
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, now, own_row(permit.object(), code)).await?;
    let minimum = below_minimum(&transaction, &form, now).await?;
    let fits = form.until.is_some_and(|until| day_fits(&whole, until, now));
    let known = Facts { until_fits: fits, ..whole.own.facts };
    let facts = facts(&form, &notes::judge(&form), known, minimum, last_day(now, zone(&form.regency_code)));
    let event = if whole.state == State::Open { Event::Edit } else { Event::Save };
    let to = workflow::decide(Some(whole.state), event, Party::Employer, &facts).map_err(at_field)?;
    write_items(&transaction, whole.row.id, &form).await?;
    write_desk(&transaction, whole.row.id, desk(&form, permit.actor())).await?;
    let version = form.version;
    move_to(&transaction, now, &whole, version, to, columns(&form)).await?;
    if event == Event::Edit {
        keep_revision(&transaction, now, whole.row.id, &form).await?;
    }
    note(&transaction, now, &permit, if event == Event::Edit { "edit" } else { "save" }, whole.row.id).await?;
    transaction.commit().await?;
    Ok(to)
}

/// The same opening as a new draft.
pub async fn copy(app: &App, permit: Permit<MayPost>, code: &str) -> Result<String> {
    let now = app.clock.now();
    let whole = whole(&app.db, now, own_row(permit.object(), code)).await?;
    let today = last_day(now, zone(&whole.row.regency_code));
    let form = OpeningForm { until: Some(today + USUAL), ..whole.own.form };
    create(app, permit, form).await
}

/// What is typed wrong. The last day of one that was shown is judged with the days it had.
async fn check(app: &App, form: &OpeningForm, with_day: bool) -> Result<()> {
    let today = last_day(app.clock.now(), zone(&form.regency_code));
    let mut faults = form.check(today);
    faults.0.retain(|(field, _)| with_day || *field != "sampai");
    // What the guard is not sure of is kept, and a moderator reads it before anybody else does: see `facts`.
    moderation::judge_all(app, &form.texts(), "", &mut faults).await?;
    faults.0.dedup();
    faults.finish()
}

/// Every column that is typed.
fn columns(form: &OpeningForm) -> opening::ActiveModel {
    let until = form.until.map(|until| TimeUnixTimestampMillis(end_of(until, zone(&form.regency_code))));
    opening::ActiveModel {
        title: Set(form.title.clone()),
        body: Set(form.duties.clone()),
        requirements: Set(form.requirements.clone()),
        job_reason: Set(form.reason_words.clone()),
        show_employer: Set(form.show_employer),
        occupation_code: Set(Some(form.occupation.clone()).filter(|code| !code.is_empty())),
        regency_code: Set(form.regency_code.clone()),
        remote: Set(form.remote),
        wage_low: Set(form.wage_low),
        wage_high: Set(form.wage_high.or(form.wage_low)),
        wage_unit: Set(form.wage_unit.as_str().to_owned()),
        contract: Set(form.contract.unwrap_or(Contract::FixedTerm).as_str().to_owned()),
        education: Set(form.education.as_str().to_owned()),
        experience_years: Set(form.experience_years),
        people: Set(form.people),
        hours: Set(form.hours.clone()),
        benefits: Set(Lines(form.benefits.clone())),
        closes_at: until.map_or(sea_orm::ActiveValue::NotSet, Set),
        ..opening::ActiveModel::default()
    }
}

async fn write_items(db: &impl ConnectionTrait, opening: Uuid, form: &OpeningForm) -> Result<()> {
    opening_skill::Entity::delete_many().filter(opening_skill::Column::OpeningId.eq(opening)).exec(db).await?;
    opening_item::Entity::delete_many().filter(opening_item::Column::OpeningId.eq(opening)).exec(db).await?;
    let lines = form.required.iter().map(|line| (true, line)).chain(form.preferred.iter().map(|line| (false, line)));
    let items: Vec<opening_item::Model> = (0..)
        .zip(lines)
        .map(|(position, (required, line))| opening_item::Model {
            opening_id: opening,
            position,
            required,
            phrase: line.clone(),
        })
        .collect();
    let links: Vec<_> = items.iter().flat_map(index::links).collect();
    let rows: Vec<opening_item::ActiveModel> = items.into_iter().map(Into::into).collect();
    opening_item::Entity::insert_many(rows).exec_without_returning(db).await?;
    if !links.is_empty() {
        opening_skill::Entity::insert_many(links).exec_without_returning(db).await?;
    }
    Ok(())
}

fn desk(form: &OpeningForm, poster: Uuid) -> opening_desk::ActiveModel {
    opening_desk::ActiveModel {
        posted_by: Set(Some(poster)),
        karirhub_ref: Set(form.karirhub_ref.clone()),
        objection: Set(String::new()),
        reason: Set(form.reason.map(|reason| reason.as_str().to_owned())),
        exam_after_offer: Set(form.exam_after_offer),
        wage_seen: Set(form.wage_seen),
        ..opening_desk::ActiveModel::default()
    }
}

async fn write_desk(db: &impl ConnectionTrait, opening: Uuid, mut row: opening_desk::ActiveModel) -> Result<()> {
    use opening_desk::Column;
    row.opening_id = Set(opening);
    let replace = OnConflict::column(Column::OpeningId)
        .update_columns([
            Column::PostedBy,
            Column::KarirhubRef,
            Column::Objection,
            Column::Reason,
            Column::ExamAfterOffer,
            Column::WageSeen,
        ])
        .to_owned();
    opening_desk::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}
