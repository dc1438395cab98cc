//! A job an employer offers.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub employer_id: Uuid,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Demands besides the skills, as they are shown.
    #[sea_orm(column_type = "Text")]
    pub requirements: String,
    /// Why the work itself needs what is otherwise not asked for; shown.
    #[sea_orm(column_type = "Text")]
    pub job_reason: String,
    /// Else "a company in" its place.
    pub show_employer: bool,
    pub occupation_code: Option<String>,
    pub regency_code: String,
    pub remote: bool,
    /// Rupiah per `wage_unit`; both empty when the wage is not stated.
    pub wage_low: Option<i64>,
    pub wage_high: Option<i64>,
    pub wage_unit: String,
    pub contract: String,
    pub education: String,
    pub experience_years: i32,
    pub people: i32,
    #[sea_orm(column_type = "Text")]
    pub hours: String,
    pub benefits: Lines,
    pub state: String,
    pub published_on: Option<TimeDate>,
    pub closes_at: TimeUnixTimestampMillis,
    pub closed_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
    #[sea_orm(belongs_to, from = "employer_id", to = "id")]
    pub employer: BelongsTo<super::employer::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
