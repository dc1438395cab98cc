//! An entry on a statement. Each is on one at most.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub money_entry_id: i64,
    pub settlement_id: Uuid,
    pub placement_id: Uuid,
    pub due_delta: i64,
}

impl ActiveModelBehavior for ActiveModel {}
