//! Work that must happen after a transaction, written inside it. Never an address: a person id and parameters.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub person_id: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub parameters: Json,
    pub due_at: TimeUnixTimestampMillis,
    pub attempts: i32,
    pub leased_until: Option<TimeUnixTimestampMillis>,
    pub done_at: Option<TimeUnixTimestampMillis>,
    pub dead: bool,
}

impl ActiveModelBehavior for ActiveModel {}
