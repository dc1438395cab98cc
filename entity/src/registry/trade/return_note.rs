//! Goods on their way back to their maker.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "return_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub placement_id: Uuid,
    pub official_number: Option<String>,
    pub state: String,
    pub asked_by: String,
    pub created_at: TimeUnixTimestampMillis,
    pub collect_before: Option<TimeDate>,
    pub picked_at: Option<TimeUnixTimestampMillis>,
    pub picked_by: Option<Uuid>,
    pub received_at: Option<TimeUnixTimestampMillis>,
    pub note: String,
    pub handover_tries: i32,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
