//! One thing that is asked for, and what was offered and received of it.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enquiry_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub enquiry_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub product_id: Option<Uuid>,
    pub variant_id: Option<Uuid>,
    /// Name and size as they were when it was asked for.
    pub title: String,
    pub unit_text: String,
    pub pieces: i32,
    /// Rupiah a piece; empty before a quotation, and for what cannot be made.
    pub unit_idr: Option<i64>,
    /// 0 for what cannot be made.
    pub pieces_offered: Option<i32>,
    pub pieces_received: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
