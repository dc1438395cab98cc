//! A table of goods that was brought and waits for a yes, for a day.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goods_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub enterprise_id: Uuid,
    /// The table as it was read, without rows that must not be stored.
    pub table_read: Json,
    pub made_at: TimeUnixTimestampMillis,
    pub done_at: Option<TimeUnixTimestampMillis>,
    /// Products that came of it.
    pub added: i32,
    pub changed: i32,
}

impl ActiveModelBehavior for ActiveModel {}
