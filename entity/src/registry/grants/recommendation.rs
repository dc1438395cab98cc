//! What two officers recommend.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recommendation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    pub positive: bool,
    pub amount_idr: i64,
    #[sea_orm(column_type = "Text")]
    pub reasons: String,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    #[sea_orm(column_type = "Text")]
    pub out_of_order: String,
    pub lead_id: Uuid,
    pub second_id: Uuid,
    pub made_at: TimeUnixTimestampMillis,
    pub budget_result: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
