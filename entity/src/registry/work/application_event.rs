//! What happened to an application, in order.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: Uuid,
    pub event: String,
    pub party: String,
    pub actor: Option<Uuid>,
    pub at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
