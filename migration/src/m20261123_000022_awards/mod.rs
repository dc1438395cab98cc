//! What follows an award: its plan and agreement, the account at a bank, instalments, and the reports about them.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::{
    m20261122_000005_consignment::{guard, in_words_of},
    tables::drop,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000022_awards"
    }
}

/// In an order in which each stands before those that point to it.
const TABLES: [&str; 9] = [
    "award_plan",
    "award_account",
    "award_signature",
    "award_file",
    "tranche",
    "grant_report",
    "report_line",
    "report_receipt",
    "report_version",
];

/// Rows that never change and never go.
const APPEND_ONLY: [&str; 1] = ["report_version"];
/// Rows that change, but never go.
const KEPT: [&str; 3] = ["award_plan", "tranche", "grant_report"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let postgres = m.get_database_backend() == DbBackend::Postgres;
        let script = [
            in_words_of(postgres, include_str!("tables.sql")),
            APPEND_ONLY.iter().map(|table| guard(postgres, table, &["UPDATE", "DELETE"])).collect(),
            KEPT.iter().map(|table| guard(postgres, table, &["DELETE"])).collect(),
        ];
        m.get_connection().execute_unprepared(&script.concat()).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &TABLES).await
    }
}
