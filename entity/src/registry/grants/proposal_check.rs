//! Who holds the claim of a proposal, and how often it was sent back.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    pub holder: Uuid,
    pub claimed_at: TimeUnixTimestampMillis,
    pub rounds_used: i32,
    /// The last day of the revision under way.
    pub due: Option<TimeDate>,
    pub extended: bool,
    pub lapsed_at: Option<TimeUnixTimestampMillis>,
    pub reopened: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub duplicates_note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
