//! What the store holds and for how long: `tables` says it, `sweep` removes what is over its time. The worker calls it
//! once a day.
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value, prelude::TimeUnixTimestampMillis};
use time::{Duration, OffsetDateTime};

use crate::error::Result;

pub mod tables;

use tables::{Keep, TABLES, Table};

/// Rows a statement removes at most. Each statement is a transaction of its own, so nobody waits long for a lock.
const BATCH: u64 = 1_000;

/// Removes every row that is over its time, and tells how many went from which table. Rows go before those they point
/// to. A table that cannot be swept keeps no other from it; its error is the answer.
pub async fn sweep(db: &DatabaseConnection, now: OffsetDateTime) -> Result<Vec<(&'static str, u64)>> {
    let mut removed = Vec::new();
    let mut first_error = None;
    for table in TABLES.iter().rev() {
        match sweep_table(db, now, table).await {
            Ok(0) => {}
            Ok(rows) => removed.push((table.name, rows)),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    first_error.map_or(Ok(removed), Err)
}

/// How many rows of which table are over their time and still there. A row that two rules take counts twice.
pub async fn overdue(db: &DatabaseConnection, now: OffsetDateTime) -> Result<Vec<(&'static str, u64)>> {
    let mut waiting = Vec::new();
    for table in TABLES {
        let mut rows = 0;
        for (condition, before) in conditions(table, now) {
            let sql = format!("SELECT COUNT(*) AS rows FROM {} WHERE {condition}", table.name);
            let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [before]);
            let counted: Option<i64> =
                db.query_one_raw(statement).await?.map(|row| row.try_get("", "rows")).transpose()?;
            rows += counted.and_then(|counted| u64::try_from(counted).ok()).unwrap_or(0);
        }
        if rows > 0 {
            waiting.push((table.name, rows));
        }
    }
    Ok(waiting)
}

async fn sweep_table(db: &DatabaseConnection, now: OffsetDateTime, table: &Table) -> Result<u64> {
    let mut removed = 0;
    for (condition, before) in conditions(table, now) {
        let sql = batch_of(db.get_database_backend(), table.name, &condition);
        loop {
            let statement = Statement::from_sql_and_values(db.get_database_backend(), &sql, [before.clone()]);
            let rows = db.execute_raw(statement).await?.rows_affected();
            removed += rows;
            if rows < BATCH {
                break;
            }
        }
    }
    Ok(removed)
}

/// What rows that are over their time have in common, with the moment it compares to as its one parameter.
fn conditions(table: &Table, now: OffsetDateTime) -> impl Iterator<Item = (String, Value)> {
    table.keep.iter().filter_map(move |keep| {
        let Keep::After { column, days, only } = *keep else { return None };
        let only = only.map(|only| format!(" AND ({only})")).unwrap_or_default();
        let before = TimeUnixTimestampMillis(now - Duration::days(days));
        Some((format!("{column} < $1{only}"), before.into()))
    })
}

/// Both engines know rows by their place, and neither takes `LIMIT` on a deletion.
fn batch_of(backend: DbBackend, table: &str, condition: &str) -> String {
    if backend == DbBackend::Postgres {
        format!("DELETE FROM {table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE {condition} LIMIT {BATCH}))")
    } else {
        format!("DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE {condition} LIMIT {BATCH})")
    }
}
