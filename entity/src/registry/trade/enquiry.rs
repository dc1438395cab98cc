//! What one enterprise is asked for, with its quotation.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enquiry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub list_id: Uuid,
    pub enterprise_id: Uuid,
    pub state: String,
    /// How many quotations there were; 0 before the first.
    pub revision: i32,
    pub seller_kind: Option<String>,
    /// The name on the papers, as it was when the quotation was made; empty before.
    pub seller_name: String,
    /// Rupiah of the quotation in force.
    pub total_idr: Option<i64>,
    pub ready_on: Option<TimeDate>,
    pub valid_until: Option<TimeDate>,
    /// The day by which the enterprise is asked to answer.
    pub answer_by: TimeDate,
    /// From when the clock of the present state runs.
    pub clock_at: TimeUnixTimestampMillis,
    pub created_at: TimeUnixTimestampMillis,
    pub closed_at: Option<TimeUnixTimestampMillis>,
    pub paid_on: Option<TimeDate>,
    pub paid_how: Option<String>,
    pub paid_idr: Option<i64>,
    pub row_version: i32,
    #[sea_orm(belongs_to, from = "list_id", to = "id")]
    pub list: BelongsTo<super::enquiry_list::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
