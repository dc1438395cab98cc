//! A file of an award: a signed agreement, a photo of goods, a proof of return.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub award_id: Uuid,
    pub kind: String,
    pub name: String,
    pub media: String,
    pub size_bytes: i32,
    pub stored: String,
    pub added_at: TimeUnixTimestampMillis,
    pub added_by: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
