//! Who opened a card or a contact, by office, for the applicant to see.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: Uuid,
    pub office: String,
    pub what: String,
    pub at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
