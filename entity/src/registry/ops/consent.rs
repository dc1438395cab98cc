//! A person agreed to one use of data, in the words of one version.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub purpose: String,
    /// What the consent is bound to, when it is not for all time: an application, a proposal.
    pub object_id: Option<Uuid>,
    pub version: i32,
    pub text_hash: String,
    pub given_at: TimeUnixTimestampMillis,
    pub withdrawn_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
