//! The key of a person, wrapped by a key that is not in the store. Deleting the row makes everything sealed with it unreadable.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub kek_id: i32,
    pub wrapped: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
