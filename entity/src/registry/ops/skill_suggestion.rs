//! Words of openings that the vocabulary does not know, for its keeper. Never words of people.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "skill_suggestion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub phrase: String,
    pub openings: i32,
    pub state: String,
    pub last_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
