//! A price for orders of many pieces. Shown to those who ask for an offer, never to everybody.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "price_tier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub variant_id: Uuid,
    /// From so many pieces on.
    #[sea_orm(primary_key, auto_increment = false)]
    pub min_quantity: i32,
    /// Rupiah a piece.
    pub price_idr: i64,
}

impl ActiveModelBehavior for ActiveModel {}
