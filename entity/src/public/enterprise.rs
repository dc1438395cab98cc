//! The public face of a small business: its trade name and what it says of itself.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enterprise")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub trade_name: String,
    pub sector: String,
    pub regency_code: String,
    #[sea_orm(column_type = "Text")]
    pub story: String,
    pub state: String,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
