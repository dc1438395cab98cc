//! Which postings of a statement a dispute is about.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::tables::drop;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let postgres = m.get_database_backend() == DbBackend::Postgres;
        let (uuid, number, strict) = if postgres { ("UUID", "BIGINT", "") } else { ("BLOB", "INTEGER", " STRICT") };
        let script = format!(
            "CREATE TABLE dispute_line (\
             dispute_id {uuid} NOT NULL REFERENCES dispute (id), \
             money_entry_id {number} NOT NULL REFERENCES money_entry (id), \
             PRIMARY KEY (dispute_id, money_entry_id)){strict}"
        );
        m.get_connection().execute_unprepared(&script).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["dispute_line"]).await
    }
}
