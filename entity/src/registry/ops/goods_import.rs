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
    /// When somebody said yes to its good rows, who, and in which role.
    pub confirmed_at: Option<TimeUnixTimestampMillis>,
    pub confirmed_by: Option<Uuid>,
    pub confirmed_role: String,
    /// Rows to be written since then, and products that came of them so far.
    pub rows_wanted: i32,
    pub added: i32,
    pub changed: i32,
    /// How often writing failed.
    pub tries: i32,
    pub done_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
