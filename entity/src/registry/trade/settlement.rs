//! Statement of one maker at one outlet for one period.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub placement_id: Uuid,
    pub official_number: Option<String>,
    pub period_from: TimeDate,
    pub period_to: TimeDate,
    pub revision: i32,
    pub state: String,
    pub gross_idr: i64,
    pub outlet_share_idr: i64,
    pub fee_idr: i64,
    pub liability_idr: i64,
    pub adjustments_idr: i64,
    pub lines_idr: i64,
    pub carried_from_id: Option<Uuid>,
    pub carried_in_idr: i64,
    pub net_idr: i64,
    pub paid_idr: i64,
    pub carry_out_idr: Option<i64>,
    pub snapshot: String,
    pub due_on: Option<TimeDate>,
    pub confirm_by: Option<TimeDate>,
    pub by_timeout: bool,
    pub created_at: TimeUnixTimestampMillis,
    pub sent_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
