//! Holidays in the store.
use entity::registry::grants::{holiday, holiday_year};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    prelude::TimeUnixTimestampMillis,
};
use time::{Date, Month, OffsetDateTime};

use super::model::{Holiday, Year};
use crate::{
    app::App,
    error::Result,
    identity::{access::Permit, policy::MayOperate},
    platform::{audit, db},
};

/// Every year of which something is known, the latest first.
pub async fn list(app: &App, permit: &Permit<MayOperate>) -> Result<Vec<Year>> {
    let _ = permit.object();
    let days = holiday::Entity::find().order_by_asc(holiday::Column::Day).all(&app.db).await?;
    let whole: Vec<i32> = holiday_year::Entity::find().all(&app.db).await?.into_iter().map(|row| row.year).collect();
    let mut years: Vec<i32> = days.iter().map(|row| row.day.year()).chain(whole.iter().copied()).collect();
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    let of = |year: i32| Year {
        year,
        complete: whole.contains(&year),
        holidays: days
            .iter()
            .filter(|row| row.day.year() == year)
            .map(|row| Holiday { day: row.day, name: row.name.clone() })
            .collect(),
    };
    Ok(years.into_iter().map(of).collect())
}

/// Writes a year, in the place of what was known of it.
pub async fn save(app: &App, permit: &Permit<MayOperate>, year: &Year) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    write(&transaction, year, now).await?;
    audit::done(&transaction, now, permit.event("edit_holidays", "platform")).await?;
    transaction.commit().await?;
    Ok(())
}

/// The same without asking who does it: the demo does so too.
pub async fn write(db: &impl ConnectionTrait, year: &Year, now: OffsetDateTime) -> Result<()> {
    let first = Date::from_calendar_date(year.year, Month::January, 1).map_err(anyhow::Error::from)?;
    let last = Date::from_calendar_date(year.year, Month::December, 31).map_err(anyhow::Error::from)?;
    holiday::Entity::delete_many().filter(holiday::Column::Day.between(first, last)).exec(db).await?;
    holiday_year::Entity::delete_by_id(year.year).exec(db).await?;
    let row = |holiday: &Holiday| holiday::ActiveModel { day: Set(holiday.day), name: Set(holiday.name.clone()) };
    if !year.holidays.is_empty() {
        let rows = year.holidays.iter().map(row);
        holiday::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    if year.complete {
        let row = holiday_year::ActiveModel { year: Set(year.year), completed_at: Set(TimeUnixTimestampMillis(now)) };
        holiday_year::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}
