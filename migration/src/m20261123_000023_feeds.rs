//! Secret addresses of calendars: one a person, as a keyed digest.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary_len, uuid},
};

use crate::tables::{drop, part_of};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("calendar_feed")
                .col(uuid("person_id").primary_key())
                .col(binary_len("digest", 32).unique_key())
                .col(big_integer("made_at"))
                .foreign_key(&mut part_of("calendar_feed", "person_id", "person"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["calendar_feed"]).await
    }
}
