//! A payment of a statement, as it was recorded.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payout")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub settlement_id: Uuid,
    pub placement_id: Uuid,
    pub amount_idr: i64,
    pub method: String,
    pub happened_on: TimeDate,
    pub reference: String,
    pub state: String,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: TimeUnixTimestampMillis,
    pub acknowledged_by: Option<Uuid>,
    pub acknowledged_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
