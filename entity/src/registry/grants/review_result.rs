//! What the reviews of a proposal came to.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_result")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    pub numerator: i64,
    pub denominator: i64,
    pub reviews: i32,
    pub wide: bool,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    #[sea_orm(column_type = "Text")]
    pub means: String,
    pub closed_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
