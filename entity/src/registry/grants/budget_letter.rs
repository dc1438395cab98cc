//! A letter of the office that looks after the budget, about one proposal.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_letter")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal_id: Uuid,
    pub number: String,
    pub day: TimeDate,
    pub media: Option<String>,
    pub size_bytes: Option<i32>,
    pub stored: Option<String>,
    pub added_at: TimeUnixTimestampMillis,
    pub added_by: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
