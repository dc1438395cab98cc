//! A line of a consignment.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consignment_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub consignment_id: Uuid,
    pub placement_id: Uuid,
    pub position: i32,
    pub variant_id: Uuid,
    pub unit_idr: i64,
    pub maker_unit_idr: i64,
    pub expires_on: Option<TimeDate>,
    pub offered: i32,
    pub accepted: Option<i32>,
    pub issued: Option<i32>,
    pub received: Option<i32>,
    pub refused: Option<i32>,
    pub missing: Option<i32>,
    pub difference_reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
