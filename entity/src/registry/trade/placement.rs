//! One enterprise at one outlet.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "placement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub enterprise_id: Uuid,
    pub outlet_id: Uuid,
    pub state: String,
    pub asked_by: String,
    pub closed_through: TimeDate,
    pub created_at: TimeUnixTimestampMillis,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
