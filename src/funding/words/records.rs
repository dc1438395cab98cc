//! Titles of what is issued, recorded and entered: letters, official papers, entries of the ledger.
use crate::funding::{
    ledger::Entry,
    machine::{Letter, Milestone},
};

impl Letter {
    /// The key of its title.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ProposalReceipt => "funding-letter-proposal-receipt",
            Self::RevisionNotice => "funding-letter-revision-notice",
            Self::VisitMinutes => "funding-letter-visit-minutes",
            Self::RecommendationNote => "funding-letter-recommendation-note",
            Self::Ineligible => "funding-letter-ineligible",
            Self::Approved => "funding-letter-approved",
            Self::Waitlisted => "funding-letter-waitlisted",
            Self::Rejected => "funding-letter-rejected",
            Self::ObjectionDecision => "funding-letter-objection-decision",
            Self::Agreement => "funding-letter-agreement",
            Self::Addendum => "funding-letter-addendum",
            Self::Suspension => "funding-letter-suspension",
            Self::Termination => "funding-letter-termination",
            Self::Closing => "funding-letter-closing",
            Self::Certificate => "funding-letter-certificate",
            Self::TrancheRefused => "funding-letter-tranche-refused",
            Self::HandOverNote => "funding-letter-hand-over-note",
            Self::ReportReceipt => "funding-letter-report-receipt",
            Self::ReportReturned => "funding-letter-report-returned",
            Self::ReportAccepted => "funding-letter-report-accepted",
        }
    }
}

impl Milestone {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Agenda => "funding-milestone-agenda",
            Self::SipdNumber => "funding-milestone-sipd-number",
            Self::ApipReview => "funding-milestone-apip-review",
            Self::KuaPpas => "funding-milestone-kua-ppas",
            Self::TapdLetter => "funding-milestone-tapd-letter",
            Self::BudgetAct => "funding-milestone-budget-act",
            Self::DecreeExcerpt => "funding-milestone-decree-excerpt",
            Self::SppLs => "funding-milestone-spp-ls",
            Self::SpmLs => "funding-milestone-spm-ls",
            Self::Sts => "funding-milestone-sts",
        }
    }
}

impl Entry {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ceiling => "funding-ledger-ceiling",
            Self::Commit => "funding-ledger-commit",
            Self::Release => "funding-ledger-release",
            Self::Pay => "funding-ledger-pay",
            Self::HandOver => "funding-ledger-hand-over",
            Self::Return => "funding-ledger-return",
            Self::Refund => "funding-ledger-refund",
            Self::Recover => "funding-ledger-recover",
        }
    }
}
