//! Finds the person of an address by a keyed digest of it.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_index")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
