//! What a group recorded of a scheme outside the site.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outside_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub scheme_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub stage: String,
    pub day: TimeDate,
    pub reference: String,
    pub amount_idr: i64,
}

impl ActiveModelBehavior for ActiveModel {}
