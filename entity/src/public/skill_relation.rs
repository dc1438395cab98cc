//! One skill implies, is part of, or is related to another.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "skill_relation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub to_id: i32,
    pub kind: String,
}

impl ActiveModelBehavior for ActiveModel {}
