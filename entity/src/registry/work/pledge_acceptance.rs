//! A named person of an employer accepted a version of the pledge, clause by clause.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pledge_acceptance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employer_id: Uuid,
    pub version: i32,
    pub text_hash: String,
    pub signed_by: Uuid,
    pub name: String,
    pub position: String,
    pub signed_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
