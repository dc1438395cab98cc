//! How an award goes on, from an offer to its end. docs/funding.md shows its rows. Pure; what its instalments and reports
//! do comes as counts. The clock reminds, and declines for nobody.
#![deny(clippy::wildcard_enum_match_arm)]
mod steps;
mod table;

use time::{Date, OffsetDateTime};

pub use table::TABLE;

use crate::{
    funding::{
        budget::Line,
        calls::terms::Terms,
        ledger::Balance,
        machine::{self, Acting, Grounds, Plan, Refusal, Signatures, Written, refuse},
    },
    platform::{money::Rupiah, work_days::WorkDays},
};

crate::words! {
    /// Where an award stands.
    pub enum State {
        Offered = "offered",
        Accepted = "accepted",
        Declined = "declined",
        AgreementDraft = "agreement_draft",
        Active = "active",
        Suspended = "suspended",
        Terminated = "terminated",
        Closed = "closed",
    }
}

machine::kinds! {
    /// A step, with what comes with it.
    pub enum Event as
    /// A step, as tables and buttons name it.
    Kind {
        Create { amount: Rupiah } = "create",
        Accept = "accept",
        Decline = "decline",
        NotTakenUp = "not_taken_up",
        DraftAgreement = "draft_agreement",
        Redraft { grounds: Grounds } = "redraft",
        SignBoth { agreement: Agreement } = "sign_both",
        Amend { amount: Rupiah, reason: Written } = "amend",
        Suspend { reason: Written, hearing: bool } = "suspend",
        Resume { reason: Written } = "resume",
        Terminate { reason: Written, hearing: bool, recover: Rupiah } = "terminate",
        /// Money that was claimed back came back, with the number of its proof.
        Settle { note: bool, amount: Rupiah } = "settle",
        Finish = "finish",
        Renounce = "renounce",
        RecordOutside { to: State, date: Date, proof: bool } = "record_outside",
    }
}

/// What an agreement has to have before both are bound by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Both scans, or references of electronic signatures.
    pub scans: bool,
    /// The number of the body and that of the agency.
    pub numbers: bool,
    pub integrity_pact: bool,
}

/// What has to be known to decide about an award.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub acting: Acting,
    pub terms: &'a Terms,
    pub calendar: &'a WorkDays,
    /// What was awarded. An award with a ledger promises what its rows say.
    pub awarded: Rupiah,
    pub recommended: Rupiah,
    pub balance: Balance,
    pub offered_at: OffsetDateTime,
    /// The lead has tried to reach the group.
    pub contacted: bool,
    /// The budget as it was reduced to the award, signed anew.
    pub lines: &'a [Line],
    pub signatures: Signatures,
    /// The account bears the name of the body, and two officers have seen that.
    pub account_verified: bool,
    /// Weights of the instalments, three at most.
    pub tranches: &'a [u32],
    /// Instalments that are not accounted for, returned or cancelled.
    pub tranches_open: u32,
    /// Reports that are not accepted.
    pub reports_open: u32,
    /// What the accepted reports say was spent.
    pub spent: Rupiah,
    /// Claimed back and not come back yet.
    pub claimed: Rupiah,
    pub recorded_until: Option<Date>,
}

/// Where a step leads and what it brings about, or why it is not taken.
///
/// # Errors
/// The refusal of [`offer`], or one of what comes with the event.
pub fn decide(from: Option<State>, event: &Event, facts: &Facts) -> Result<Plan<State>, Refusal> {
    offer(from, event.kind(), facts)?;
    // Only the creation begins without a state, and it leads to this one.
    let at = from.unwrap_or(State::Offered);
    match event {
        Event::Create { amount } => steps::create(*amount, facts),
        Event::Accept => Ok(steps::accept()),
        Event::Decline | Event::NotTakenUp => steps::decline(facts),
        Event::DraftAgreement => Ok(steps::draft_agreement()),
        Event::Redraft { grounds } => steps::redraft(grounds),
        Event::SignBoth { agreement } => steps::sign_both(*agreement, facts),
        Event::Amend { amount, reason } => steps::amend(*amount, *reason, facts),
        Event::Suspend { reason, hearing } => steps::suspend(*reason, *hearing),
        Event::Resume { reason } => steps::resume(*reason),
        Event::Terminate { reason, hearing, recover } => steps::terminate((*reason, *hearing), *recover, facts),
        Event::Settle { note, amount } => steps::settle(*note, *amount, facts),
        Event::Finish => Ok(steps::finish(at)),
        Event::Renounce => steps::renounce(facts),
        Event::RecordOutside { to, date, proof } => steps::record_outside(at, *to, (*date, *proof), facts),
    }
}

/// Whether a step can be taken at all, without what comes with it.
///
/// # Errors
/// A tie first, then the state, the duty and the guards.
pub fn offer(from: Option<State>, kind: Kind, facts: &Facts) -> Result<(), Refusal> {
    facts.acting.sees()?;
    let meets = from.map_or(&[Kind::Create][..], State::meets);
    refuse(!meets.contains(&kind), Refusal::NotThisState)?;
    machine::admit(TABLE, from, &kind, &facts.acting)?;
    match kind {
        Kind::NotTakenUp => steps::may_give_up(facts),
        Kind::DraftAgreement => steps::may_draft(facts),
        Kind::SignBoth => refuse(!facts.account_verified, Refusal::AccountNotVerified),
        Kind::Finish => steps::may_finish(from, facts),
        Kind::Settle => refuse(facts.reports_open > 0, Refusal::ReportNotAccepted),
        Kind::Renounce => refuse(facts.balance.award.given() != 0, Refusal::AlreadyPaid),
        Kind::RecordOutside => refuse(!facts.terms.is_external(), Refusal::NotExternal),
        Kind::Create
        | Kind::Accept
        | Kind::Decline
        | Kind::Redraft
        | Kind::Amend
        | Kind::Suspend
        | Kind::Resume
        | Kind::Terminate => Ok(()),
    }
}

impl State {
    /// What may happen in each state.
    pub const fn meets(self) -> &'static [Kind] {
        use Kind as K;
        match self {
            Self::Offered => &[K::Accept, K::Decline, K::NotTakenUp, K::Terminate, K::RecordOutside],
            Self::Accepted => &[K::DraftAgreement, K::Terminate, K::Finish, K::Renounce, K::RecordOutside],
            Self::AgreementDraft => &[K::Redraft, K::SignBoth, K::Terminate, K::Renounce, K::RecordOutside],
            Self::Active => &[K::Amend, K::Suspend, K::Terminate, K::Finish, K::Renounce, K::RecordOutside],
            Self::Suspended => &[K::Resume, K::Terminate, K::RecordOutside],
            Self::Terminated => &[K::Settle],
            Self::Declined | Self::Closed => &[],
        }
    }

    /// Nothing leads out of it. Of one that was ended before its time reports and claimed money may still come.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Declined | Self::Terminated | Self::Closed)
    }
}

#[cfg(test)]
mod tests;
