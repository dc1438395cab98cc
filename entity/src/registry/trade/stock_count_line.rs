//! What was counted of a lot.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub count_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub lot_id: Uuid,
    pub expected: i32,
    pub counted: i32,
    pub counted_at: TimeUnixTimestampMillis,
    pub resolution: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
