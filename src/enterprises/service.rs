//! Public reads of enterprises.
use entity::public::enterprise;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::model::{EnterpriseView, Sector};
use crate::{
    error::{Error, Result},
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
