//! An office of a person on a body.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub person_id: Uuid,
    pub body_kind: String,
    pub body_id: Uuid,
    pub office: String,
    pub created_at: TimeUnixTimestampMillis,
    pub ended_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
