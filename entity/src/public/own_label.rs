//! Another word for a skill, added by an operator.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "own_label")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub skill_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub label: String,
    pub tongue: String,
    pub kind: String,
    pub added_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
