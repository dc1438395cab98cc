//! An opening that waits for a moderator, or what was decided about it.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub opening_id: Uuid,
    pub state: String,
    pub objection: bool,
    pub reasons: Lines,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub made_at: TimeUnixTimestampMillis,
    pub decided_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
