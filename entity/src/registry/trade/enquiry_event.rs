//! What happened to an enquiry, in order. Only grows, and names nobody.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enquiry_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub enquiry_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i32,
    pub step: String,
    pub from_state: Option<String>,
    pub to_state: String,
    pub side: String,
    /// A word of a list; empty without one.
    pub reason: String,
    pub revision: i32,
    pub total_idr: Option<i64>,
    pub at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
