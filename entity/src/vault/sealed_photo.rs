//! A photo that only the two sides of a document see, sealed with a key of its own.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sealed_photo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    pub kek_id: i32,
    pub wrapped: Vec<u8>,
    pub sealed: Vec<u8>,
    pub added_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
