//! What one side wrote to the other.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enquiry_message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub enquiry_id: Uuid,
    pub side: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub at: TimeUnixTimestampMillis,
    /// When the enquiry ended; the row goes some time later.
    pub closed_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
