//! What was promised to a proposal.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub call_id: Uuid,
    #[sea_orm(unique)]
    pub proposal_id: Uuid,
    pub state: String,
    pub made_at: TimeUnixTimestampMillis,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
