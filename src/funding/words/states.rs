//! What the states are called, and the tone of each word. Nobody is shown a red mark for not being chosen.
use crate::funding::{
    awards::{tranches, workflow as awards},
    model::CallState,
    proposals::workflow::{self as proposals, Seen},
    reports::workflow as reports,
};

/// Days before its date from which a report is called due.
pub const NEAR: i64 = 14;

impl CallState {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "call-draft",
            Self::Scheduled => "call-scheduled",
            Self::Open => "call-open",
            Self::Closed => "call-closed",
            Self::Ranked => "call-ranked",
            Self::Finished => "call-finished",
            Self::Cancelled => "call-cancelled",
        }
    }

    /// The tone of its mark.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Scheduled | Self::Closed | Self::Cancelled => "idle",
            Self::Ranked => "moving",
            Self::Open | Self::Finished => "good",
        }
    }
}

impl Seen {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "funding-seen-draft",
            Self::Sent => "funding-seen-sent",
            Self::Checked => "funding-seen-checked",
            Self::NeedsRevision => "funding-seen-needs-revision",
            Self::Judged => "funding-seen-judged",
            Self::Decided => "funding-seen-decided",
            Self::Over => "funding-seen-over",
        }
    }
}

impl proposals::State {
    /// The tone of its mark, beside the name the group sees and beside the official one. A decision has the tone of what
    /// was decided.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Rejected | Self::Withdrawn | Self::Lapsed | Self::Voided => "idle",
            Self::Submitted
            | Self::AdminCheck
            | Self::FieldVisit
            | Self::InReview
            | Self::Scored
            | Self::Recommended
            | Self::BudgetCheck
            | Self::Waitlisted
            | Self::Objected => "moving",
            Self::AdminRevision | Self::ContentRevision => "yours",
            Self::Approved => "good",
        }
    }
}

impl awards::State {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Offered => "funding-award-offered",
            Self::Accepted => "funding-award-accepted",
            Self::Declined => "funding-award-declined",
            Self::AgreementDraft => "funding-award-agreement-draft",
            Self::Active => "funding-award-active",
            Self::Suspended => "funding-award-suspended",
            Self::Terminated => "funding-award-terminated",
            Self::Closed => "funding-award-closed",
        }
    }

    /// The tone of its mark.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Offered => "yours",
            Self::AgreementDraft => "moving",
            Self::Accepted | Self::Active | Self::Closed => "good",
            Self::Declined => "idle",
            Self::Suspended | Self::Terminated => "stop",
        }
    }
}

impl tranches::State {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Planned => "funding-tranche-planned",
            Self::Requested => "funding-tranche-requested",
            Self::Verified => "funding-tranche-verified",
            Self::Approved => "funding-tranche-approved",
            Self::Paid => "funding-tranche-paid",
            Self::HandedOver => "funding-tranche-handed-over",
            Self::Accounted => "funding-tranche-accounted",
            Self::Rejected => "funding-tranche-rejected",
            Self::Failed => "funding-tranche-failed",
            Self::Returned => "funding-tranche-returned",
            Self::Cancelled => "funding-tranche-cancelled",
        }
    }

    /// The tone of its mark.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Planned | Self::Cancelled => "idle",
            Self::Requested | Self::Verified => "moving",
            Self::Returned => "yours",
            Self::Approved | Self::Paid | Self::HandedOver | Self::Accounted => "good",
            Self::Rejected | Self::Failed => "stop",
        }
    }
}

impl reports::State {
    /// The key of its name; `near` when its day is at most [`NEAR`] days away.
    pub const fn key(self, near: bool) -> &'static str {
        match self {
            Self::Due if near => "funding-report-due",
            Self::Due => "funding-report-due-later",
            Self::Submitted => "funding-report-submitted",
            Self::Returned => "funding-report-returned",
            Self::Accepted => "funding-report-accepted",
            Self::Overdue => "funding-report-overdue",
        }
    }

    /// The tone of its mark.
    pub const fn tone(self, near: bool) -> &'static str {
        match self {
            Self::Due if near => "yours",
            Self::Due => "idle",
            Self::Submitted => "moving",
            Self::Returned => "yours",
            Self::Accepted => "good",
            Self::Overdue => "stop",
        }
    }
}
