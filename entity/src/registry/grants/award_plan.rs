//! What was promised, line by line, and the agreement about it.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub award_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub lines: String,
    pub awarded_idr: i64,
    pub recommended_idr: i64,
    pub decision_number: String,
    pub decision_day: TimeDate,
    pub contacted_at: Option<TimeUnixTimestampMillis>,
    pub agreement_number: String,
    pub body_number: String,
    pub agency_reference: String,
    pub report_by: Option<TimeDate>,
}

impl ActiveModelBehavior for ActiveModel {}
