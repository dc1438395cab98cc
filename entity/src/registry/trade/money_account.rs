//! Rupiah of a placement on an account: the sum of its entries.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "money_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub placement_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: String,
    pub may_go_negative: bool,
    pub balance_idr: i64,
    pub last_entry: i64,
}

impl ActiveModelBehavior for ActiveModel {}
