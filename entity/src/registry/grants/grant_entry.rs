//! An entry of the ledger of help.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub call_id: Uuid,
    pub award_id: Option<Uuid>,
    pub tranche_id: Option<Uuid>,
    pub kind: String,
    pub amount_idr: i64,
    pub actor: Option<Uuid>,
    pub at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
