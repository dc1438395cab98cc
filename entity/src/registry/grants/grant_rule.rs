//! What each kind of entry adds to which sum.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub of_award: bool,
    pub ceiling: i32,
    pub call_committed: i32,
    pub committed: i32,
    pub released: i32,
    pub paid: i32,
    pub handed_over: i32,
    pub returned: i32,
    pub refunded: i32,
    pub recovered: i32,
}

impl ActiveModelBehavior for ActiveModel {}
