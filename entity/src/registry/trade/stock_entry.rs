//! A move of pieces of a lot from a place to another. Only grows.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub op_id: Uuid,
    pub lot_id: Uuid,
    pub kind: String,
    pub from_place: String,
    pub to_place: String,
    pub qty: i64,
}

impl ActiveModelBehavior for ActiveModel {}
