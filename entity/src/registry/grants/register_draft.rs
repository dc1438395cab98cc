//! A release one person proposed and a second one has not confirmed.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub quarter: String,
    /// The canonical form of the release.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// What it counts: JSON of pairs of an award and what is said of it.
    #[sea_orm(column_type = "Text")]
    pub counts: String,
    pub person_id: Uuid,
    pub at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
