//! One connection for both stores, and the one way to begin a transaction.
use std::{path::Path, time::Duration};

use entity::registry::ops::setting;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ActiveValue::Set,
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    QuerySelect, Select, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sea_query::{Expr, ExprTrait, Func, IntoColumnRef, OnConflict},
};

use crate::{error::Result, platform::ids};

/// The address of the `SQLite` file in a data folder.
pub fn sqlite_url(data: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data.join("tanggui.db").display())
}

/// Opens the store. `SQLite` in memory gets one connection, because each connection would be a database of its own.
pub async fn connect(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    if url.contains(":memory:") {
        options.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
    } else if url.starts_with("sqlite:") {
        options.max_connections(4);
    } else {
        options.max_connections(10);
    }
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("auto_vacuum", "FULL")
            .pragma("secure_delete", "ON")
            // The ledgers refuse what replaces a row, and only a delete they are asked about can be refused.
            .pragma("recursive_triggers", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-8000")
            .optimize_on_close(true, None)
    });
    Ok(Database::connect(options).await?)
}

/// Brings the schema up to date.
pub async fn migrate(db: &DatabaseConnection) -> Result<()> {
    Ok(Migrator::up(db, None).await?)
}

/// Every transaction that may write starts here. `BEGIN IMMEDIATE` takes `SQLite`'s write lock at once and waits for
/// it; a deferred one that reads first fails at its first write when another writer was faster.
#[expect(clippy::disallowed_methods, reason = "the one place that begins transactions")]
pub async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    db.begin_with_options(TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    })
    .await
}

/// A question whose rows stay locked until the transaction ends. `SQLite` has one writer at a time, and it is this one.
pub fn locking<E: EntityTrait>(question: Select<E>, transaction: &DatabaseTransaction) -> Select<E> {
    if transaction.get_database_backend() == DbBackend::Postgres { question.lock_exclusive() } else { question }
}

/// That a text column has this value, said so that no index on it is used. Rows looked up by their ids are found
/// where they lie: `SQLite` would rather walk along the index of a state, since it does not know that nearly
/// everything is in the same one. At 100,000 openings that was 700 ms instead of 5.
pub fn is(column: impl IntoColumnRef, value: &str) -> Expr {
    Expr::from(Func::coalesce([Expr::col(column), Expr::val("")])).eq(value)
}

/// Makes deleted rows unreadable in the files of the store: the log of `SQLite` is emptied (`secure_delete` has
/// overwritten the pages), dead rows of `PostgreSQL` are vacuumed away.
pub async fn forget_pages(db: &DatabaseConnection) -> Result<()> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("VACUUM person_key").await?;
        db.execute_unprepared("VACUUM person_secret").await?;
        db.execute_unprepared("VACUUM sign_in_index").await?;
        db.execute_unprepared("VACUUM sealed_paper").await?;
    } else {
        db.query_all_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)")).await?;
    }
    Ok(())
}

/// Whether the store has no table at all.
pub async fn is_bare(db: &DatabaseConnection) -> Result<bool> {
    let sql = if db.get_database_backend() == DbBackend::Postgres {
        "SELECT 1 AS one FROM information_schema.tables WHERE table_schema = current_schema() LIMIT 1"
    } else {
        "SELECT 1 AS one FROM sqlite_master WHERE type = 'table' LIMIT 1"
    };
    Ok(db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?.is_none())
}

/// A fact about this installation.
pub async fn setting(db: &impl ConnectionTrait, key: &str) -> Result<Option<String>> {
    Ok(setting::Entity::find_by_id(key).one(db).await?.map(|row| row.value))
}

/// Remembers a fact about this installation.
pub async fn remember(db: &impl ConnectionTrait, key: &str, value: String) -> Result<()> {
    let row = setting::ActiveModel { key: Set(key.to_owned()), value: Set(value) };
    let replace = OnConflict::column(setting::Column::Key).update_column(setting::Column::Value).to_owned();
    setting::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Forgets such a fact; one that is not known is no fault.
pub async fn forget(db: &impl ConnectionTrait, key: &str) -> Result<()> {
    setting::Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Which store this is. An index that followed another store must be built anew, since positions in the change
/// sequence mean nothing there: a restored copy of a `PostgreSQL` cluster counts transactions differently.
pub async fn identity(db: &DatabaseConnection) -> Result<String> {
    let own = if let Some(own) = setting(db, "store").await? {
        own
    } else {
        let fresh = ids::new_file_key();
        remember(db, "store", fresh.clone()).await?;
        fresh
    };
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(own);
    }
    let system = Statement::from_string(
        DbBackend::Postgres,
        "SELECT system_identifier::text AS cluster, current_schema() AS schema FROM pg_control_system()",
    );
    let row = db.query_one_raw(system).await?;
    let cluster: Option<String> = row.and_then(|row| row.try_get("", "cluster").ok());
    Ok(format!("{own}@{}", cluster.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use entity::public::opening::{Column, Entity};
    use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};

    use super::*;
    use crate::platform::ids::new_id;

    async fn plan(db: &DatabaseConnection, select: Select<Entity>) -> String {
        let statement = select.build(DbBackend::Sqlite);
        let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
        let asked = Statement { sql, ..statement };
        let rows = db.query_all_raw(asked).await.unwrap();
        rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap()).collect::<Vec<_>>().join("; ")
    }

    #[actix_web::test]
    async fn sqlite_finds_rows_by_their_ids_and_does_not_walk_along_a_state() {
        let db = connect("sqlite::memory:").await.unwrap();
        migrate(&db).await.unwrap();
        let among = Entity::find().filter(Column::Id.is_in((0..200).map(|_| new_id())));
        let walked = plan(&db, among.clone().filter(Column::State.eq("open"))).await;
        assert!(walked.contains("opening_state"), "the store chooses well by itself now: {walked}");
        let found = plan(&db, among.filter(is(Column::State, "open"))).await;
        assert!(found.contains("sqlite_autoindex_opening_1"), "{found}");
    }
}
