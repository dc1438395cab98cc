//! One line of what an opening asks for, in the employer's words.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub opening_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    /// Asked for; otherwise an advantage.
    pub required: bool,
    #[sea_orm(column_type = "Text")]
    pub phrase: String,
}

impl ActiveModelBehavior for ActiveModel {}
