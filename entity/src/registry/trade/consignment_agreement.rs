//! A version of the terms between an enterprise and an outlet. Never changes once both have agreed.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consignment_agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub placement_id: Uuid,
    pub version: i32,
    pub valid_from: TimeDate,
    pub pricing_model: String,
    pub outlet_share_bp: i32,
    pub max_markup_bp: i32,
    pub monthly_fee_idr: i64,
    pub share_rounding_idr: i32,
    pub pay_cycle: String,
    pub close_day: i32,
    pub pay_within_days: i32,
    pub auto_confirm_days: i32,
    pub min_payout_idr: i64,
    pub max_shelf_days: i32,
    pub min_remaining_bp: i32,
    pub pull_before_days: i32,
    pub collect_within_days: i32,
    pub transit_liability_bp: i32,
    pub damaged_liability_bp: i32,
    pub missing_liability_bp: i32,
    pub stolen_liability_bp: i32,
    pub expired_liability_bp: i32,
    pub min_quantity: i32,
    pub max_quantity: i32,
    pub review_on: Option<TimeDate>,
    pub ends_on: Option<TimeDate>,
    pub terms_version: i32,
    pub written_by: Option<Uuid>,
    pub written_at: TimeUnixTimestampMillis,
    pub agreed_by_maker: Option<Uuid>,
    pub maker_agreed_at: Option<TimeUnixTimestampMillis>,
    pub agreed_by_outlet: Option<Uuid>,
    pub outlet_agreed_at: Option<TimeUnixTimestampMillis>,
}

impl ActiveModelBehavior for ActiveModel {}
