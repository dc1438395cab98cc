//! What happened to a call, a proposal, an award, in order.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "funding_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub object: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub object_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub event: String,
    pub from_state: Option<String>,
    pub to_state: String,
    pub person_id: Option<Uuid>,
    pub duty: String,
    pub on_behalf_of: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    pub at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
