//! An instalment of an award.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tranche")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub award_id: Uuid,
    pub number: i32,
    pub state: String,
    pub form: String,
    pub planned_idr: i64,
    pub requested_idr: i64,
    pub checked_by: Option<Uuid>,
    pub decider: Option<Uuid>,
    pub order_number: String,
    pub order_day: Option<TimeDate>,
    pub acknowledged_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
