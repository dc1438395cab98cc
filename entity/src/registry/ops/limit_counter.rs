//! How often something was tried under a keyed digest within a window of time.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "limit_counter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    /// Milliseconds since 1970.
    pub window_start: i64,
    pub used: i32,
    pub until: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
