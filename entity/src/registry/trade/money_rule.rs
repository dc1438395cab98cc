//! A posting of money that there is.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "money_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_account: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub to_account: String,
    pub settles: bool,
}

impl ActiveModelBehavior for ActiveModel {}
