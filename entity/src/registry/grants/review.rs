//! What a reviewer typed.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignment_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub typed: String,
    pub saved_at: TimeUnixTimestampMillis,
    /// None for a draft.
    pub handed_in_at: Option<TimeUnixTimestampMillis>,
    pub stale: bool,
}

impl ActiveModelBehavior for ActiveModel {}
