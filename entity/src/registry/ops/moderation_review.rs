//! A text that waits for a look before it becomes public.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "moderation_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub object_kind: String,
    pub object_id: Uuid,
    pub field: String,
    #[sea_orm(column_type = "Text")]
    pub proposed: String,
    pub state: String,
    pub reason: Option<String>,
    pub made_at: TimeUnixTimestampMillis,
    pub decided_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
