//! The lowest monthly wage of a province or regency in a year, as its operator entered it.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minimum_wage")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub region_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: i32,
    pub amount_idr: i64,
    #[sea_orm(column_type = "Text")]
    pub source: String,
    pub disputed: bool,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
