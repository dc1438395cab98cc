//! What stands behind an opening and is on no page of it.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_desk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub opening_id: Uuid,
    /// Who paused it, or that it was closed without being filled.
    pub why: Option<String>,
    pub posted_by: Option<Uuid>,
    pub karirhub_ref: String,
    #[sea_orm(column_type = "Text")]
    pub objection: String,
    pub reason: Option<String>,
    /// The employer ticked that an examination judges the task alone and comes after an offer.
    pub exam_after_offer: bool,
    /// The employer saw that the wage lies below the minimum.
    pub wage_seen: bool,
    /// First shown; extending and reopening do not change it.
    pub opened_at: Option<TimeUnixTimestampMillis>,
    pub removed_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
