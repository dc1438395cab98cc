//! Operations: settings of the installation, the outbox, openings imported to try the matching on.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, json_binary, string_len, string_len_uniq, text, uuid,
        uuid_null,
    },
};

use crate::tables::drop;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create().table("setting").col(string_len("key", 64).primary_key()).col(text("value")).take(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("outbox")
                .col(uuid("id").primary_key())
                .col(string_len("kind", 64))
                .col(uuid_null("person_id"))
                .col(json_binary("parameters"))
                .col(big_integer("due_at"))
                .col(integer("attempts").default(0))
                .col(big_integer_null("leased_until"))
                .col(big_integer_null("done_at"))
                .col(boolean("dead").default(false))
                .take(),
        )
        .await?;
        m.create_index(
            Index::create().name("outbox_due").table("outbox").col("done_at").col("dead").col("due_at").take(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("imported_opening")
                .col(uuid("id").primary_key())
                .col(string_len_uniq("external_ref", 64))
                .col(text("title"))
                .col(text("description"))
                .col(json_binary("required"))
                .col(json_binary("preferred"))
                .col(string_len("province_code", 2))
                .col(text("city"))
                .col(text("employment"))
                .col(json_binary("education"))
                .col(big_integer_null("wage_low"))
                .col(big_integer_null("wage_high"))
                .col(text("posted"))
                .col(string_len("tongue", 8))
                .col(string_len("origin", 64))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["setting", "outbox", "imported_opening"]).await
    }
}
