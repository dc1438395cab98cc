//! How a report goes on: written on a phone, signed by two, sent back with what is missing, accepted by two others.
//! docs/funding.md shows its rows. Pure. The clock lists it as overdue and refuses nothing.
#![deny(clippy::wildcard_enum_match_arm)]
mod table;

use time::{Date, OffsetDateTime, UtcOffset};

pub use table::TABLE;

use super::account::{self, Line};
use crate::{
    funding::{
        calls::terms::Terms,
        deadlines::{Change, HOLD_AFTER, Timer},
        ledger::{self, Balance, Entry, Posting},
        machine::{
            self, Acting, Effect, Grounds, Letter, News, Plan, Reader, Refusal, Signatures, Written, refuse,
            told_outside,
        },
        reasons::Use,
    },
    platform::{
        money::Rupiah,
        work_days::{WorkDays, day_at, days_later, end_of},
    },
};

crate::words! {
    /// Where a report stands.
    pub enum State {
        Due = "due",
        Submitted = "submitted",
        Returned = "returned",
        Accepted = "accepted",
        Overdue = "overdue",
    }
}

machine::kinds! {
    /// A step, with what comes with it.
    pub enum Event as
    /// A step, as tables and buttons name it.
    Kind {
        Create = "create",
        Edit { version: i64 } = "edit",
        Submit = "submit",
        Return { items: Vec<Grounds>, due: Date } = "return",
        Accept = "accept",
        DuePassed = "due_passed",
        LiftBlock { reason: Written } = "lift_block",
        RecordOutside { to: State, date: Date, proof: bool } = "record_outside",
    }
}

/// What has to be known to decide about a report.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub acting: Acting,
    pub terms: &'a Terms,
    pub calendar: &'a WorkDays,
    pub version: i64,
    /// From the agreement, once something was given.
    pub due: Option<Date>,
    pub signatures: Signatures,
    pub lines: &'a [Line],
    /// What the instalment gave and did not get back as a failed payment.
    pub given: Rupiah,
    /// What came back by a note of return, and settles what was claimed.
    pub refund: Rupiah,
    /// It is said what becomes of the rest.
    pub rest_stated: bool,
    pub balance: Balance,
    /// The instalment is paid or handed over, and not returned.
    pub tranche_open: bool,
    pub recorded_until: Option<Date>,
}

/// Where a step leads and what it brings about, or why it is not taken.
///
/// # Errors
/// The refusal of [`offer`], or one of what comes with the event.
pub fn decide(from: Option<State>, event: &Event, facts: &Facts) -> Result<Plan<State>, Refusal> {
    offer(from, event.kind(), facts)?;
    let at = from.unwrap_or(State::Due);
    match event {
        Event::Create => Ok(Plan::to(State::Due)),
        Event::Edit { version } => {
            refuse(*version != facts.version, Refusal::Stale)?;
            Ok(Plan::to(at).effect(Effect::ClearSignatures))
        }
        Event::Submit => Ok(submit()),
        Event::Return { items, due } => send_back(items, *due, facts),
        Event::Accept => accept(facts),
        Event::DuePassed => {
            let plan = Plan::to(State::Overdue).effect(Effect::ListOverdue);
            Ok(plan.tell(News::ReportOverdue, Reader::Group).tell(News::ReportOverdue, Reader::Lead))
        }
        Event::LiftBlock { reason } => {
            reason.is_needed()?;
            Ok(Plan::to(State::Overdue).effect(Effect::LiftBlock))
        }
        Event::RecordOutside { to, date, proof } => record_outside(at, *to, (*date, *proof), facts),
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
        Kind::Submit => may_submit(facts),
        Kind::Accept => {
            let accounted = account::spent(facts.lines).0 + facts.refund.0 == facts.given.0;
            refuse(!accounted, Refusal::AccountsDoNotBalance)
        }
        Kind::DuePassed => {
            let end = facts.due.map(|due| end_of(due, facts.terms.zone.utc_offset()));
            refuse(end.is_none_or(|end| facts.acting.now <= end), Refusal::NotDueYet)
        }
        Kind::RecordOutside => refuse(!facts.terms.is_external(), Refusal::NotExternal),
        Kind::Create | Kind::Edit | Kind::Return | Kind::LiftBlock => Ok(()),
    }
}

/// Whether new proposals of the enterprise are held (row 1), until somebody lifts that (row R7).
pub fn holds(state: State, due: Option<Date>, lifted: bool, now: OffsetDateTime, clock: UtcOffset) -> bool {
    let long = due.is_some_and(|due| now > days_later(end_of(due, clock), HOLD_AFTER));
    state == State::Overdue && long && !lifted
}

impl State {
    /// What may happen in each state.
    pub const fn meets(self) -> &'static [Kind] {
        use Kind as K;
        match self {
            Self::Due | Self::Returned => &[K::Edit, K::Submit, K::DuePassed, K::RecordOutside],
            Self::Submitted => &[K::Return, K::Accept, K::RecordOutside],
            Self::Overdue => &[K::Edit, K::Submit, K::LiftBlock, K::RecordOutside],
            Self::Accepted => &[],
        }
    }
}

/// Row R3.
fn may_submit(facts: &Facts) -> Result<(), Refusal> {
    facts.signatures.hold()?;
    refuse(!account::without_receipts(facts.lines).is_empty(), Refusal::ReceiptsDoNotAddUp)?;
    refuse(!account::unexplained(facts.lines).is_empty(), Refusal::VarianceUnexplained)?;
    let rest = account::unspent(facts.lines, facts.given);
    // Nobody could ever accept it: what is spent and what comes back is what was given.
    refuse(rest < 0, Refusal::AccountsDoNotBalance)?;
    refuse(rest > 0 && !facts.rest_stated, Refusal::UnspentMissing)
}

fn submit() -> Plan<State> {
    let plan = Plan::to(State::Submitted).clock(Change::End { timer: Timer::ReportDue });
    plan.effect(Effect::FreezeVersion).issue(Letter::ReportReceipt)
}

/// Row R4.
fn send_back(items: &[Grounds], due: Date, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(items.is_empty(), Refusal::NothingListed)?;
    items.iter().try_for_each(|grounds| grounds.fit(Use::ReturnReport, false))?;
    let clock = facts.terms.zone.utc_offset();
    let earliest = facts.calendar.after(day_at(facts.acting.now, clock), facts.terms.revision_days);
    refuse(due < earliest, Refusal::DueTooSoon)?;
    let plan = Plan::to(State::Returned).clock(Change::Start { timer: Timer::ReportDue, due: end_of(due, clock) });
    Ok(plan.issue(Letter::ReportReturned).tell(News::ReportReturned, Reader::Group))
}

/// Row R5.
fn accept(facts: &Facts) -> Result<Plan<State>, Refusal> {
    let plan = Plan::to(State::Accepted).clock(Change::EndAll).issue(Letter::ReportAccepted);
    let plan =
        plan.effect_if(facts.tranche_open, Effect::AccountTranche).tell(News::ReportAccepted, Reader::Signatories);
    if facts.refund <= Rupiah(0) || !facts.terms.has_ledger() {
        return Ok(plan);
    }
    let posting = Posting { entry: Entry::Refund, amount: facts.refund };
    ledger::post(facts.balance, posting)?;
    Ok(plan.post(posting))
}

/// Which state may be recorded after another, of a report to an office elsewhere.
pub fn follows_outside(at: State, to: State) -> bool {
    let again = (at, to) == (State::Returned, State::Submitted) || (at, to) == (State::Overdue, State::Submitted);
    again || place(to) > place(at)
}

/// Row R8.
fn record_outside(at: State, to: State, (date, proof): (Date, bool), facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!follows_outside(at, to), Refusal::NotLater)?;
    told_outside((date, proof), day_at(facts.acting.now, facts.terms.zone.utc_offset()), facts.recorded_until)?;
    let plan = Plan::to(to).effect(Effect::MarkOwnRecord);
    Ok(plan.effect_if(to == State::Accepted && facts.tranche_open, Effect::AccountTranche))
}

const fn place(state: State) -> u8 {
    match state {
        State::Due => 0,
        State::Submitted => 1,
        State::Returned => 2,
        State::Overdue => 3,
        State::Accepted => 4,
    }
}

#[cfg(test)]
mod tests;
