//! Goods that wait for a look before they are published, and what a moderator said of them.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub product_id: Uuid,
    pub state: String,
    /// Words of the list of phrases.
    pub reasons: Lines,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub made_at: TimeUnixTimestampMillis,
    pub decided_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
