//! An account of an instalment.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub award_id: Uuid,
    #[sea_orm(unique)]
    pub tranche_id: Uuid,
    pub state: String,
    pub due: Option<TimeDate>,
    #[sea_orm(column_type = "Text")]
    pub told: String,
    pub rest: Option<String>,
    pub rest_number: String,
    pub rest_day: Option<TimeDate>,
    pub hold_lifted: bool,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
