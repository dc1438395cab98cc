//! A count of what stands at an outlet.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub outlet_id: Uuid,
    pub enterprise_id: Option<Uuid>,
    pub state: String,
    pub started_by: Option<Uuid>,
    pub started_at: TimeUnixTimestampMillis,
    pub posted_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
