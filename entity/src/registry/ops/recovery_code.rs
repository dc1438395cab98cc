//! A spare code for a lost authenticator, as a keyed digest.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Vec<u8>,
    pub person_id: Uuid,
    pub used_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
