//! A receipt of a report, with its photo.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report_receipt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub report_id: Uuid,
    pub line: i32,
    pub day: TimeDate,
    pub shop: String,
    pub amount_idr: i64,
    pub media: String,
    pub stored: String,
    pub added_at: TimeUnixTimestampMillis,
    pub added_by: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
