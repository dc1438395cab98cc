//! What happened to a document, in order. Only grows.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub event: String,
    pub from_state: String,
    pub to_state: String,
    pub side: String,
    pub actor_id: Option<Uuid>,
    pub on_behalf_of: Option<Uuid>,
    pub at: TimeUnixTimestampMillis,
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}
