//! A complaint. Nothing in it says who made it: no account, no address, no time finer than a day.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    #[sea_orm(column_type = "Binary(32)", unique)]
    pub code_digest: Vec<u8>,
    pub opening_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub state: String,
    #[sea_orm(column_type = "Text")]
    pub answer: String,
    pub made_at: TimeUnixTimestampMillis,
    pub answered_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
