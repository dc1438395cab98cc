//! One sealed fact about a person.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_secret")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    #[sea_orm(column_type = "Blob")]
    pub sealed: Vec<u8>,
    #[sea_orm(belongs_to, from = "person_id", to = "person_id")]
    pub key: BelongsTo<super::person_key::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
