//! Two people help a third back into an account.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assisted_reset")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub first_helper: Uuid,
    pub second_helper: Option<Uuid>,
    pub digest: Option<Vec<u8>>,
    pub opened_at: TimeUnixTimestampMillis,
    pub expires_at: TimeUnixTimestampMillis,
    pub closed_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
