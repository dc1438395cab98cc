//! What operators write beside the vocabulary that came with the program.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, string_len, string_len_null},
};

use crate::tables::{drop, word};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let kinds = ["craft", "service", "trade", "office", "digital", "language", "licence", "general"];
        m.create_table(
            Table::create()
                .table("own_skill")
                .col(integer("id").primary_key())
                .col(word("kind", &kinds))
                .col(string_len("name_id", 60))
                .col(string_len("name_en", 60))
                .col(string_len_null("occupation_code", 4))
                .col(big_integer("added_at"))
                .take(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("own_label")
                .col(integer("skill_id"))
                .col(string_len("label", 60))
                .col(word("tongue", &["id", "en"]))
                .col(word("kind", &["alias", "informal", "abbreviation"]))
                .col(big_integer("added_at"))
                .primary_key(Index::create().col("skill_id").col("label"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["own_skill", "own_label"]).await
    }
}
