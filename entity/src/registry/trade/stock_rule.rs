//! A move of goods that there is.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_place: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub to_place: String,
}

impl ActiveModelBehavior for ActiveModel {}
