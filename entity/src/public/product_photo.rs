//! A picture of a product. The key is random and leads to the files of all widths.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product_photo")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub product_id: Uuid,
    pub position: i32,
    pub file_key: String,
    /// Pixels of the widest file.
    pub width: i32,
    pub height: i32,
    #[sea_orm(column_type = "Text")]
    pub alt_text: String,
    pub state: String,
}

impl ActiveModelBehavior for ActiveModel {}
