//! Sums of an award. The store writes them.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award_balance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub award_id: Uuid,
    pub committed_idr: i64,
    pub released_idr: i64,
    pub paid_idr: i64,
    pub handed_over_idr: i64,
    pub returned_idr: i64,
    pub refunded_idr: i64,
    pub recovered_idr: i64,
    pub last_entry: i64,
}

impl ActiveModelBehavior for ActiveModel {}
