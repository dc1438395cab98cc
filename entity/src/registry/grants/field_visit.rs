//! A visit to the place of a group, and the day it was told of.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "field_visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    pub announced_day: TimeDate,
    pub announced_by: Uuid,
    pub announced_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
