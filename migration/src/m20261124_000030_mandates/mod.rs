//! Who stands in for whom on a call, and for whom the first of two persons agreed.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::{m20261122_000005_consignment::in_words_of, tables::drop};

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000030_mandates"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let postgres = m.get_database_backend() == DbBackend::Postgres;
        m.get_connection().execute_unprepared(&in_words_of(postgres, include_str!("tables.sql"))).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("countersign").drop_column("on_behalf_of").take()).await?;
        drop(m, &["mandate"]).await
    }
}
