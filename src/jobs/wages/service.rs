//! Minimum wages in the store. The regency decides, else its province (PP 36/2021, changed by PP 49/2025).
use entity::public::minimum_wage;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use crate::{
    app::App,
    error::{Invalid, Result},
    identity::{access::Permit, policy::MayOperate},
    platform::{audit, money::Rupiah},
    regions,
};

/// The lowest monthly wage of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minimum {
    /// Name of the regency, or of the province when the regency has no row of its own.
    pub place: String,
    pub own: bool,
    pub year: i32,
    pub amount: Rupiah,
    /// Sources contradict each other.
    pub disputed: bool,
}

/// What holds in a regency in a year: the newest row that is not of a later year.
pub async fn minimum(db: &impl ConnectionTrait, regency: &str, year: i32) -> Result<Option<Minimum>> {
    let province = regions::province_of(regency).map_or("", |province| province.code);
    let rows = minimum_wage::Entity::find()
        .filter(minimum_wage::Column::RegionCode.is_in([regency, province]))
        .filter(minimum_wage::Column::Year.lte(year))
        .order_by_desc(minimum_wage::Column::Year)
        .limit(20)
        .all(db)
        .await?;
    let newest = |code: &str| rows.iter().find(|row| row.region_code == code);
    let found = newest(regency).or_else(|| newest(province));
    Ok(found.map(|row| Minimum {
        place: regions::name(&row.region_code),
        own: row.region_code == regency,
        year: row.year,
        amount: Rupiah(row.amount_idr),
        disputed: row.disputed,
    }))
}

/// A line of the table as it is typed.
#[derive(Clone, Debug)]
pub struct Line {
    pub region_code: String,
    pub year: i32,
    pub amount: i64,
    pub source: String,
    pub disputed: bool,
}

impl Line {
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let mut fault = |wrong: bool, field, key| {
            if wrong {
                faults.0.push((field, key));
            }
        };
        fault(regions::get(&self.region_code).is_none(), "tempat", "fault-wage-place");
        fault(!(2020..=2100).contains(&self.year), "tahun", "fault-wage-year");
        fault(!(100_000..=100_000_000).contains(&self.amount), "upah", "fault-wage");
        fault(!(3..=200).contains(&self.source.chars().count()), "sumber", "fault-wage-source");
        faults
    }
}

/// The table, by place and year.
pub async fn list(app: &App, permit: &Permit<MayOperate>) -> Result<Vec<minimum_wage::Model>> {
    let _ = permit.object();
    let rows = minimum_wage::Entity::find()
        .order_by_asc(minimum_wage::Column::RegionCode)
        .order_by_desc(minimum_wage::Column::Year)
        .limit(2_000)
        .all(&app.db)
        .await?;
    Ok(rows)
}

/// Writes a line, in the place of one for the same place and year.
pub async fn save(app: &App, permit: &Permit<MayOperate>, line: Line) -> Result<()> {
    line.check().finish()?;
    write(&app.db, line).await?;
    note(app, permit, "edit_minimum_wage").await
}

/// Removes a line.
pub async fn remove(app: &App, permit: &Permit<MayOperate>, region: &str, year: i32) -> Result<()> {
    minimum_wage::Entity::delete_by_id((region.to_owned(), year)).exec(&app.db).await?;
    note(app, permit, "remove_minimum_wage").await
}

/// Writes a line without asking who does it: the demo does so too.
pub async fn write(db: &impl ConnectionTrait, line: Line) -> Result<()> {
    let row = minimum_wage::ActiveModel {
        region_code: Set(line.region_code),
        year: Set(line.year),
        amount_idr: Set(line.amount),
        source: Set(line.source),
        disputed: Set(line.disputed),
        row_version: Set(1),
    };
    let replace = OnConflict::columns([minimum_wage::Column::RegionCode, minimum_wage::Column::Year])
        .update_columns([minimum_wage::Column::AmountIdr, minimum_wage::Column::Source, minimum_wage::Column::Disputed])
        .to_owned();
    minimum_wage::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

async fn note(app: &App, permit: &Permit<MayOperate>, action: &'static str) -> Result<()> {
    audit::done(&app.db, app.clock.now(), permit.event(action, "platform")).await
}
