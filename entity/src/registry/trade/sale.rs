//! Goods sold together at an outlet.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub outlet_id: Uuid,
    pub business_day: TimeDate,
    pub happened_at: TimeUnixTimestampMillis,
    pub source: String,
    pub recorded_by: Option<Uuid>,
    pub op_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
