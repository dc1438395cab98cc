//! What the office above said of the budget: its letters.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::{m20261122_000005_consignment::in_words_of, tables::drop};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000024_decisions"
    }
}

const TABLES: [&str; 1] = ["budget_letter"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let postgres = m.get_database_backend() == DbBackend::Postgres;
        m.get_connection().execute_unprepared(&in_words_of(postgres, include_str!("tables.sql"))).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &TABLES).await
    }
}
