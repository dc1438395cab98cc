//! Somebody is signing in or up: from asking for a code to a session. The code is derived, not stored.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub flow_hash: Vec<u8>,
    pub purpose: String,
    pub step: String,
    /// Nobody, when the address is unknown: the row is there all the same.
    pub person_id: Option<Uuid>,
    pub session_id: Option<Uuid>,
    /// Of an invitation or a reset that came on paper.
    pub paper_digest: Option<Vec<u8>>,
    /// Of what was typed: limits count by it, whoever it belongs to.
    pub subject_digest: Vec<u8>,
    pub shared: bool,
    pub tries: i32,
    pub created_at: TimeUnixTimestampMillis,
    pub expires_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
