//! A browser that is signed in. The token itself is never stored.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    #[sea_orm(unique)]
    pub token_hash: Vec<u8>,
    pub person_id: Uuid,
    pub created_at: TimeUnixTimestampMillis,
    pub last_seen_at: TimeUnixTimestampMillis,
    /// The last time a password or a code was given.
    pub signed_in_at: TimeUnixTimestampMillis,
    pub factor_at: Option<TimeUnixTimestampMillis>,
    pub shared: bool,
    /// A coarse word such as "Chrome, Android".
    pub device: String,
    pub ended_at: Option<TimeUnixTimestampMillis>,
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
