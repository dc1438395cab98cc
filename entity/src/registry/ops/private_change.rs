//! The sequence the profile index will follow; apart from the public one, so that no gap shows private activity.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "private_change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub entity: String,
    pub object_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
