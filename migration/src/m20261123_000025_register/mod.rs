//! The public register of awards: releases with their rows and figures, what they have counted, and the one that waits
//! for a second person.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::{
    m20261122_000005_consignment::{guard, in_words_of},
    tables::drop,
};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261123_000025_register"
    }
}

/// In an order in which each stands before those that point to it.
const TABLES: [&str; 5] = ["register_release", "register_entry", "stat_cell", "register_counted", "register_draft"];

/// Rows that never change and never go.
const APPEND_ONLY: [&str; 4] = ["register_release", "register_entry", "stat_cell", "register_counted"];

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
        ];
        m.get_connection().execute_unprepared(&script.concat()).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &TABLES).await
    }
}
