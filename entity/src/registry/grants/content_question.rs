//! A question on one section of a proposal.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "content_question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub section: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub answered: bool,
    #[sea_orm(column_type = "Text")]
    pub reply: String,
    #[sea_orm(column_type = "Text")]
    pub before: String,
}

impl ActiveModelBehavior for ActiveModel {}
