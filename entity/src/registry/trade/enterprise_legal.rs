//! What stands behind a trade name. Never public.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enterprise_legal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub enterprise_id: Uuid,
    pub legal_name: String,
    pub legal_form: String,
    pub deed_number: String,
    pub nib: String,
    pub npwp: String,
    pub bank_name: String,
    pub bank_account: String,
    pub bank_holder: String,
    #[sea_orm(column_type = "Text")]
    pub business_address: String,
    pub district: String,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
