//! Until when a group answers questions on what it wrote.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "content_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    pub due: TimeDate,
    pub asked_by: Uuid,
    pub asked_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
