//! A paper that admits whoever holds it to an office. The code itself is never stored.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invite")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    #[sea_orm(unique)]
    pub code_digest: Vec<u8>,
    #[sea_orm(unique)]
    pub token_digest: Vec<u8>,
    pub body_kind: String,
    /// Nothing: whoever holds it founds a body of the kind.
    pub body_id: Option<Uuid>,
    pub office: String,
    pub made_by: Option<Uuid>,
    pub created_at: TimeUnixTimestampMillis,
    pub expires_at: TimeUnixTimestampMillis,
    pub used_at: Option<TimeUnixTimestampMillis>,
    pub revoked_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
