//! Releases in the store. They are written once and read as they were: what is not what its mark was made of is not
//! shown.
use entity::public::{register_entry, register_release, stat_cell};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use time::OffsetDateTime;

use super::super::{
    Band, Change, Quarter,
    release::{Release, Row, Total},
};
use crate::{
    enterprises::model::Sector,
    error::{Error, Result},
    funding::model::Form,
    platform::money::Rupiah,
};

/// What a list of releases says of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub quarter: Quarter,
    /// SHA-256 of its canonical form, 64 digits.
    pub mark: String,
    pub published_at: OffsetDateTime,
}

/// Every release, the latest first.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<Known>> {
    let rows =
        register_release::Entity::find().order_by_desc(register_release::Column::Quarter).limit(400).all(db).await?;
    let known = |row: register_release::Model| {
        Ok(Known { quarter: quarter(&row.quarter)?, mark: row.mark, published_at: row.published_at.0 })
    };
    rows.into_iter().map(known).collect()
}

/// The release of a quarter.
///
/// # Errors
/// [`Error::NotFound`] where there is none; an internal one where the store has something else than was published.
pub async fn read(db: &impl ConnectionTrait, of: Quarter) -> Result<Release> {
    let row = register_release::Entity::find_by_id(of.to_string()).one(db).await?.ok_or(Error::NotFound)?;
    whole(db, row).await
}

/// Every release with all of it, the first one first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Release>> {
    let rows = register_release::Entity::find().order_by_asc(register_release::Column::Quarter).all(db).await?;
    let mut releases = Vec::new();
    for row in rows {
        releases.push(whole(db, row).await?);
    }
    Ok(releases)
}

/// Writes a release. A second one of its quarter, or one that does not follow the last, is refused by the store.
pub async fn write(db: &impl ConnectionTrait, release: &Release, now: OffsetDateTime) -> Result<()> {
    let of = release.quarter.to_string();
    let row = register_release::ActiveModel {
        quarter: Set(of.clone()),
        mark: Set(release.hash().hex()),
        previous: Set(release.previous.clone()),
        published_at: Set(TimeUnixTimestampMillis(now)),
    };
    register_release::Entity::insert(row).exec_without_returning(db).await?;
    // A statement takes so many values at most.
    let totals: Vec<_> = (1..).zip(&release.totals).map(|(at, total)| cell(&of, at, total)).collect();
    for some in totals.chunks(1_000) {
        stat_cell::Entity::insert_many(some.to_vec()).exec_without_returning(db).await?;
    }
    let rows: Vec<_> = (1..).zip(&release.rows).map(|(at, row)| entry(&of, at, row)).collect();
    for some in rows.chunks(1_000) {
        register_entry::Entity::insert_many(some.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}

async fn whole(db: &impl ConnectionTrait, row: register_release::Model) -> Result<Release> {
    let totals = stat_cell::Entity::find()
        .filter(stat_cell::Column::Release.eq(&row.quarter))
        .order_by_asc(stat_cell::Column::Position)
        .all(db)
        .await?;
    let rows = register_entry::Entity::find()
        .filter(register_entry::Column::Release.eq(&row.quarter))
        .order_by_asc(register_entry::Column::Position)
        .all(db)
        .await?;
    let release = Release {
        quarter: quarter(&row.quarter)?,
        previous: row.previous,
        totals: totals.into_iter().map(read_total).collect::<Result<_>>()?,
        rows: rows.into_iter().map(read_row).collect::<Result<_>>()?,
    };
    if release.hash().hex() == row.mark {
        Ok(release)
    } else {
        Err(anyhow::anyhow!("the release {} is not what was published", release.quarter).into())
    }
}

fn cell(of: &str, at: i32, total: &Total) -> stat_cell::ActiveModel {
    stat_cell::ActiveModel {
        release: Set(of.to_owned()),
        position: Set(at),
        quarter: Set(total.quarter.to_string()),
        change: Set(total.change.as_str().to_owned()),
        place: Set(total.place.clone()),
        sector: Set(total.sector.map(|sector| sector.as_str().to_owned())),
        awards: Set(i64::try_from(total.awards).unwrap_or(i64::MAX)),
        amount_idr: Set(total.rupiah.0),
    }
}

fn read_total(row: stat_cell::Model) -> Result<Total> {
    Ok(Total {
        quarter: quarter(&row.quarter)?,
        change: Change::of(&row.change)?,
        place: row.place,
        sector: row.sector.as_deref().map(Sector::of).transpose()?,
        awards: u64::try_from(row.awards).unwrap_or_default(),
        rupiah: Rupiah(row.amount_idr),
    })
}

fn entry(of: &str, at: i32, row: &Row) -> register_entry::ActiveModel {
    register_entry::ActiveModel {
        release: Set(of.to_owned()),
        position: Set(at),
        id: Set(row.id.clone()),
        recipient: Set(row.recipient.clone()),
        quarter: Set(row.quarter.to_string()),
        change: Set(row.change.as_str().to_owned()),
        sector: Set(row.sector.as_str().to_owned()),
        regency_code: Set(row.regency.clone()),
        band: Set(row.band.as_str().to_owned()),
        form: Set(row.form.as_str().to_owned()),
        government_code: Set(row.government.clone()),
    }
}

fn read_row(row: register_entry::Model) -> Result<Row> {
    Ok(Row {
        quarter: quarter(&row.quarter)?,
        change: Change::of(&row.change)?,
        sector: Sector::of(&row.sector)?,
        band: Band::of(&row.band)?,
        form: Form::of(&row.form)?,
        id: row.id,
        recipient: row.recipient,
        regency: row.regency_code,
        government: row.government_code,
    })
}

fn quarter(text: &str) -> Result<Quarter> {
    Quarter::parse(text).ok_or_else(|| Error::unknown_word("Quarter"))
}
