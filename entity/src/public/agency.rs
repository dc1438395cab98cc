//! The public face of an office that runs outlets or opens calls.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agency")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: Option<String>,
    #[sea_orm(unique)]
    pub name: String,
    pub kind: String,
    pub region_code: String,
}

impl ActiveModelBehavior for ActiveModel {}
