//! Goods on their way to an outlet: offer, delivery note and receipt in one.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub placement_id: Uuid,
    pub agreement_id: Uuid,
    pub official_number: Option<String>,
    pub state: String,
    pub deliver_before: Option<TimeDate>,
    pub answer: String,
    pub created_at: TimeUnixTimestampMillis,
    pub issued_at: Option<TimeUnixTimestampMillis>,
    pub issued_by: Option<Uuid>,
    pub received_at: Option<TimeUnixTimestampMillis>,
    pub received_by: Option<Uuid>,
    pub proof: Option<String>,
    pub handed_over_by: Option<String>,
    pub handover_tries: i32,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
