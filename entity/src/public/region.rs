//! A province or a regency: two or four digits of the interior ministry.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "region")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub parent_code: Option<String>,
    pub name: String,
    /// `wib`, `wita` or `wit`.
    pub zone: String,
}

impl ActiveModelBehavior for ActiveModel {}
