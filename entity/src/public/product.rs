//! Something an enterprise makes and sells.
#![expect(clippy::struct_excessive_bools, reason = "the columns of a row")]
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub enterprise_id: Uuid,
    pub category_id: i32,
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// What one piece is: "250 g", "isi 4".
    pub unit_text: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub ingredients: Option<String>,
    pub keeps_days: Option<i32>,
    pub made_to_order: bool,
    /// Pieces that can be made in a week.
    pub capacity_per_week: Option<i32>,
    /// Days from an order to the goods.
    pub lead_time_days: Option<i32>,
    /// Fresh food, or food that keeps less than a week.
    pub ready_to_eat: bool,
    /// Sold frozen, chilled or canned, or made of milk.
    pub cold: bool,
    /// `certified` or `in_process`; food only. The number of the paper is never here.
    pub halal: Option<String>,
    /// Says on its label that it is not halal.
    pub not_halal: bool,
    /// Year to which the marketing licence is valid; the number of the paper is never here.
    pub licence_until: Option<i32>,
    pub state: String,
    /// Why it is held, while it is.
    pub hold_reason: Option<String>,
    /// Monday of the week of publication: no finer date is public.
    pub published_on: Option<TimeDate>,
    /// The price shown, rupiah: derived from variants and shelves.
    pub price_idr: i64,
    /// Derived from the shelves: stands at an outlet now.
    pub in_stock: bool,
    pub row_version: i32,
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<super::enterprise::Entity>,
    #[sea_orm(belongs_to, from = "category_id", to = "id")]
    pub category: BelongsTo<super::category::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
