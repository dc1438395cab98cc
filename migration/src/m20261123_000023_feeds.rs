//! Secret addresses of calendars, one a person and as a keyed digest, and how often somebody is mailed of news.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary_len, uuid},
};

use crate::tables::{drop, part_of, word};

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
        .await?;
        m.create_table(
            Table::create()
                .table("funding_mail")
                .col(uuid("person_id").primary_key())
                .col(word("choice", &["now", "daily", "off"]))
                .col(big_integer_null("waiting_since"))
                .col(big_integer_null("told_at"))
                .foreign_key(&mut part_of("funding_mail", "person_id", "person"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["calendar_feed", "funding_mail"]).await
    }
}
