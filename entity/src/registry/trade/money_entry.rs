//! A posting of rupiah from an account of a placement to another. Only grows.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "money_entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub op_id: Uuid,
    pub placement_id: Uuid,
    pub kind: String,
    pub from_account: String,
    pub to_account: String,
    pub amount_idr: i64,
    pub due_delta: i64,
    pub business_day: TimeDate,
    pub settlement_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
