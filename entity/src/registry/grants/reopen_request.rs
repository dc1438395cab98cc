//! That a group asked to go on after its time was over, and what the office answered.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reopen_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    pub asked_by: Uuid,
    pub asked_at: TimeUnixTimestampMillis,
    pub refused_at: Option<TimeUnixTimestampMillis>,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
