//! A paper of an enterprise or of one of its goods. Number and scan are never public.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_licence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub enterprise_id: Uuid,
    /// Nothing: it holds for all goods of the enterprise.
    pub product_id: Option<Uuid>,
    pub kind: String,
    pub number: String,
    pub issued_by: String,
    pub expires_on: Option<TimeDate>,
    pub state: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// A newer one took its place.
    pub replaced: bool,
    pub entered_by: Uuid,
    pub entered_at: TimeUnixTimestampMillis,
    pub checked_by: Option<Uuid>,
    pub checked_at: Option<TimeUnixTimestampMillis>,
    /// The last reminder came so many days before the end.
    pub reminded_days: Option<i32>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
