//! A call for funding proposals.
use sea_orm::entity::prelude::*;

use crate::values::{Lines, Shares};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(unique)]
    pub public_code: String,
    pub agency_id: Uuid,
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub kind: String,
    /// `goods` or `money`.
    pub form: String,
    /// Who may apply lives here: a province or a regency; empty when anybody in the country may.
    pub region_code: Option<String>,
    pub zone: String,
    /// Rupiah.
    pub ceiling_idr: i64,
    pub per_proposal_idr: i64,
    pub quota: Option<i32>,
    pub who_may_apply: Lines,
    /// Words of the legal forms it accepts; none when it asks for no legal form.
    pub doors: Lines,
    /// Words of the questions its check asks.
    pub eligibility: Lines,
    pub papers: Lines,
    pub criteria: Shares,
    pub steps: Lines,
    #[sea_orm(column_type = "Text", nullable)]
    pub instalments: Option<String>,
    pub funders: Shares,
    #[sea_orm(column_type = "Text", nullable)]
    pub legal_basis: Option<String>,
    /// The terms, as `funding::calls::parameters` reads them.
    pub parameters: Json,
    /// What a proposal answers, beside the usual questions; as `funding::proposals::form` reads them.
    pub questions: Json,
    pub state: String,
    pub opens_at: TimeUnixTimestampMillis,
    /// Empty when the call has no closing day.
    pub closes_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
    #[sea_orm(belongs_to, from = "agency_id", to = "id")]
    pub agency: BelongsTo<super::agency::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
