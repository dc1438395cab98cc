//! The one objection of a group against a refusal.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub reasons: String,
    pub made_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
