//! A number and a day of an office elsewhere, for a proposal.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub number: String,
    pub day: TimeDate,
    pub amount_idr: Option<i64>,
    #[sea_orm(unique)]
    pub file_code: Option<String>,
    pub media: Option<String>,
    pub stored: Option<String>,
    pub sealed_as: Option<Uuid>,
    pub recorded_by: Uuid,
    pub recorded_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
