//! What applicant and recruiter wrote to each other through the relay.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_message")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: Uuid,
    pub side: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub delivered: bool,
    pub at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
