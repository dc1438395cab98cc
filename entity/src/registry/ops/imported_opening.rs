//! An opening read from a file to try the matching on. It is searched, never published: no public query knows this table.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imported_opening")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The id the file gave.
    #[sea_orm(unique)]
    pub external_ref: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: String,
    pub required: Lines,
    pub preferred: Lines,
    /// Two digits, `00` when unknown.
    pub province_code: String,
    #[sea_orm(column_type = "Text")]
    pub city: String,
    #[sea_orm(column_type = "Text")]
    pub employment: String,
    pub education: Lines,
    pub wage_low: Option<i64>,
    pub wage_high: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub posted: String,
    pub tongue: String,
    pub origin: String,
}

impl ActiveModelBehavior for ActiveModel {}
