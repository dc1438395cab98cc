//! Complaints of people who need no account, readable again with a code.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary_len, integer, string_len, text, uuid, uuid_null},
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
        // Whoever complains about an opening that is deleted later keeps the answer.
        let mut opening = ForeignKey::create()
            .from("complaint", "opening_id")
            .to("opening", "id")
            .on_delete(ForeignKeyAction::SetNull)
            .take();
        m.create_table(
            Table::create()
                .table("complaint")
                .col(uuid("id").primary_key())
                .col(string_len("public_code", 6).unique_key())
                .col(binary_len("code_digest", 32).unique_key())
                .col(uuid_null("opening_id"))
                .col(text("body"))
                .col(word("state", &["waiting", "answered"]))
                .col(text("answer"))
                .col(big_integer("made_at"))
                .col(big_integer_null("answered_at"))
                .col(integer("row_version"))
                .foreign_key(&mut opening)
                .take(),
        )
        .await?;
        m.create_index(
            Index::create().name("complaint_state").table("complaint").col("state").col("made_at").col("id").take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["complaint"]).await
    }
}
