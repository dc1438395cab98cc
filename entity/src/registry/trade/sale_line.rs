//! Pieces of a lot sold, or taken back. Only grows.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sale_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sale_id: Uuid,
    pub kind: String,
    pub placement_id: Uuid,
    pub lot_id: Uuid,
    pub price_seq: i32,
    pub unit_idr: i64,
    pub maker_unit_idr: i64,
    pub qty: i64,
    pub maker_idr: i64,
    pub outlet_idr: i64,
    pub maker_kind: String,
    pub outlet_kind: Option<String>,
    pub business_day: TimeDate,
    pub stock_entry_id: i64,
    pub maker_entry_id: i64,
    pub outlet_entry_id: Option<i64>,
    pub reverses_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
