//! One of the words people use for a skill.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "skill_label")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub skill_id: i32,
    /// `id` or `en`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tongue: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub label: String,
    pub kind: String,
}

impl ActiveModelBehavior for ActiveModel {}
