//! A paper of a proposal. Its bytes lie in the store of files.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub proposal_id: Uuid,
    pub kind: String,
    pub name: String,
    pub media: String,
    pub pages: Option<i32>,
    pub size_bytes: i32,
    pub stored: String,
    pub sealed: bool,
    pub state: String,
    pub warned: bool,
    pub acknowledged: bool,
    pub added_at: TimeUnixTimestampMillis,
    pub added_by: Uuid,
    pub removed_at: Option<TimeUnixTimestampMillis>,
    pub purged_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
