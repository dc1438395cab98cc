//! What was found at a point of the list of a check.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checklist_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub point: String,
    pub presence: String,
    /// None says that it is as it should be.
    pub reason: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub answered: bool,
    pub reply: String,
    /// The round in which the group was asked to mend it; 0 for none.
    pub round: i32,
}

impl ActiveModelBehavior for ActiveModel {}
