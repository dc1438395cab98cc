//! A year whose list of holidays is whole.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holiday_year")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: i32,
    pub completed_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
