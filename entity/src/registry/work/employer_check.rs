//! The papers of an employer and whether somebody checked them.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employer_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub employer_id: Uuid,
    pub legal_name: String,
    pub nib: String,
    pub wlkp: String,
    #[sea_orm(column_type = "Text")]
    pub business_address: String,
    pub checked_by: Option<Uuid>,
    pub checked_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
