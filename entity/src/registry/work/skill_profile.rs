//! What a person looks for in work. Nothing here leads to an enterprise or a group.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "skill_profile")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub band: String,
    pub remote: bool,
    pub regency_code: Option<String>,
    /// Rupiah a month; nobody is shown it.
    pub wage_floor: Option<i64>,
    pub contracts: Lines,
    pub available: String,
    pub matching: bool,
    /// Random, given while openings are looked for and never to anybody again.
    pub match_no: Option<i64>,
    pub mails: String,
    /// When the last mail of news left.
    pub mailed_at: Option<TimeUnixTimestampMillis>,
    pub paused_until: Option<TimeUnixTimestampMillis>,
    pub paused: bool,
    pub changed_at: TimeUnixTimestampMillis,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
