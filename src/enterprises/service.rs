//! Enterprises: what anyone may read, what those who look after one may change.
use std::collections::HashSet;

use entity::{public::enterprise, registry::trade::enterprise_legal};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, prelude::Expr};

use super::{
    model::{EnterpriseView, Face, Legal, LegalForm, Sector},
    policy::{MayEditEnterprise, MayUseLegalPapers},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::Permit,
        members,
        model::{Body, BodyKind, Office},
    },
    moderation::service as moderation,
    platform::{audit, db, ids},
    regions,
};

/// The enterprise of a code.
pub async fn show(db: &impl ConnectionTrait, code: &str) -> Result<EnterpriseView> {
    let found = enterprise::Entity::find()
        .filter(enterprise::Column::PublicCode.eq(code))
        .filter(enterprise::Column::State.eq("active"))
        .one(db)
        .await?;
    view(found.ok_or(Error::NotFound)?)
}

/// The public face, to edit it.
pub async fn face(app: &App, permit: &Permit<MayEditEnterprise>) -> Result<Face> {
    let row = enterprise::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?;
    Ok(Face {
        trade_name: row.trade_name,
        sector: row.sector,
        regency_code: row.regency_code,
        story: row.story,
        version: row.row_version,
    })
}

/// Changes the public face. Texts the guard is not sure of wait for a moderator, and the old ones stay meanwhile.
/// Gives whether any waits.
pub async fn save_face(app: &App, permit: Permit<MayEditEnterprise>, face: Face) -> Result<bool> {
    let (now, body) = (app.clock.now(), permit.body()?);
    let present = self::face(app, &permit).await?;
    let mut faults = face.check();
    let legal_name = legal_name(&app.db, permit.object()).await?;
    let texts = [("nama", face.trade_name.as_str()), ("cerita", face.story.as_str())];
    let waiting = moderation::judge_all(app, &texts, &legal_name, &mut faults).await?;
    faults.finish()?;
    let chosen = |field, present, new| moderation::shown(&waiting, field, present, new).to_owned();
    let transaction = db::begin(&app.db).await?;
    let changed = enterprise::Entity::update_many()
        .col_expr(enterprise::Column::TradeName, Expr::value(chosen("nama", &present.trade_name, &face.trade_name)))
        .col_expr(enterprise::Column::Story, Expr::value(chosen("cerita", &present.story, &face.story)))
        .col_expr(enterprise::Column::Sector, Expr::value(face.sector.clone()))
        .col_expr(enterprise::Column::RegencyCode, Expr::value(face.regency_code.clone()))
        .col_expr(enterprise::Column::RowVersion, Expr::col(enterprise::Column::RowVersion).add(1))
        .filter(enterprise::Column::Id.eq(permit.object()))
        .filter(enterprise::Column::RowVersion.eq(face.version))
        .exec(&transaction)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    moderation::settle(&transaction, now, body, &texts, &waiting).await?;
    moderation::note_change(&transaction, body).await?;
    audit::done(&transaction, now, permit.event("edit_enterprise", "enterprise")).await?;
    transaction.commit().await?;
    Ok(!waiting.is_empty())
}

/// Founds an enterprise; whoever does so leads it. Without open registration an invitation to found is spent.
/// Gives the code.
pub async fn found(app: &App, actor: &Actor, face: Face, invitation: &str) -> Result<String> {
    let now = app.clock.now();
    let mut faults = face.check();
    let texts = [("nama", face.trade_name.as_str()), ("cerita", face.story.as_str())];
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()?;
    let transaction = db::begin(&app.db).await?;
    let invited = members::service::spend_founding(app, &transaction, now, BodyKind::Enterprise, invitation).await?;
    if !invited && !app.settings.registration_open {
        return Err(Invalid::one("undangan", "fault-invitation").into());
    }
    let (id, code) = (ids::new_id(), ids::new_public_code());
    let row = enterprise::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        trade_name: Set(face.trade_name),
        sector: Set(face.sector),
        regency_code: Set(face.regency_code),
        story: Set(face.story),
        state: Set("active".to_owned()),
        row_version: Set(1),
    };
    enterprise::Entity::insert(row).exec_without_returning(&transaction).await?;
    let body = Body { kind: BodyKind::Enterprise, id };
    members::service::admit(app, &transaction, now, actor.person(), body, Office::Lead).await?;
    transaction.commit().await?;
    Ok(code)
}

/// What stands behind the trade name.
pub async fn legal(app: &App, permit: &Permit<MayUseLegalPapers>) -> Result<Legal> {
    let row = enterprise_legal::Entity::find_by_id(permit.object()).one(&app.db).await?;
    Ok(row.map_or_else(
        || Legal { legal_form: LegalForm::Unregistered.as_str().to_owned(), ..Legal::default() },
        |row| Legal {
            legal_name: row.legal_name,
            legal_form: row.legal_form,
            deed_number: row.deed_number,
            nib: row.nib,
            npwp: row.npwp,
            bank_name: row.bank_name,
            bank_account: row.bank_account,
            bank_holder: row.bank_holder,
            business_address: row.business_address,
            district: row.district,
            version: row.row_version,
        },
    ))
}

/// Writes what stands behind the trade name.
pub async fn save_legal(app: &App, permit: Permit<MayUseLegalPapers>, legal: Legal) -> Result<()> {
    legal.check().finish()?;
    let transaction = db::begin(&app.db).await?;
    let row = enterprise_legal::ActiveModel {
        enterprise_id: Set(permit.object()),
        legal_name: Set(legal.legal_name),
        legal_form: Set(legal.legal_form),
        deed_number: Set(legal.deed_number),
        nib: Set(legal.nib),
        npwp: Set(legal.npwp),
        bank_name: Set(legal.bank_name),
        bank_account: Set(legal.bank_account),
        bank_holder: Set(legal.bank_holder),
        business_address: Set(legal.business_address),
        district: Set(legal.district),
        row_version: Set(legal.version + 1),
    };
    if legal.version == 0 {
        enterprise_legal::Entity::insert(row).exec_without_returning(&transaction).await?;
    } else {
        let changed = enterprise_legal::Entity::update_many()
            .set(row)
            .filter(enterprise_legal::Column::EnterpriseId.eq(permit.object()))
            .filter(enterprise_legal::Column::RowVersion.eq(legal.version))
            .exec(&transaction)
            .await?;
        if changed.rows_affected == 0 {
            return Err(Error::Conflict);
        }
    }
    audit::done(&transaction, app.clock.now(), permit.event("edit_legal_papers", "enterprise")).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whether papers were written already.
pub async fn has_legal(db: &impl ConnectionTrait, id: uuid::Uuid) -> Result<bool> {
    Ok(!legal_name(db, id).await?.is_empty())
}

/// Which of these enterprises wrote their business number down. The number stays here.
pub async fn with_business_number(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = uuid::Uuid>,
) -> Result<HashSet<uuid::Uuid>> {
    let rows = enterprise_legal::Entity::find()
        .filter(enterprise_legal::Column::EnterpriseId.is_in(ids))
        .filter(enterprise_legal::Column::Nib.ne(""))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.enterprise_id).collect())
}

/// The registered name, which must not stand in a public text; empty when none was written.
pub async fn legal_name(db: &impl ConnectionTrait, id: uuid::Uuid) -> Result<String> {
    Ok(enterprise_legal::Entity::find_by_id(id).one(db).await?.map(|row| row.legal_name).unwrap_or_default())
}

/// Whether it is one anybody can meet: not before it is shown, and not after it ended.
pub async fn is_active(db: &impl ConnectionTrait, id: uuid::Uuid) -> Result<bool> {
    Ok(enterprise::Entity::find_by_id(id).one(db).await?.is_some_and(|row| row.state == "active"))
}

fn view(row: enterprise::Model) -> Result<EnterpriseView> {
    Ok(EnterpriseView {
        code: row.public_code,
        trade_name: row.trade_name,
        sector: Sector::of(&row.sector)?,
        story: row.story,
        place: regions::name(&row.regency_code),
        regency_code: row.regency_code,
    })
}
