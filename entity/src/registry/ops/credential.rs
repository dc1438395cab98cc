//! What proves that somebody is the person: a password's verifier, or that an authenticator is set up.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(column_type = "Text")]
    pub verifier: String,
    pub last_step: Option<i64>,
    pub created_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
