//! Shapes of calls.
use serde::Serialize;
use time::OffsetDateTime;
use utoipa::ToSchema;

use super::eligibility::{Asked, Door, Question};
use crate::{platform::money::Rupiah, regions::Zone};

crate::words! {
    pub enum FundingKind {
        Grant = "grant",
        BusinessAid = "business_aid",
        Emergency = "emergency",
        Competition = "competition",
    }
}

crate::words! {
    /// What is given.
    pub enum Form {
        Goods = "goods",
        Money = "money",
    }
}

impl Form {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Goods => "form-goods",
            Self::Money => "form-money",
        }
    }
}

crate::words! {
    pub enum CallState {
        Draft = "draft",
        Scheduled = "scheduled",
        Open = "open",
        Closed = "closed",
        Ranked = "ranked",
        Finished = "finished",
        Cancelled = "cancelled",
    }
}

/// A named part of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Share {
    pub name: String,
    pub percent: u8,
}

/// A call in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CallCard {
    pub code: String,
    pub name: String,
    pub summary: String,
    pub owner: String,
    /// Where who may apply lives; missing when anybody in the country may.
    pub place: Option<String>,
    pub kind: FundingKind,
    pub form: Form,
    pub ceiling_idr: Rupiah,
    pub per_proposal_idr: Rupiah,
    /// Legal forms it accepts; empty when it asks for no legal form.
    pub doors: Vec<Door>,
    pub state: CallState,
    #[schema(value_type = String, format = DateTime)]
    #[serde(with = "time::serde::rfc3339")]
    pub opens_at: OffsetDateTime,
    /// Missing when the call has no closing day.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(with = "time::serde::rfc3339::option")]
    pub closes_at: Option<OffsetDateTime>,
    #[serde(skip)]
    pub zone: Zone,
}

/// A call on a page of its own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CallView {
    #[serde(flatten)]
    pub card: CallCard,
    pub purpose: String,
    pub quota: Option<i32>,
    pub who_may_apply: Vec<String>,
    /// What its check asks.
    pub eligibility: Vec<Question>,
    pub papers: Vec<String>,
    pub criteria: Vec<Share>,
    pub steps: Vec<String>,
    pub instalments: Option<String>,
    pub funders: Vec<Share>,
    pub legal_basis: Option<String>,
}

/// A change of a call since it was published.
#[derive(Clone, Debug)]
pub struct Amended {
    pub at: OffsetDateTime,
    pub closes_at: Option<OffsetDateTime>,
    pub ceiling: Option<Rupiah>,
    pub why: String,
}

impl CallView {
    /// What its check asks. A call for the whole country asks nobody for a place.
    pub fn asked(&self) -> Asked {
        let asks = |question: &Question| *question != Question::Place || self.card.place.is_some();
        Asked { questions: self.eligibility.iter().copied().filter(asks).collect(), doors: self.card.doors.clone() }
    }
}
