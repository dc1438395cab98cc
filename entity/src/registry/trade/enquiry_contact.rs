//! Who speaks for a side, and what of the account the other side may see.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enquiry_contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub enquiry_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub side: String,
    pub person_id: Uuid,
    pub shows_name: bool,
    pub shows_phone: bool,
    pub shows_email: bool,
    /// When the enquiry ended; the row goes some time later.
    pub closed_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
