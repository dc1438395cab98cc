//! A figure of a release: of at least five awards of at least five recipients.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stat_cell")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub release: String,
    /// From 1 on.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub quarter: String,
    pub change: String,
    /// Code of a province, regency or city; none for the country.
    pub place: Option<String>,
    /// None for all of them.
    pub sector: Option<String>,
    pub awards: i64,
    pub amount_idr: i64,
}

impl ActiveModelBehavior for ActiveModel {}
