//! A letter, as its data.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "funding_document")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub object: String,
    pub object_id: Uuid,
    pub agency_id: Uuid,
    pub letter: String,
    pub official_number: String,
    #[sea_orm(column_type = "Text")]
    pub data: String,
    pub mark: String,
    pub for_group: bool,
    pub issued_at: TimeUnixTimestampMillis,
    pub revoked_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
