//! A price of a lot. Only grows.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot_price")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lot_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub unit_idr: i64,
    pub maker_unit_idr: i64,
    pub from_day: TimeDate,
}

impl ActiveModelBehavior for ActiveModel {}
