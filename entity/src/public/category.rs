//! A kind of goods.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "category")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    #[sea_orm(unique)]
    pub key: String,
    pub name_id: String,
    pub name_en: String,
    pub food: bool,
}

impl ActiveModelBehavior for ActiveModel {}
