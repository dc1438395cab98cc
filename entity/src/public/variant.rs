//! A choice of a product (size, taste) with its price.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "variant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub product_id: Uuid,
    pub position: i32,
    /// Empty when the product has one variant only.
    pub name: String,
    /// Rupiah.
    pub retail_idr: i64,
    #[sea_orm(unique)]
    pub public_code: String,
    /// Grams.
    pub weight_g: Option<i32>,
    /// The maker hears of it when an outlet has fewer pieces.
    pub low_stock_at: i32,
    pub state: String,
    #[sea_orm(belongs_to, from = "product_id", to = "id")]
    pub product: BelongsTo<super::product::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
