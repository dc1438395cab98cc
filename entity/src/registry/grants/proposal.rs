//! A proposal of an enterprise in a call.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub call_id: Uuid,
    pub enterprise_id: Uuid,
    pub state: String,
    pub door: Option<String>,
    pub publication_read: bool,
    pub opened_at: TimeUnixTimestampMillis,
    pub submitted_at: Option<TimeUnixTimestampMillis>,
    pub ended_at: Option<TimeUnixTimestampMillis>,
    pub asked_idr: Option<i64>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
