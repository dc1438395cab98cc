//! A line of a return note.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "return_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub return_note_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub lot_id: Uuid,
    pub placement_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_place: String,
    pub qty: i32,
    pub received: Option<i32>,
    pub missing: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
