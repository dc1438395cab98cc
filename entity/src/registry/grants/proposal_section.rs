//! What was typed into one section of a proposal.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_section")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub section: String,
    #[sea_orm(column_type = "Text")]
    pub content: String,
    pub row_version: i32,
    pub changed_at: TimeUnixTimestampMillis,
    pub changed_by: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
