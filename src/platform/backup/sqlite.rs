//! Copies of an `SQLite` store, taken while it is in use.
use std::{
    path::{Path, PathBuf},
    str::FromStr,
};

use anyhow::{Context, ensure};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
    sqlx::sqlite::SqliteConnectOptions,
};

use super::refused;
use crate::platform::db;

/// The file that an address names; none for other stores.
pub fn file(url: &str) -> anyhow::Result<Option<PathBuf>> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    if url.contains(":memory:") || url.contains("mode=memory") {
        return refused("this store lies in memory only");
    }
    let options = SqliteConnectOptions::from_str(url).context("reading the address of the store")?;
    Ok(Some(options.get_filename().to_owned()))
}

/// Writes a copy as of one moment into an empty file. Readers and writers of the store go on meanwhile.
pub async fn copy(url: &str, into: &Path) -> anyhow::Result<()> {
    let store = db::connect(url).await?;
    let target = into.to_str().context("the path is no UTF-8")?;
    let vacuum = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [target.into()]);
    let copied = store.execute_raw(vacuum).await;
    store.close().await?;
    copied.context("copying the store")?;
    Ok(())
}

/// Opens a copy that nobody writes; nothing is made beside it.
pub async fn open_copy(path: &Path) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new("sqlite:");
    options.max_connections(1).sqlx_logging(false);
    let path = path.to_owned();
    options.map_sqlx_sqlite_opts(move |sqlite| sqlite.filename(&path).read_only(true).immutable(true));
    Ok(Database::connect(options).await?)
}

/// Fails unless every page, index and constraint of a copy is sound.
pub async fn check(copy: &DatabaseConnection) -> anyhow::Result<()> {
    let pragma = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let rows = copy.query_all_raw(pragma).await.context("checking the copy")?;
    let said: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    ensure!(said == ["ok"], "the copy of the store is damaged: {}", said.join("; "));
    Ok(())
}
