//! Calls in the search index.
use entity::public::{agency, call};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    error::Result,
    language::{Part, analyse},
    platform::search::{Document, Kind},
};

/// Documents of these calls; drafts have none.
pub async fn documents(db: &DatabaseConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = call::Entity::find()
        .filter(call::Column::Id.is_in(ids.iter().copied()))
        .filter(call::Column::State.ne("draft"))
        .find_also_related(agency::Entity)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(row, owner)| Some(document(&row, &owner?))).collect())
}

/// Ids of visible calls after one, in the order of ids.
pub async fn visible_after(db: &DatabaseConnection, last: Uuid, limit: u64) -> Result<Vec<Uuid>> {
    Ok(call::Entity::find()
        .select_only()
        .column(call::Column::Id)
        .filter(call::Column::State.ne("draft"))
        .filter(call::Column::Id.gt(last))
        .order_by_asc(call::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?)
}

fn document(row: &call::Model, owner: &agency::Model) -> Document {
    let texts = [
        (row.name.as_str(), Part::Title),
        (row.name.as_str(), Part::Title),
        (owner.name.as_str(), Part::Title),
        (row.summary.as_str(), Part::Body),
        (row.purpose.as_str(), Part::Body),
    ];
    let words = texts.iter().flat_map(|(text, part)| analyse(text, *part)).map(|word| word.stem).collect();
    let region = row.region_code.clone().unwrap_or_default();
    let regions = if region.is_empty() { Vec::new() } else { vec![region.chars().take(2).collect(), region] };
    Document {
        id: row.id,
        kind: Kind::Call,
        words,
        regions,
        tags: vec![format!("state:{}", row.state), format!("form:{}", row.form)],
        skills: Vec::new(),
        low: None,
        high: u64::try_from(row.per_proposal_idr).ok(),
        until: None,
    }
}
