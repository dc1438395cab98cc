//! Which paper goods of a kind need. Rows are data: moderators change them, with a note and a source.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper_need")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub category_id: i32,
    /// `plain` for what is no food, else `packed`, `fresh` or `cold`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub handling: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub paper: String,
    pub need: String,
    #[sea_orm(column_type = "Text")]
    pub note: String,
    #[sea_orm(column_type = "Text")]
    pub source: String,
}

impl ActiveModelBehavior for ActiveModel {}
