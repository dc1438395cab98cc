//! A scheme outside the site, as a group follows it by hand.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outside_scheme")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub enterprise_id: Uuid,
    pub sector: String,
    pub agency: String,
    pub registration: String,
    pub due: Option<TimeDate>,
    pub report_by: Option<TimeDate>,
    pub ended: bool,
    pub made_at: TimeUnixTimestampMillis,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
