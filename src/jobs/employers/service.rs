//! Employers, for those who look after one and for the operator who checks them.
use entity::{public::employer, registry::work::employer_check};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    model::{EmployerForm, EmployerRow, EmployerState},
    policy::MayEditEmployer,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::Permit,
        mailing::{self, Template},
        members,
        model::{Body, BodyKind, Office},
        policy::{MayAnswerComplaints, MayOperate},
        rooms,
    },
    jobs::applications::service as applications,
    moderation::service as moderation,
    platform::{audit, db, ids},
    regions,
};

/// Face and papers, to edit them.
pub async fn form(app: &App, permit: &Permit<MayEditEmployer>) -> Result<EmployerForm> {
    let row = employer::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?;
    let papers = employer_check::Entity::find_by_id(permit.object()).one(&app.db).await?;
    let mut form = EmployerForm {
        trade_name: row.trade_name,
        regency_code: row.regency_code,
        about: row.about,
        version: row.row_version,
        ..EmployerForm::default()
    };
    if let Some(papers) = papers {
        form.legal_name = papers.legal_name;
        form.nib = papers.nib;
        form.wlkp = papers.wlkp;
        form.business_address = papers.business_address;
    }
    Ok(form)
}

/// Registers an employer, who waits for a check of the papers. Whoever registers looks after it. Gives the code.
pub async fn register(app: &App, actor: &Actor, form: EmployerForm, invitation: &str) -> Result<String> {
    let now = app.clock.now();
    let mut faults = form.check();
    let texts = [("nama", form.trade_name.as_str()), ("tentang", form.about.as_str())];
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()?;
    let transaction = db::begin(&app.db).await?;
    let invited = members::service::spend_founding(app, &transaction, now, BodyKind::Employer, invitation).await?;
    if !invited && !app.settings.registration_open {
        return Err(Invalid::one("undangan", "fault-invitation").into());
    }
    let (id, code) = (ids::new_id(), ids::new_public_code());
    let row = employer::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        trade_name: Set(form.trade_name.clone()),
        regency_code: Set(form.regency_code.clone()),
        about: Set(form.about.clone()),
        micro: Set(false),
        state: Set(EmployerState::Unverified.as_str().to_owned()),
        row_version: Set(1),
    };
    employer::Entity::insert(row).exec_without_returning(&transaction).await?;
    write_papers(&transaction, id, &form).await?;
    let body = Body { kind: BodyKind::Employer, id };
    members::service::admit(app, &transaction, now, actor.person(), body, Office::EmployerAdmin).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Changes face and papers. Other papers than before are checked anew. Gives whether a text waits.
pub async fn save(app: &App, permit: Permit<MayEditEmployer>, form: EmployerForm) -> Result<bool> {
    let (now, body) = (app.clock.now(), permit.body()?);
    let present = self::form(app, &permit).await?;
    let mut faults = form.check();
    let texts = [("nama", form.trade_name.as_str()), ("tentang", form.about.as_str())];
    let waiting = moderation::judge_all(app, &texts, "", &mut faults).await?;
    faults.finish()?;
    let chosen = |field, present, new| moderation::shown(&waiting, field, present, new).to_owned();
    let transaction = db::begin(&app.db).await?;
    let changed = employer::Entity::update_many()
        .col_expr(employer::Column::TradeName, Expr::value(chosen("nama", &present.trade_name, &form.trade_name)))
        .col_expr(employer::Column::About, Expr::value(chosen("tentang", &present.about, &form.about)))
        .col_expr(employer::Column::RegencyCode, Expr::value(form.regency_code.clone()))
        .col_expr(employer::Column::RowVersion, Expr::col(employer::Column::RowVersion).add(1))
        .filter(employer::Column::Id.eq(permit.object()))
        .filter(employer::Column::RowVersion.eq(form.version))
        .exec(&transaction)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    if (&present.legal_name, &present.nib) != (&form.legal_name, &form.nib) {
        set_state(&transaction, permit.object(), EmployerState::Active, EmployerState::Unverified).await?;
    }
    write_papers(&transaction, permit.object(), &form).await?;
    moderation::settle(&transaction, now, body, &texts, &waiting).await?;
    moderation::note_change(&transaction, body).await?;
    audit::done(&transaction, now, permit.event("edit_employer", "employer")).await?;
    transaction.commit().await?;
    Ok(!waiting.is_empty())
}

/// Every employer that has papers, those that wait first.
pub async fn list(app: &App, permit: &Permit<MayOperate>) -> Result<Vec<EmployerRow>> {
    let _ = permit.object();
    let rows = employer::Entity::find()
        .order_by_desc(employer::Column::State)
        .order_by_asc(employer::Column::TradeName)
        .limit(200)
        .all(&app.db)
        .await?;
    let ids = rows.iter().map(|row| row.id);
    let papers =
        employer_check::Entity::find().filter(employer_check::Column::EmployerId.is_in(ids)).all(&app.db).await?;
    rows.into_iter()
        .map(|row| {
            let papers = papers.iter().find(|papers| papers.employer_id == row.id);
            Ok(EmployerRow {
                code: row.public_code,
                trade_name: row.trade_name,
                legal_name: papers.map(|papers| papers.legal_name.clone()).unwrap_or_default(),
                nib: papers.map(|papers| papers.nib.clone()).unwrap_or_default(),
                place: regions::name(&row.regency_code),
                state: EmployerState::of(&row.state)?,
            })
        })
        .collect()
}

/// How many employers wait for a check.
pub async fn count_waiting(db: &impl ConnectionTrait) -> Result<u64> {
    let waiting = employer::Column::State.eq(EmployerState::Unverified.as_str());
    Ok(employer::Entity::find().filter(waiting).count(db).await?)
}

/// The operator agrees, suspends, or lets an employer in again. Those who look after it hear that there is news.
pub async fn decide(app: &App, permit: Permit<MayOperate>, code: &str, to: EmployerState) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let row = employer::Entity::find()
        .filter(employer::Column::PublicCode.eq(code))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let event = audit::Event {
        actor: Some(permit.actor()),
        role: permit.role().trail(),
        action: "check_employer",
        object_kind: "employer",
        object: Some(row.id),
        reason: Some(to.as_str()),
    };
    put_state(app, &transaction, &row, to, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Bars an employer after a complaint, or lets it in again.
pub async fn bar(
    app: &App,
    db: &DatabaseTransaction,
    permit: &Permit<MayAnswerComplaints>,
    employer: Uuid,
    to: EmployerState,
) -> Result<()> {
    let row = employer::Entity::find_by_id(employer).one(db).await?.ok_or(Error::NotFound)?;
    let event =
        audit::Event { object: Some(employer), reason: Some(to.as_str()), ..permit.event("bar_employer", "employer") };
    put_state(app, db, &row, to, event).await
}

/// Moves an employer, with everything that follows from it.
async fn put_state(
    app: &App,
    db: &DatabaseTransaction,
    row: &employer::Model,
    to: EmployerState,
    event: audit::Event<'_>,
) -> Result<()> {
    let now = app.clock.now();
    let from = EmployerState::of(&row.state)?;
    if from == to || !set_state(db, row.id, from, to).await? {
        return Err(Error::Conflict);
    }
    employer_check::Entity::update_many()
        .col_expr(employer_check::Column::CheckedBy, Expr::value(event.actor))
        .col_expr(employer_check::Column::CheckedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(employer_check::Column::EmployerId.eq(row.id))
        .exec(db)
        .await?;
    if to == EmployerState::Suspended {
        applications::employer_suspended(db, now, row.id).await?;
    }
    let body = Body { kind: BodyKind::Employer, id: row.id };
    moderation::note_change(db, body).await?;
    audit::done(db, now, event).await?;
    for member in rooms::of(app.rooms, BodyKind::Employer)?.members(db, body, false).await? {
        mailing::put(db, now, member.person_id, Template::News).await?;
    }
    Ok(())
}

async fn set_state(db: &impl ConnectionTrait, id: Uuid, from: EmployerState, to: EmployerState) -> Result<bool> {
    let moved = employer::Entity::update_many()
        .col_expr(employer::Column::State, Expr::value(to.as_str()))
        .filter(employer::Column::Id.eq(id))
        .filter(employer::Column::State.eq(from.as_str()))
        .exec(db)
        .await?;
    Ok(moved.rows_affected == 1)
}

async fn write_papers(db: &impl ConnectionTrait, id: Uuid, form: &EmployerForm) -> Result<()> {
    let row = employer_check::ActiveModel {
        employer_id: Set(id),
        legal_name: Set(form.legal_name.clone()),
        nib: Set(form.nib.clone()),
        wlkp: Set(form.wlkp.clone()),
        business_address: Set(form.business_address.clone()),
        checked_by: Set(None),
        checked_at: Set(None),
        row_version: Set(1),
    };
    let replace = OnConflict::column(employer_check::Column::EmployerId)
        .update_columns([
            employer_check::Column::LegalName,
            employer_check::Column::Nib,
            employer_check::Column::Wlkp,
            employer_check::Column::BusinessAddress,
        ])
        .to_owned();
    employer_check::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}
