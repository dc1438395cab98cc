//! Pieces that came together. They carry the terms and the price they came with.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub placement_id: Uuid,
    pub agreement_id: Uuid,
    pub consignment_line_id: Uuid,
    pub variant_id: Uuid,
    pub expires_on: Option<TimeDate>,
    pub pull_on: Option<TimeDate>,
    pub received_on: Option<TimeDate>,
}

impl ActiveModelBehavior for ActiveModel {}
