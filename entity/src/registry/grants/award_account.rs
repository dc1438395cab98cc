//! The account at a bank an award is paid to. What it says is sealed.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub award_id: Uuid,
    pub paper_id: Uuid,
    pub stored: String,
    pub entered_by: Uuid,
    pub entered_at: TimeUnixTimestampMillis,
    pub checked_by: Option<Uuid>,
    pub disburser: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
