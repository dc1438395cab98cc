//! Offices: their name, and how the operator adds one.
use entity::public::{agency, outlet};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, prelude::Expr,
};
use uuid::Uuid;

use super::policy::MayEditAgency;
use crate::{
    app::App,
    disclosure,
    enterprises::model::is_regency,
    error::{Error, Invalid, Result},
    identity::{access::Permit, policy::MayOperate},
    platform::{audit, db, ids},
    regions,
};

crate::words! {
    /// What an office is for.
    pub enum AgencyKind {
        Tourism = "tourism",
        Cooperative = "cooperative",
        Industry = "industry",
        Fishery = "fishery",
        Trade = "trade",
        CraftCouncil = "craft_council",
        Foundation = "foundation",
    }
}

impl AgencyKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::Tourism => "agency-tourism",
            Self::Cooperative => "agency-cooperative",
            Self::Industry => "agency-industry",
            Self::Fishery => "agency-fishery",
            Self::Trade => "agency-trade",
            Self::CraftCouncil => "agency-craft-council",
            Self::Foundation => "agency-foundation",
        }
    }
}

/// An office in the list of the operator.
#[derive(Clone, Debug)]
pub struct AgencyRow {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub kind: String,
}

/// The name of the office.
pub async fn name(app: &App, permit: &Permit<MayEditAgency>) -> Result<String> {
    Ok(agency::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?.name)
}

/// Calls the office otherwise.
pub async fn rename(app: &App, permit: Permit<MayEditAgency>, name: &str) -> Result<()> {
    check_name(&app.db, name, Some(permit.object())).await?.finish()?;
    let transaction = db::begin(&app.db).await?;
    agency::Entity::update_many()
        .col_expr(agency::Column::Name, Expr::value(name))
        .filter(agency::Column::Id.eq(permit.object()))
        .exec(&transaction)
        .await?;
    audit::done(&transaction, app.clock.now(), permit.event("edit_agency", "agency")).await?;
    transaction.commit().await?;
    Ok(())
}

/// Every office, by name.
pub async fn list(app: &App, permit: &Permit<MayOperate>) -> Result<Vec<AgencyRow>> {
    let _ = permit.object();
    let rows = agency::Entity::find().order_by_asc(agency::Column::Name).limit(500).all(&app.db).await?;
    let row = |row: agency::Model| AgencyRow {
        id: row.id,
        code: row.public_code.unwrap_or_default(),
        name: row.name,
        kind: row.kind,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Every outlet with its office, by name.
pub async fn outlets(app: &App, permit: &Permit<MayOperate>) -> Result<Vec<(String, String)>> {
    let _ = permit.object();
    let rows = outlet::Entity::find()
        .find_also_related(agency::Entity)
        .order_by_asc(outlet::Column::Name)
        .limit(500)
        .all(&app.db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(outlet, agency)| (outlet.name, agency.map(|agency| agency.name).unwrap_or_default()))
        .collect())
}

/// Adds an office. Gives its id.
pub async fn add(db: &DatabaseTransaction, name: &str, kind: Option<AgencyKind>, region: &str) -> Result<Uuid> {
    let mut faults = check_name(db, name, None).await?;
    if kind.is_none() {
        faults.0.push(("jenis", "fault-agency-kind"));
    }
    if regions::get(region).is_none() {
        faults.0.push(("wilayah", "fault-place"));
    }
    faults.finish()?;
    let id = ids::new_id();
    let row = agency::ActiveModel {
        id: Set(id),
        public_code: Set(Some(ids::new_public_code())),
        name: Set(name.to_owned()),
        kind: Set(kind.map(AgencyKind::as_str).unwrap_or_default().to_owned()),
        region_code: Set(region.to_owned()),
    };
    agency::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Adds an outlet to an office. Gives its id.
pub async fn add_outlet(
    db: &DatabaseTransaction,
    name: &str,
    office: &str,
    address: &str,
    regency: &str,
) -> Result<Uuid> {
    let mut faults = Invalid::default();
    if !(3..=80).contains(&name.chars().count()) || is_blocked(name) {
        faults.0.push(("nama_gerai", "fault-trade-name"));
    }
    if !(5..=200).contains(&address.chars().count()) {
        faults.0.push(("alamat", "fault-street"));
    }
    if !is_regency(regency) {
        faults.0.push(("wilayah_gerai", "fault-place"));
    }
    let office = agency::Entity::find().filter(agency::Column::PublicCode.eq(office)).one(db).await?;
    if office.is_none() {
        faults.0.push(("lembaga", "fault-agency"));
    }
    faults.finish()?;
    let id = ids::new_id();
    let row = outlet::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_public_code()),
        name: Set(name.to_owned()),
        agency_id: Set(office.map(|office| office.id).unwrap_or_default()),
        regency_code: Set(regency.to_owned()),
        address: Set(address.to_owned()),
        directions: Set(String::new()),
        about: Set(String::new()),
        whatsapp: Set(String::new()),
        hours: Set(entity::values::Lines(vec![String::new(); 7])),
        state: Set("open".to_owned()),
        row_version: Set(1),
    };
    outlet::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

async fn check_name(db: &impl ConnectionTrait, name: &str, own: Option<Uuid>) -> Result<Invalid> {
    let mut faults = Invalid::default();
    if !(5..=160).contains(&name.chars().count()) || name.contains(char::is_control) {
        faults.0.push(("nama", "fault-agency-name"));
    } else if is_blocked(name) {
        faults.0.push(("nama", "guard-block"));
    } else {
        let taken = agency::Entity::find().filter(agency::Column::Name.eq(name)).one(db).await?;
        if taken.is_some_and(|row| Some(row.id) != own) {
            faults.0.push(("nama", "fault-agency-taken"));
        }
    }
    Ok(faults)
}

fn is_blocked(text: &str) -> bool {
    matches!(disclosure::check(text), disclosure::Verdict::Block(_))
}
