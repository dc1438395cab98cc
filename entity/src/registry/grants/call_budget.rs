//! Sums of a call. The store writes them.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_budget")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: Uuid,
    pub ceiling_idr: i64,
    pub committed_idr: i64,
    pub last_entry: i64,
}

impl ActiveModelBehavior for ActiveModel {}
