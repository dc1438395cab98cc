//! What happened to an opening, in order.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub opening_id: Uuid,
    pub event: String,
    pub party: String,
    pub actor: Option<Uuid>,
    pub at: TimeUnixTimestampMillis,
    pub reason: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}
