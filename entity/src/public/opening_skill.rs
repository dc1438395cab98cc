//! A skill the linker recognised in a line of an opening.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_skill")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub opening_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub skill_id: i32,
    pub required: bool,
}

impl ActiveModelBehavior for ActiveModel {}
