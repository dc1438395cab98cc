//! A unit group of KBJI 2014, which equals ISCO-08 at four digits.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "occupation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub title_id: String,
    pub title_en: String,
}

impl ActiveModelBehavior for ActiveModel {}
