//! What a store holds: its tables, their rows, its migrations. Read without knowing any table.
use std::collections::{BTreeMap, BTreeSet};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Migrations of a store beside those of this program.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    pub applied: BTreeSet<String>,
    pub known: BTreeSet<String>,
}

impl Schema {
    pub async fn read(db: &impl ConnectionTrait) -> anyhow::Result<Self> {
        let sql = "SELECT version FROM seaql_migrations";
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
        let applied = rows.iter().map(|row| row.try_get("", "version")).collect::<Result<_, _>>()?;
        Ok(Self { applied, known: known() })
    }

    /// The last one applied.
    pub fn last(&self) -> &str {
        self.applied.last().map(String::as_str).unwrap_or_default()
    }
}

/// The migrations of this program.
pub fn known() -> BTreeSet<String> {
    Migrator::get_migration_files().iter().map(|migration| migration.name().to_owned()).collect()
}

/// Rows of each table of the store.
pub async fn count(db: &impl ConnectionTrait) -> anyhow::Result<BTreeMap<String, i64>> {
    let mut rows = BTreeMap::new();
    for table in tables(db).await? {
        let sql = format!("SELECT count(*) AS number FROM \"{table}\"");
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
        let number = row.map(|row| row.try_get("", "number")).transpose()?.unwrap_or_default();
        rows.insert(table, number);
    }
    Ok(rows)
}

async fn tables(db: &impl ConnectionTrait) -> anyhow::Result<Vec<String>> {
    let sql = if db.get_database_backend() == DbBackend::Postgres {
        "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?)
}
