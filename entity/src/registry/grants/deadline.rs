//! A timer of one object.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deadline")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub object: String,
    pub object_id: Uuid,
    pub timer: String,
    pub due_at: TimeUnixTimestampMillis,
    pub paused_at: Option<TimeUnixTimestampMillis>,
    pub ended_at: Option<TimeUnixTimestampMillis>,
    pub fired_at: Option<TimeUnixTimestampMillis>,
    pub outcome: String,
}

impl ActiveModelBehavior for ActiveModel {}
