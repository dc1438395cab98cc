//! A place where goods stand on shelves. Outlets are public places: the address may be exact.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outlet")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub name: String,
    pub agency_id: Uuid,
    pub regency_code: String,
    pub address: String,
    #[sea_orm(column_type = "Text")]
    pub directions: String,
    #[sea_orm(column_type = "Text")]
    pub about: String,
    pub whatsapp: String,
    /// Seven opening times, Monday first; empty means closed.
    pub hours: Lines,
    pub state: String,
    pub row_version: i32,
    #[sea_orm(belongs_to, from = "agency_id", to = "id")]
    pub agency: BelongsTo<super::agency::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
