//! The first half of an act of two persons.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "countersign")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub object: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub object_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub event: String,
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    pub person_id: Uuid,
    pub duty: String,
    pub at: TimeUnixTimestampMillis,
    /// For whom, where a mandate let somebody stand in.
    pub on_behalf_of: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
