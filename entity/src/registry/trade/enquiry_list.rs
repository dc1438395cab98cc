//! One sending: what all enquiries that came of it share.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enquiry_list")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub buyer_org_id: Uuid,
    pub need_by: TimeDate,
    pub delivery: String,
    /// Papers that are wanted, as words.
    pub documents: Lines,
    pub created_at: TimeUnixTimestampMillis,
    #[sea_orm(belongs_to, from = "buyer_org_id", to = "id")]
    pub buyer_org: BelongsTo<super::buyer_org::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
