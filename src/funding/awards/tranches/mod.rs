//! How an instalment goes on: asked for, verified, approved by another, paid by a third. docs/funding.md shows its
//! rows. Pure.
#![deny(clippy::wildcard_enum_match_arm)]
mod steps;
mod table;

use time::Date;
use uuid::Uuid;

pub use table::TABLE;

use crate::{
    funding::{
        budget::Form,
        calls::terms::Terms,
        ledger::Balance,
        machine::{self, Acting, Grounds, Milestone, Plan, Refusal, Written, refuse},
    },
    platform::{money::Rupiah, work_days::WorkDays},
};

crate::words! {
    /// Where an instalment stands.
    pub enum State {
        Planned = "planned",
        Requested = "requested",
        Verified = "verified",
        Approved = "approved",
        Paid = "paid",
        HandedOver = "handed_over",
        Accounted = "accounted",
        Rejected = "rejected",
        Failed = "failed",
        Returned = "returned",
        Cancelled = "cancelled",
    }
}

machine::kinds! {
    /// A step, with what comes with it.
    pub enum Event as
    /// A step, as tables and buttons name it.
    Kind {
        Request { amount: Rupiah } = "request",
        Verify = "verify",
        Reject { grounds: Grounds } = "reject",
        Approve = "approve",
        Pay { order: PaymentOrder } = "pay",
        /// The disburser says so, and the group confirms: only then is it received.
        HandOver { note: HandOverNote } = "hand_over",
        Fail { reason: Written } = "fail",
        Retry = "retry",
        GiveBack { note: bool } = "give_back",
        Account = "account",
        Cancel = "cancel",
        RecordOutside { to: State, date: Date, proof: bool } = "record_outside",
    }
}

/// The order a payment was made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentOrder {
    pub number: bool,
    pub date: Option<Date>,
    pub amount: Rupiah,
}

/// What a hand-over note has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOverNote {
    pub number: bool,
    pub date: Option<Date>,
    pub goods_listed: bool,
    pub photo: bool,
    /// What the goods or services are worth. Rupiah.
    pub value: Rupiah,
}

/// What has to be known to decide about an instalment.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of its own")]
pub struct Facts<'a> {
    pub acting: Acting,
    pub terms: &'a Terms,
    pub calendar: &'a WorkDays,
    pub award_active: bool,
    /// One instalment is of one kind.
    pub form: Form,
    /// What the plan of the agreement says.
    pub planned: Rupiah,
    /// What was asked for.
    pub requested: Rupiah,
    /// What was given by it and has not come back.
    pub given: Rupiah,
    pub balance: Balance,
    /// The report of the instalment before is accepted; so it is for the first one.
    pub earlier_accounted: bool,
    pub papers_complete: bool,
    /// The account is the one that was verified.
    pub account_verified: bool,
    pub needs_orders: bool,
    pub milestones: &'a [Milestone],
    pub verifier: Option<Uuid>,
    pub decider: Option<Uuid>,
    pub report_accepted: bool,
    pub recorded_until: Option<Date>,
}

/// Where a step leads and what it brings about, or why it is not taken. Instalments begin as planned: the agreement
/// makes them.
///
/// # Errors
/// The refusal of [`offer`], or one of what comes with the event.
pub fn decide(at: State, event: &Event, facts: &Facts) -> Result<Plan<State>, Refusal> {
    offer(at, event.kind(), facts)?;
    match event {
        Event::Request { amount } => steps::request(*amount, facts),
        Event::Verify => Ok(Plan::to(State::Verified)),
        Event::Reject { grounds } => steps::reject(grounds),
        Event::Approve => Ok(steps::approve()),
        Event::Pay { order } => steps::pay(*order, facts),
        Event::HandOver { note } => steps::hand_over(*note, facts),
        Event::Fail { reason } => steps::fail(*reason, facts),
        Event::Retry => Ok(Plan::to(State::Approved)),
        Event::GiveBack { note } => steps::give_back(*note, facts),
        Event::Account => Ok(Plan::to(State::Accounted)),
        Event::Cancel => Ok(steps::cancel()),
        Event::RecordOutside { to, date, proof } => steps::record_outside(at, *to, (*date, *proof), facts),
    }
}

/// Whether a step can be taken at all, without what comes with it.
///
/// # Errors
/// A tie first, then the state, the duty and the guards.
pub fn offer(at: State, kind: Kind, facts: &Facts) -> Result<(), Refusal> {
    facts.acting.sees()?;
    refuse(!at.meets().contains(&kind), Refusal::NotThisState)?;
    machine::admit(TABLE, Some(at), &kind, &facts.acting)?;
    match kind {
        Kind::Request => steps::may_request(facts),
        Kind::Verify => steps::may_verify(facts),
        Kind::Approve => steps::may_approve(facts),
        Kind::Pay => steps::may_pay(facts),
        Kind::HandOver => steps::may_hand_over(facts),
        Kind::Retry => refuse(!facts.account_verified, Refusal::AccountNotVerified),
        Kind::Account => refuse(!facts.report_accepted, Refusal::ReportNotAccepted),
        Kind::RecordOutside => refuse(!facts.terms.is_external(), Refusal::NotExternal),
        Kind::Reject | Kind::Fail | Kind::GiveBack | Kind::Cancel => Ok(()),
    }
}

impl State {
    /// What may happen in each state.
    pub const fn meets(self) -> &'static [Kind] {
        use Kind as K;
        match self {
            Self::Planned | Self::Rejected => &[K::Request, K::Cancel, K::RecordOutside],
            Self::Requested => &[K::Verify, K::Reject, K::Cancel, K::RecordOutside],
            Self::Verified => &[K::Reject, K::Approve, K::Cancel, K::RecordOutside],
            Self::Approved => &[K::Pay, K::HandOver, K::Cancel, K::RecordOutside],
            Self::Paid => &[K::Fail, K::GiveBack, K::Account, K::RecordOutside],
            Self::HandedOver => &[K::GiveBack, K::Account, K::RecordOutside],
            Self::Failed => &[K::Retry, K::Cancel, K::RecordOutside],
            Self::Accounted | Self::Returned | Self::Cancelled => &[],
        }
    }

    /// Nothing is waited for any more: an award may close.
    pub const fn is_end(self) -> bool {
        self.meets().is_empty()
    }

    /// Not given yet, so an award that ends takes it along (row T11).
    pub fn is_unpaid(self) -> bool {
        self.meets().contains(&Kind::Cancel)
    }
}

#[cfg(test)]
mod tests;
