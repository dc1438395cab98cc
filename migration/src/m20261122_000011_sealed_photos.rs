//! Photos that only the two sides of a document see, sealed with a key of their own.
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
        let (uuid, bytes, number, strict) =
            if postgres { ("UUID", "BYTEA", "BIGINT", "") } else { ("BLOB", "BLOB", "INTEGER", " STRICT") };
        let script = format!(
            "CREATE TABLE sealed_photo (\
             document_kind TEXT NOT NULL CHECK (document_kind IN ('payout', 'write_off')), \
             document_id {uuid} NOT NULL, \
             kek_id INTEGER NOT NULL, \
             wrapped {bytes} NOT NULL, \
             sealed {bytes} NOT NULL, \
             added_at {number} NOT NULL, \
             PRIMARY KEY (document_kind, document_id)){strict}"
        );
        m.get_connection().execute_unprepared(&script).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["sealed_photo"]).await
    }
}
