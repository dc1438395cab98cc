//! The tree of networks: no other table points here, and no public query reads it.
use sea_orm_migration::{
    prelude::*,
    schema::{string_uniq, uuid},
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
        m.create_table(Table::create().table("network").col(uuid("id").primary_key()).col(string_uniq("name")).take())
            .await?;
        m.create_table(
            Table::create()
                .table("network_membership")
                .col(uuid("network_id"))
                .col(uuid("enterprise_id"))
                .primary_key(Index::create().col("network_id").col("enterprise_id"))
                .foreign_key(&mut part_of("network_membership", "network_id", "network"))
                .foreign_key(&mut part_of("network_membership", "enterprise_id", "enterprise"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["network", "network_membership"]).await
    }
}
