//! Who stands in for whom on a call, as what, and from when to when.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub public_code: String,
    pub call_id: Uuid,
    pub duty: String,
    pub principal_id: Uuid,
    pub substitute_id: Uuid,
    pub begins_at: TimeUnixTimestampMillis,
    pub ends_at: TimeUnixTimestampMillis,
    pub given_by: Uuid,
    pub given_at: TimeUnixTimestampMillis,
    pub ended_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
