//! What an enterprise says of a product beyond its price on show: pieces a week, days ahead, prices for many pieces.
use std::collections::HashMap;

use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{capacity::Promise, model::Tier};
use crate::{error::Result, platform::money::Rupiah};

/// What is promised for products.
pub async fn promises(db: &impl ConnectionTrait, products: &[Uuid]) -> Result<HashMap<Uuid, Promise>> {
    if products.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = "SELECT id, CAST(capacity_per_week AS BIGINT) AS per_week, CAST(lead_time_days AS BIGINT) AS lead_days \
               FROM product WHERE id IN ";
    let found = rows_of(db, sql, products, "").await?;
    let read = |row: &QueryResult| {
        let promise = Promise { per_week: row.try_get("", "per_week")?, lead_days: row.try_get("", "lead_days")? };
        Ok((row.try_get("", "id")?, promise))
    };
    found.iter().map(read).collect()
}

/// Prices for many pieces, the smallest number first.
pub async fn tiers(db: &impl ConnectionTrait, variants: &[Uuid]) -> Result<HashMap<Uuid, Vec<Tier>>> {
    let mut tiers: HashMap<Uuid, Vec<Tier>> = HashMap::new();
    if variants.is_empty() {
        return Ok(tiers);
    }
    let sql =
        "SELECT variant_id, CAST(min_quantity AS BIGINT) AS pieces, price_idr FROM price_tier WHERE variant_id IN ";
    for row in rows_of(db, sql, variants, " ORDER BY min_quantity").await? {
        let tier = Tier { pieces: row.try_get("", "pieces")?, price: Rupiah(row.try_get("", "price_idr")?) };
        tiers.entry(row.try_get("", "variant_id")?).or_default().push(tier);
    }
    Ok(tiers)
}

async fn rows_of(db: &impl ConnectionTrait, sql: &str, ids: &[Uuid], order: &str) -> Result<Vec<QueryResult>> {
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    let sql = format!("{sql}({}){order}", places.join(", "));
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), &sql, values)).await?)
}
