//! Pieces that are lost, with what the outlet bears of them.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "write_off")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub placement_id: Uuid,
    pub lot_id: Uuid,
    pub qty: i64,
    pub cause: String,
    pub liability_bp: i32,
    pub due_idr: i64,
    pub note: String,
    pub state: String,
    pub reported_by: Option<Uuid>,
    pub reported_at: TimeUnixTimestampMillis,
    pub by_timeout: bool,
    pub stock_entry_id: i64,
    pub money_entry_id: Option<i64>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
