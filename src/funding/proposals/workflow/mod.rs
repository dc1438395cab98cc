//! How a proposal goes on, from a draft to its end: a table of rows, which docs/funding.md shows, and `decide` over it.
//! Pure; clock, calendar and the sums come with the facts. The clock never refuses anybody: every refusal has a person.
#![deny(clippy::wildcard_enum_match_arm)]
mod aside;
mod checking;
mod deciding;
mod facts;
mod reviewing;
mod table;
mod writing;

use time::Date;
use uuid::Uuid;

pub use aside::follows_outside;
pub use facts::{Applicant, CallFacts, Check, Decision, Facts, File, Recommended, RejectedBy, Review};
pub use table::TABLE;

use super::super::{
    budget::Cut,
    checklist::Point,
    machine::{self, Grounds, Milestone, Plan, Refusal, Written, refuse},
    ranking::Score,
    reasons::Reason,
    versions::ContentHash,
};
use crate::platform::money::Rupiah;

crate::words! {
    /// Where a proposal stands.
    pub enum State {
        Draft = "draft",
        Submitted = "submitted",
        AdminCheck = "admin_check",
        AdminRevision = "admin_revision",
        FieldVisit = "field_visit",
        InReview = "in_review",
        ContentRevision = "content_revision",
        Scored = "scored",
        Recommended = "recommended",
        BudgetCheck = "budget_check",
        Approved = "approved",
        Waitlisted = "waitlisted",
        Rejected = "rejected",
        Objected = "objected",
        Withdrawn = "withdrawn",
        Lapsed = "lapsed",
        Voided = "voided",
    }
}

crate::words! {
    /// The seven names the group sees.
    pub enum Seen {
        Draft = "draf",
        Sent = "terkirim",
        Checked = "diperiksa",
        NeedsRevision = "perlu_perbaikan",
        Judged = "dinilai",
        Decided = "diputuskan",
        Over = "selesai",
    }
}

crate::words! {
    /// What the group may edit where a proposal stands.
    pub enum Editable {
        All = "all",
        ListedItems = "listed_items",
        ListedSections = "listed_sections",
        Nothing = "nothing",
    }
}

/// A point that is not good enough, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    pub point: Point,
    pub grounds: Grounds,
}

/// What is recommended: an amount with its cuts, or a refusal with its reasons. An amount of 0 is for certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    Yes { amount: Rupiah, cuts: Vec<Cut> },
    No { grounds: Grounds },
}

/// A number and a date as they stand on a paper; whether they were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Official {
    pub number: bool,
    pub date: Option<Date>,
    pub file: bool,
}

machine::kinds! {
    /// A step, with what comes with it.
    pub enum Event as
    /// A step, as tables and buttons name it.
    Kind {
        Start = "start",
        /// `listed` says that a list sent back names the part that is written; drafts have no such list.
        Edit { version: i64, listed: bool } = "edit",
        Sign { content: ContentHash } = "sign",
        Submit = "submit",
        /// The call and its grace are over.
        ClosePassed = "close_passed",
        Recall = "recall",
        Claim { declares_no_tie: bool } = "claim",
        Return { items: Vec<Defect>, due: Date } = "return",
        Resubmit = "resubmit",
        Extend { due: Date } = "extend",
        DuePassed = "due_passed",
        Ineligible { grounds: Grounds } = "ineligible",
        Complete = "complete",
        /// The minutes of a visit.
        Record { minutes: Official } = "record",
        DeclareConflict = "declare_conflict",
        Score { scores: Vec<Score> } = "score",
        CloseReview = "close_review",
        AskContent { sections: Vec<Written>, due: Date } = "ask_content",
        Recommend { advice: Advice, out_of_order: Written } = "recommend",
        SendBudget = "send_budget",
        BudgetOk { letter: Official } = "budget_ok",
        BudgetCut { letter: Official, amount: Rupiah, cuts: Vec<Cut> } = "budget_cut",
        BudgetNone { letter: Official } = "budget_none",
        Approve { amount: Rupiah, decree: Official, tie_reason: Written } = "approve",
        Waitlist { rank: u32 } = "waitlist",
        Promote { out_of_order: Written } = "promote",
        Reject { grounds: Grounds } = "reject",
        Object = "object",
        Uphold { reasons: Written } = "uphold",
        Overturn { reasons: Written } = "overturn",
        Withdraw = "withdraw",
        Void { reason: Reason } = "void",
        Reopen { due: Date } = "reopen",
        Correct { reason: Written } = "correct",
        RecordMilestone { milestone: Milestone, paper: Official } = "record_milestone",
        Reassign { reviewer: Uuid, reason: Written } = "reassign",
        /// One more reviewer, where reviews lie far apart.
        AddReviewer = "add_reviewer",
        PassClaim { to: Uuid, to_is_tied: bool, reason: Written } = "pass_claim",
        RecordOutside { to: State, date: Date, proof: bool, amount: Rupiah } = "record_outside",
        ExtendWaitlist { until: Date, reason: Written } = "extend_waitlist",
    }
}

/// Where a step leads and what it brings about, or why it is not taken.
///
/// # Errors
/// The refusal of [`offer`], or one of what comes with the event.
pub fn decide(from: Option<State>, event: &Event, facts: &Facts) -> Result<Plan<State>, Refusal> {
    offer(from, event.kind(), facts)?;
    // Only a start begins without a state, and it leads to this one.
    let at = from.unwrap_or(State::Draft);
    match event {
        Event::Start => Ok(writing::start()),
        Event::Edit { version, listed } => writing::edit(at, *version, *listed, facts),
        Event::Sign { content } => writing::sign(at, *content, facts),
        Event::Submit => Ok(writing::submit(facts)),
        Event::ClosePassed => Ok(writing::close_passed(facts)),
        Event::Recall => Ok(writing::recall(facts)),
        Event::Claim { declares_no_tie } => checking::claim(*declares_no_tie, facts),
        Event::Return { items, due } => checking::send_back(items, *due, facts),
        Event::Resubmit => Ok(checking::resubmit(at, facts)),
        Event::Extend { due } => checking::extend(*due, facts),
        Event::DuePassed => Ok(checking::due_passed(at, facts)),
        Event::Ineligible { grounds } => checking::ineligible(grounds, facts),
        Event::Complete => Ok(checking::complete(facts)),
        Event::Record { minutes } => checking::record(*minutes, facts),
        Event::DeclareConflict => Ok(reviewing::declare_conflict(facts)),
        Event::Score { scores } => reviewing::score(scores, facts),
        Event::CloseReview => Ok(reviewing::close(facts)),
        Event::AskContent { sections, due } => reviewing::ask_content(at, sections, *due, facts),
        Event::Recommend { advice, out_of_order } => deciding::recommend(advice, *out_of_order, facts),
        Event::SendBudget => Ok(deciding::send_budget(facts)),
        Event::BudgetOk { letter } => deciding::budget_ok(*letter, facts),
        Event::BudgetCut { letter, amount, cuts } => deciding::budget_cut(*letter, *amount, cuts, facts),
        Event::BudgetNone { letter } => deciding::budget_none(*letter, facts),
        Event::Approve { amount, decree, tie_reason } => deciding::approve(*amount, *decree, *tie_reason, facts),
        Event::Waitlist { rank } => deciding::waitlist(*rank, facts),
        Event::Promote { out_of_order } => deciding::promote(*out_of_order, facts),
        Event::Reject { grounds } => deciding::reject(at, grounds, facts),
        Event::Object => Ok(deciding::object(facts)),
        Event::Uphold { reasons } => deciding::uphold(*reasons, facts),
        Event::Overturn { reasons } => deciding::overturn(*reasons, facts),
        Event::Withdraw => Ok(aside::withdraw(at, facts)),
        Event::Void { reason } => aside::void(at, *reason, facts),
        Event::Reopen { due } => checking::reopen(*due, facts),
        Event::Correct { reason } => deciding::correct(*reason, facts),
        Event::RecordMilestone { milestone, paper } => aside::record_milestone(at, *milestone, *paper, facts),
        Event::Reassign { reviewer, reason } => reviewing::reassign(*reviewer, *reason, facts),
        Event::AddReviewer => Ok(reviewing::add()),
        Event::PassClaim { to, to_is_tied, reason } => checking::pass_claim(at, (*to, *to_is_tied), *reason, facts),
        Event::RecordOutside { to, date, proof, amount } => {
            aside::record_outside(at, *to, (*date, *proof), *amount, facts)
        }
        Event::ExtendWaitlist { until, reason } => deciding::extend_waitlist(*until, *reason, facts),
    }
}

/// Whether a step can be taken at all, as far as that can be told without what comes with it: buttons and menus.
///
/// # Errors
/// A tie first, which answers that nothing is there; then the state, the duty and the guards.
pub fn offer(from: Option<State>, kind: Kind, facts: &Facts) -> Result<(), Refusal> {
    facts.acting.sees()?;
    let meets = from.map_or(&[Kind::Start][..], State::meets);
    refuse(!meets.contains(&kind), Refusal::NotThisState)?;
    machine::admit(TABLE, from, &kind, &facts.acting)?;
    match kind {
        Kind::Start => writing::may_start(facts),
        Kind::Sign => writing::may_sign(facts),
        Kind::Submit => writing::may_submit(facts),
        Kind::ClosePassed => writing::may_lapse(facts),
        Kind::Recall => writing::may_recall(facts),
        Kind::Claim => checking::may_claim(facts),
        Kind::Return => checking::may_send_back(facts),
        Kind::Resubmit => checking::may_resubmit(facts),
        Kind::Extend => checking::may_extend(facts),
        Kind::DuePassed => checking::may_lapse(from, facts),
        Kind::Complete => checking::may_complete(facts),
        Kind::Record => checking::may_record(facts),
        Kind::Reopen => checking::may_reopen(facts),
        Kind::DeclareConflict => reviewing::is_assigned(facts),
        Kind::Score => reviewing::may_score(facts),
        Kind::CloseReview => reviewing::may_close(facts),
        Kind::AskContent => reviewing::may_ask_content(facts),
        Kind::Reassign => reviewing::may_reassign(facts),
        Kind::AddReviewer => reviewing::may_add(facts),
        Kind::Recommend => deciding::may_recommend(facts),
        Kind::SendBudget => deciding::may_send_budget(facts),
        Kind::BudgetOk | Kind::BudgetCut => deciding::may_record_budget(facts),
        Kind::Approve => deciding::may_approve(facts),
        Kind::Waitlist | Kind::Reject | Kind::ExtendWaitlist => facts.decides_afresh(),
        Kind::Promote => deciding::may_promote(facts),
        Kind::Object => deciding::may_object(facts),
        Kind::Uphold | Kind::Overturn => facts.decides_again(),
        Kind::Correct => deciding::may_correct(facts),
        Kind::RecordMilestone => facts.holds_the_claim_if_verifier(),
        Kind::RecordOutside => aside::may_record_outside(facts),
        Kind::Edit | Kind::Ineligible | Kind::BudgetNone | Kind::Withdraw | Kind::Void | Kind::PassClaim => Ok(()),
    }
}

impl State {
    /// What may happen in each state. The table says the same, row by row; a test holds one against the other.
    pub const fn meets(self) -> &'static [Kind] {
        use Kind as K;
        match self {
            Self::Draft => &[K::Edit, K::Sign, K::Submit, K::ClosePassed, K::Withdraw, K::Void, K::RecordOutside],
            Self::Submitted => &[K::Recall, K::Claim, K::Withdraw, K::Void, K::RecordMilestone, K::RecordOutside],
            Self::AdminCheck => &[
                K::Return,
                K::Ineligible,
                K::Complete,
                K::PassClaim,
                K::Withdraw,
                K::Void,
                K::RecordMilestone,
                K::RecordOutside,
            ],
            Self::AdminRevision => &[
                K::Edit,
                K::Sign,
                K::Resubmit,
                K::Extend,
                K::DuePassed,
                K::PassClaim,
                K::Withdraw,
                K::Void,
                K::RecordMilestone,
                K::RecordOutside,
            ],
            Self::FieldVisit => &[K::Record, K::PassClaim, K::Withdraw, K::Void, K::RecordMilestone, K::RecordOutside],
            Self::InReview => &[
                K::DeclareConflict,
                K::Score,
                K::CloseReview,
                K::AskContent,
                K::Reassign,
                K::AddReviewer,
                K::Withdraw,
                K::Void,
                K::RecordMilestone,
                K::RecordOutside,
            ],
            Self::ContentRevision => &[
                K::Edit,
                K::Sign,
                K::Resubmit,
                K::DuePassed,
                K::Withdraw,
                K::Void,
                K::RecordMilestone,
                K::RecordOutside,
            ],
            Self::Scored => &[K::AskContent, K::Recommend, K::Withdraw, K::Void, K::RecordMilestone, K::RecordOutside],
            Self::Recommended => &[
                K::SendBudget,
                K::Approve,
                K::Waitlist,
                K::Reject,
                K::Correct,
                K::Withdraw,
                K::Void,
                K::RecordMilestone,
                K::RecordOutside,
            ],
            Self::BudgetCheck => {
                &[K::BudgetOk, K::BudgetCut, K::BudgetNone, K::Withdraw, K::Void, K::RecordMilestone, K::RecordOutside]
            }
            Self::Waitlisted => {
                &[K::Promote, K::Reject, K::ExtendWaitlist, K::Withdraw, K::Void, K::RecordMilestone, K::RecordOutside]
            }
            Self::Objected => &[K::Uphold, K::Overturn, K::Withdraw, K::Void, K::RecordMilestone, K::RecordOutside],
            Self::Approved => &[K::RecordMilestone],
            Self::Rejected => &[K::Object],
            Self::Lapsed => &[K::Reopen],
            Self::Withdrawn | Self::Voided => &[],
        }
    }

    /// Nothing is waited for any more: an award goes on from an approval, and an objection from a refusal.
    pub const fn is_end(self) -> bool {
        match self {
            Self::Approved | Self::Rejected | Self::Withdrawn | Self::Lapsed | Self::Voided => true,
            Self::Draft
            | Self::Submitted
            | Self::AdminCheck
            | Self::AdminRevision
            | Self::FieldVisit
            | Self::InReview
            | Self::ContentRevision
            | Self::Scored
            | Self::Recommended
            | Self::BudgetCheck
            | Self::Waitlisted
            | Self::Objected => false,
        }
    }

    /// What the group sees.
    pub const fn seen(self) -> Seen {
        match self {
            Self::Draft => Seen::Draft,
            Self::Submitted => Seen::Sent,
            Self::AdminCheck | Self::FieldVisit => Seen::Checked,
            Self::AdminRevision | Self::ContentRevision => Seen::NeedsRevision,
            Self::InReview | Self::Scored | Self::Recommended | Self::BudgetCheck => Seen::Judged,
            Self::Waitlisted | Self::Approved | Self::Rejected | Self::Objected => Seen::Decided,
            Self::Withdrawn | Self::Lapsed | Self::Voided => Seen::Over,
        }
    }

    /// What the group may edit.
    pub const fn editable(self) -> Editable {
        match self {
            Self::Draft => Editable::All,
            Self::AdminRevision => Editable::ListedItems,
            Self::ContentRevision => Editable::ListedSections,
            Self::Submitted
            | Self::AdminCheck
            | Self::FieldVisit
            | Self::InReview
            | Self::Scored
            | Self::Recommended
            | Self::BudgetCheck
            | Self::Approved
            | Self::Waitlisted
            | Self::Rejected
            | Self::Objected
            | Self::Withdrawn
            | Self::Lapsed
            | Self::Voided => Editable::Nothing,
        }
    }
}

impl Kind {
    /// Whether it leaves a row in the trail. Saving a draft does not: there would be one every few seconds.
    pub fn is_recorded(self) -> bool {
        self != Self::Edit
    }
}

#[cfg(test)]
pub(in crate::funding) mod tests;
