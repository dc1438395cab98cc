//! One effect of one press of a button. Only grows.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_op")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub op_key: String,
    pub command: String,
    pub document_kind: String,
    pub document_id: Uuid,
    pub actor_id: Option<Uuid>,
    pub on_behalf_of: Option<Uuid>,
    pub at: TimeUnixTimestampMillis,
    pub business_day: TimeDate,
    pub reason: String,
    pub reverses_op_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
