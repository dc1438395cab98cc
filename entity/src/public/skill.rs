//! A skill of the vocabulary. Its number is stable for ever; a skill is merged, never deleted.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "skill")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    #[sea_orm(unique)]
    pub code: String,
    pub kind: String,
    pub merged_into: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
