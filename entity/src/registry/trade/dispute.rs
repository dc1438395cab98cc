//! One side sees it otherwise.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dispute")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub placement_id: Uuid,
    pub subject: String,
    pub subject_id: Uuid,
    pub reason: String,
    pub state: String,
    pub opened_side: String,
    pub opened_by: Option<Uuid>,
    pub opened_at: TimeUnixTimestampMillis,
    pub answer_before: TimeDate,
    pub proposed_idr: Option<i64>,
    pub proposed_side: Option<String>,
    pub money_entry_id: Option<i64>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
