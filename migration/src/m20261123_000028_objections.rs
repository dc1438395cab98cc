//! The one objection of a group against a refusal, in its own words.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, uuid},
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
                .table("objection")
                .col(uuid("proposal_id").primary_key())
                .col(text("reasons"))
                .col(big_integer("made_at"))
                .foreign_key(&mut part_of("objection", "proposal_id", "proposal"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["objection"]).await
    }
}
