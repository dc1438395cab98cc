//! Public reads of outlets.
use std::collections::HashMap;

use entity::public::{agency, availability, outlet, product, variant};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::model::{OutletCard, OutletView};
use crate::{
    error::{Error, Result},
    regions::{self, Zone},
};

/// All open outlets, by place and name.
pub async fn list(db: &impl ConnectionTrait) -> Result<Vec<OutletCard>> {
    let rows = outlet::Entity::find()
        .filter(outlet::Column::State.eq("open"))
        .order_by_asc(outlet::Column::RegencyCode)
        .order_by_asc(outlet::Column::Name)
        .limit(500)
        .all(db)
        .await?;
    let goods = goods(db).await?;
    let card = |row: outlet::Model| OutletCard {
        goods: goods.get(&row.id).copied().unwrap_or_default(),
        code: row.public_code,
        name: row.name,
        place: regions::name(&row.regency_code),
        address: row.address,
        hours: row.hours.0,
        whatsapp: row.whatsapp,
        zone: zone(&row.regency_code),
    };
    Ok(rows.into_iter().map(card).collect())
}

/// One outlet.
pub async fn show(db: &impl ConnectionTrait, code: &str) -> Result<OutletView> {
    let (row, operator) = outlet::Entity::find()
        .filter(outlet::Column::PublicCode.eq(code))
        .find_also_related(agency::Entity)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    if row.state != "open" {
        return Err(Error::Gone);
    }
    Ok(OutletView {
        code: row.public_code,
        name: row.name,
        operator: operator.map(|operator| operator.name).unwrap_or_default(),
        place: regions::name(&row.regency_code),
        address: row.address,
        directions: row.directions,
        about: row.about,
        whatsapp: row.whatsapp,
        hours: row.hours.0,
        zone: zone(&row.regency_code),
    })
}

/// Codes of open outlets, for the sitemap.
pub async fn sitemap(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let codes = outlet::Entity::find()
        .select_only()
        .column(outlet::Column::PublicCode)
        .filter(outlet::Column::State.eq("open"))
        .order_by_asc(outlet::Column::PublicCode)
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes)
}

/// Different published goods on the shelves of each outlet.
async fn goods(db: &impl ConnectionTrait) -> Result<HashMap<Uuid, usize>> {
    let rows: Vec<(Uuid, i64)> = availability::Entity::find()
        .select_only()
        .column(availability::Column::OutletId)
        .column_as(variant::Column::ProductId.count(), "goods")
        .join(JoinType::InnerJoin, availability::Relation::Variant.def())
        .join(JoinType::InnerJoin, variant::Relation::Product.def())
        .filter(product::Column::State.eq("published"))
        .filter(availability::Column::Band.ne("none"))
        .group_by(availability::Column::OutletId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(outlet, goods)| (outlet, usize::try_from(goods).unwrap_or_default())).collect())
}

fn zone(regency: &str) -> Zone {
    regions::get(regency).map_or(Zone::Wib, |region| region.zone)
}
