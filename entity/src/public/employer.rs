//! The public face of an employer.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub trade_name: String,
    pub regency_code: String,
    #[sea_orm(column_type = "Text")]
    pub about: String,
    /// Micro and small employers may agree wages below the minimum.
    pub micro: bool,
    pub state: String,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
