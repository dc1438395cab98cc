//! Who did what to what, and why. Rows are added and never changed.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub at: TimeUnixTimestampMillis,
    pub actor_ref: Option<Uuid>,
    pub role: String,
    pub action: String,
    pub object_kind: String,
    pub object_ref: Option<Uuid>,
    pub reason: Option<String>,
    pub outcome: String,
}

impl ActiveModelBehavior for ActiveModel {}
