//! Funding behind its public calls: who sits on a panel, proposals with their sections, papers, signatures and versions,
//! what happened, timers, and the ledger of help. Raw SQL, because `SQLite` can add neither a check nor a reference to a
//! table that stands.
use sea_orm_migration::{prelude::*, schema::json_binary, sea_orm::DbBackend};

use crate::{
    m20261122_000005_consignment::{guard, in_words_of},
    tables::drop,
};

pub(crate) struct Migration;

// A derived name is that of the file, and another one is called `mod` already.
impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000018_grants"
    }
}

/// In an order in which each stands before those that point to it.
const TABLES: [&str; 21] = [
    "call_panel",
    "countersign",
    "proposal",
    "proposal_section",
    "paper",
    "sealed_paper",
    "paper_opening",
    "signature",
    "proposal_version",
    "funding_document",
    "funding_event",
    "deadline",
    "reminder",
    "award",
    "grant_rule",
    "call_budget",
    "award_balance",
    "grant_entry",
    "recusal",
    "holiday",
    "holiday_year",
];

/// Rows that never change and never go.
const APPEND_ONLY: [&str; 5] = ["proposal_version", "funding_event", "paper_opening", "grant_entry", "grant_rule"];
/// Rows that change, but never go.
const KEPT: [&str; 3] = ["award", "call_budget", "award_balance"];

/// Functions of `postgres.sql`.
const FUNCTIONS: [&str; 6] = [
    "call_opens_budget",
    "award_opens_balance",
    "balance_begins_empty",
    "balance_follows",
    "award_balance_claims",
    "grant_entry_posts",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // One statement a column: `SQLite` adds no two at once.
        for column in [json_binary("parameters").default("{}").take(), json_binary("questions").default("[]").take()] {
            m.alter_table(Table::alter().table("call").add_column(column).take()).await?;
        }
        let postgres = m.get_database_backend() == DbBackend::Postgres;
        let script = [
            in_words_of(postgres, include_str!("tables.sql"))
                .replace("{bytes}", if postgres { "BYTEA" } else { "BLOB" }),
            if postgres { include_str!("postgres.sql") } else { include_str!("sqlite.sql") }.to_owned(),
            APPEND_ONLY.iter().map(|table| guard(postgres, table, &["UPDATE", "DELETE"])).collect(),
            KEPT.iter().map(|table| guard(postgres, table, &["DELETE"])).collect(),
        ];
        m.get_connection().execute_unprepared(&script.concat()).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        if m.get_database_backend() == DbBackend::Sqlite {
            m.get_connection().execute_unprepared("DROP TRIGGER call_opens_budget").await?;
        } else {
            m.get_connection().execute_unprepared("DROP TRIGGER call_opens_budget ON call").await?;
        }
        drop(m, &TABLES).await?;
        if m.get_database_backend() == DbBackend::Postgres {
            for function in FUNCTIONS {
                m.get_connection().execute_unprepared(&format!("DROP FUNCTION {function}()")).await?;
            }
        }
        for column in ["questions", "parameters"] {
            m.alter_table(Table::alter().table("call").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
