//! What happened, as a line of a history: by duty and never by name, and the same for everybody in the same place.
use crate::funding::{
    awards::{tranches, workflow as awards},
    calls::workflow as calls,
    proposals::workflow as proposals,
    reports::workflow as reports,
};

impl calls::Kind {
    /// The key of its line in the history, as the group reads it.
    pub const fn happened_key(self) -> &'static str {
        match self {
            Self::Create => "funding-happened-call-create",
            Self::Edit => "funding-happened-call-edit",
            Self::Publish => "funding-happened-call-publish",
            Self::Open => "funding-happened-call-open",
            Self::Amend => "funding-happened-call-amend",
            Self::Close => "funding-happened-call-close",
            Self::FreezeRanking => "funding-happened-call-freeze-ranking",
            Self::Unfreeze => "funding-happened-call-unfreeze",
            Self::Finish => "funding-happened-call-finish",
            Self::Cancel => "funding-happened-call-cancel",
        }
    }
}

impl proposals::Kind {
    /// The key of its line in the history, as the group reads it. What a budget team answered is told with the decision.
    pub const fn happened_key(self) -> &'static str {
        match self {
            Self::Start => "funding-happened-proposal-start",
            Self::Edit => "funding-happened-proposal-edit",
            Self::Sign => "funding-happened-proposal-sign",
            Self::Submit => "funding-happened-proposal-submit",
            Self::ClosePassed => "funding-happened-proposal-close-passed",
            Self::Recall => "funding-happened-proposal-recall",
            Self::Claim => "funding-happened-proposal-claim",
            Self::Return => "funding-happened-proposal-return",
            Self::Resubmit => "funding-happened-proposal-resubmit",
            Self::Extend => "funding-happened-proposal-extend",
            Self::DuePassed => "funding-happened-proposal-due-passed",
            Self::Ineligible => "funding-happened-proposal-ineligible",
            Self::Complete => "funding-happened-proposal-complete",
            Self::Record => "funding-happened-proposal-record",
            Self::DeclareConflict => "funding-happened-proposal-declare-conflict",
            Self::Score => "funding-happened-proposal-score",
            Self::CloseReview => "funding-happened-proposal-close-review",
            Self::AskContent => "funding-happened-proposal-ask-content",
            Self::Recommend => "funding-happened-proposal-recommend",
            Self::SendBudget => "funding-happened-proposal-send-budget",
            Self::BudgetOk | Self::BudgetCut | Self::BudgetNone => "funding-happened-proposal-budget-answered",
            Self::Approve => "funding-happened-proposal-approve",
            Self::Waitlist => "funding-happened-proposal-waitlist",
            Self::Promote => "funding-happened-proposal-promote",
            Self::Reject => "funding-happened-proposal-reject",
            Self::Object => "funding-happened-proposal-object",
            Self::Uphold => "funding-happened-proposal-uphold",
            Self::Overturn => "funding-happened-proposal-overturn",
            Self::Withdraw => "funding-happened-proposal-withdraw",
            Self::Void => "funding-happened-proposal-void",
            Self::Reopen => "funding-happened-proposal-reopen",
            Self::Correct => "funding-happened-proposal-correct",
            Self::RecordMilestone => "funding-happened-proposal-record-milestone",
            Self::Reassign => "funding-happened-proposal-reassign",
            Self::AddReviewer => "funding-happened-proposal-add-reviewer",
            Self::PassClaim => "funding-happened-proposal-pass-claim",
            Self::RecordOutside => "funding-happened-own-record",
            Self::ExtendWaitlist => "funding-happened-proposal-extend-waitlist",
        }
    }

    /// Whether the group reads it at all: what single reviewers do is theirs and the lead's.
    pub const fn is_told_to_the_group(self) -> bool {
        match self {
            Self::Edit | Self::DeclareConflict | Self::Score | Self::Reassign | Self::AddReviewer => false,
            Self::Start
            | Self::Sign
            | Self::Submit
            | Self::ClosePassed
            | Self::Recall
            | Self::Claim
            | Self::Return
            | Self::Resubmit
            | Self::Extend
            | Self::DuePassed
            | Self::Ineligible
            | Self::Complete
            | Self::Record
            | Self::CloseReview
            | Self::AskContent
            | Self::Recommend
            | Self::SendBudget
            | Self::BudgetOk
            | Self::BudgetCut
            | Self::BudgetNone
            | Self::Approve
            | Self::Waitlist
            | Self::Promote
            | Self::Reject
            | Self::Object
            | Self::Uphold
            | Self::Overturn
            | Self::Withdraw
            | Self::Void
            | Self::Reopen
            | Self::Correct
            | Self::RecordMilestone
            | Self::PassClaim
            | Self::RecordOutside
            | Self::ExtendWaitlist => true,
        }
    }
}

impl awards::Kind {
    /// The key of its line in the history, as the group reads it.
    pub const fn happened_key(self) -> &'static str {
        match self {
            Self::Create => "funding-happened-award-create",
            Self::Accept => "funding-happened-award-accept",
            Self::Decline => "funding-happened-award-decline",
            Self::NotTakenUp => "funding-happened-award-not-taken-up",
            Self::DraftAgreement => "funding-happened-award-draft-agreement",
            Self::Redraft => "funding-happened-award-redraft",
            Self::SignBoth => "funding-happened-award-sign-both",
            Self::Amend => "funding-happened-award-amend",
            Self::Suspend => "funding-happened-award-suspend",
            Self::Resume => "funding-happened-award-resume",
            Self::Terminate => "funding-happened-award-terminate",
            Self::Settle => "funding-happened-award-settle",
            Self::Finish => "funding-happened-award-finish",
            Self::Renounce => "funding-happened-award-renounce",
            Self::RecordOutside => "funding-happened-own-record",
        }
    }
}

impl tranches::Kind {
    /// The key of its line in the history, as the group reads it.
    pub const fn happened_key(self) -> &'static str {
        match self {
            Self::Request => "funding-happened-tranche-request",
            Self::Verify => "funding-happened-tranche-verify",
            Self::Reject => "funding-happened-tranche-reject",
            Self::Approve => "funding-happened-tranche-approve",
            Self::Pay => "funding-happened-tranche-pay",
            Self::HandOver => "funding-happened-tranche-hand-over",
            Self::Fail => "funding-happened-tranche-fail",
            Self::Retry => "funding-happened-tranche-retry",
            Self::GiveBack => "funding-happened-tranche-give-back",
            Self::Account => "funding-happened-tranche-account",
            Self::Cancel => "funding-happened-tranche-cancel",
            Self::RecordOutside => "funding-happened-own-record",
        }
    }
}

impl reports::Kind {
    /// The key of its line in the history, as the group reads it.
    pub const fn happened_key(self) -> &'static str {
        match self {
            Self::Create => "funding-happened-report-create",
            Self::Edit => "funding-happened-report-edit",
            Self::Submit => "funding-happened-report-submit",
            Self::Return => "funding-happened-report-return",
            Self::Accept => "funding-happened-report-accept",
            Self::DuePassed => "funding-happened-report-due-passed",
            Self::LiftBlock => "funding-happened-report-lift-block",
            Self::RecordOutside => "funding-happened-own-record",
        }
    }
}
