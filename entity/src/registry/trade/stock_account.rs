//! Pieces of a lot at a place: the sum of its entries.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lot_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: String,
    pub may_go_negative: bool,
    pub qty: i64,
    pub last_entry: i64,
}

impl ActiveModelBehavior for ActiveModel {}
