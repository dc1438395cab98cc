//! What happens around the check and the review of a proposal: numbers of offices elsewhere, visits, questions, and
//! wishes to go on.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::{m20261122_000005_consignment::in_words_of, tables::drop};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000027_milestones"
    }
}

const TABLES: [&str; 6] =
    ["milestone", "field_visit", "visit_photo", "content_request", "content_question", "reopen_request"];

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
