//! A reduced row of a release. Its ids are random and lead nowhere.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub release: String,
    /// From 1 on, in random order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    #[sea_orm(unique)]
    pub id: String,
    #[sea_orm(unique)]
    pub recipient: String,
    pub quarter: String,
    pub change: String,
    pub sector: String,
    pub regency_code: String,
    pub band: String,
    pub form: String,
    pub government_code: String,
}

impl ActiveModelBehavior for ActiveModel {}
