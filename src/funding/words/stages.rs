//! The official names of stages, and what each clock runs for.
use crate::funding::{deadlines::Timer, stage::Stage};

impl Stage {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "funding-stage-draft",
            Self::Submitted => "funding-stage-submitted",
            Self::Registered => "funding-stage-registered",
            Self::AdminCheck => "funding-stage-admin-check",
            Self::NeedsRevision => "funding-stage-needs-revision",
            Self::Revised => "funding-stage-revised",
            Self::RevisionSent => "funding-stage-revision-sent",
            Self::Evaluation => "funding-stage-evaluation",
            Self::Recommended => "funding-stage-recommended",
            Self::RecommendedApip => "funding-stage-recommended-apip",
            Self::TapdReview => "funding-stage-tapd-review",
            Self::Budgeted => "funding-stage-budgeted",
            Self::BudgetAct => "funding-stage-budget-act",
            Self::Decreed => "funding-stage-decreed",
            Self::NphdRequested => "funding-stage-nphd-requested",
            Self::NphdSigned => "funding-stage-nphd-signed",
            Self::DisbursementRequested => "funding-stage-disbursement-requested",
            Self::Disbursed => "funding-stage-disbursed",
            Self::Reporting => "funding-stage-reporting",
            Self::Closed => "funding-stage-closed",
            Self::Rejected => "funding-stage-rejected",
            Self::Withdrawn => "funding-stage-withdrawn",
            Self::Cancelled => "funding-stage-cancelled",
            Self::Lapsed => "funding-stage-lapsed",
            Self::Objected => "funding-stage-objected",
            Self::Waitlisted => "funding-stage-waitlisted",
            Self::Suspended => "funding-stage-suspended",
        }
    }
}

impl Timer {
    /// The key of what it runs for, as a part of a sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CallOpens => "funding-timer-call-opens",
            Self::CallCloses => "funding-timer-call-closes",
            Self::Claim => "funding-timer-claim",
            Self::AdminCheck => "funding-timer-admin-check",
            Self::RevisionDue => "funding-timer-revision-due",
            Self::FieldVisit => "funding-timer-field-visit",
            Self::Reviewer => "funding-timer-reviewer",
            Self::Decision => "funding-timer-decision",
            Self::BudgetCheck => "funding-timer-budget-check",
            Self::ObjectionWindow => "funding-timer-objection-window",
            Self::ObjectionDecision => "funding-timer-objection-decision",
            Self::Waitlist => "funding-timer-waitlist",
            Self::Offer => "funding-timer-offer",
            Self::TrancheCheck => "funding-timer-tranche-check",
            Self::ReportDue => "funding-timer-report-due",
        }
    }
}
