//! Which award a release has counted, told or not.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_counted")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub award_id: Uuid,
    /// `made` or `taken_back`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub change: String,
    pub release: String,
}

impl ActiveModelBehavior for ActiveModel {}
