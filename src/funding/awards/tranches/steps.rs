//! The guards and plans of rows T1 to T12.
use time::Date;
use uuid::Uuid;

use super::{Facts, HandOverNote, PaymentOrder, State};
use crate::{
    funding::{
        budget::Form,
        deadlines::{Change, Timer},
        ledger::{self, Entry, Posting},
        machine::{Effect, Grounds, Letter, Milestone, News, Plan, Reader, Refusal, Written, refuse, told_outside},
        reasons::Use,
    },
    platform::{money::Rupiah, work_days::day_at},
};

/// Row T1.
pub fn may_request(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.award_active, Refusal::AwardNotActive)?;
    refuse(!facts.earlier_accounted, Refusal::ReportNotAccepted)?;
    refuse(!facts.papers_complete, Refusal::PaperMissing)
}

/// What is left is what the plan says, and never more than the award still has.
pub fn request(amount: Rupiah, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(amount <= Rupiah(0), Refusal::AmountMissing)?;
    let unpaid = facts.terms.has_ledger().then_some(Rupiah(facts.balance.award.unpaid()));
    refuse(amount > facts.planned.min(unpaid.unwrap_or(facts.planned)), Refusal::AmountAboveRemainder)?;
    let clock = facts.terms.zone.utc_offset();
    let due = facts.calendar.due(facts.acting.now, facts.terms.sla.tranche, clock);
    let plan = Plan::to(State::Requested).clock(Change::Start { timer: Timer::TrancheCheck, due });
    Ok(plan.tell(News::TrancheRequested, Reader::Verifier))
}

/// Row T2.
pub fn may_verify(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.papers_complete, Refusal::PaperMissing)?;
    refuse(!facts.account_verified, Refusal::AccountNotVerified)
}

/// Row T3.
pub fn reject(grounds: &Grounds) -> Result<Plan<State>, Refusal> {
    grounds.fit(Use::RefuseTranche, false)?;
    let plan = Plan::to(State::Rejected).clock(Change::End { timer: Timer::TrancheCheck });
    Ok(plan.issue(Letter::TrancheRefused).tell(News::TrancheRefused, Reader::Signatories))
}

/// Row T4.
pub fn may_approve(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.verifier.is_some_and(|person| facts.acting.hand.stands_for(person)), Refusal::SamePersonTwice)?;
    refuse(!facts.award_active, Refusal::AwardNotActive)
}

pub fn approve() -> Plan<State> {
    Plan::to(State::Approved).clock(Change::End { timer: Timer::TrancheCheck })
}

/// Row T5: three persons, and a suspended award pays nothing.
pub fn may_pay(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.award_active, Refusal::AwardNotActive)?;
    refuse(facts.form != Form::Money, Refusal::FormDiffers)?;
    let had_part = |person: &Uuid| facts.acting.hand.stands_for(*person);
    refuse([facts.verifier, facts.decider].iter().flatten().any(had_part), Refusal::SamePersonTwice)?;
    let ordered = [Milestone::SppLs, Milestone::SpmLs].iter().all(|order| facts.milestones.contains(order));
    refuse(facts.needs_orders && !ordered, Refusal::MilestoneMissing)
}

pub fn pay(order: PaymentOrder, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let date = order.date.filter(|_| order.number).ok_or(Refusal::PaymentOrderMissing)?;
    refuse(date > today(facts), Refusal::DateInFuture)?;
    refuse(order.amount <= Rupiah(0), Refusal::AmountMissing)?;
    refuse(order.amount > facts.requested, Refusal::AmountAboveRemainder)?;
    post(Plan::to(State::Paid).effect(Effect::SetReportDue), Entry::Pay, order.amount, facts)
}

/// Row T6. The one who hands over is neither the verifier nor the decider.
pub fn may_hand_over(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.award_active, Refusal::AwardNotActive)?;
    refuse(facts.form == Form::Money, Refusal::FormDiffers)?;
    let disburser = facts.acting.countersign.map(|countersign| countersign.hand.account);
    refuse(disburser.is_some() && [facts.verifier, facts.decider].contains(&disburser), Refusal::SamePersonTwice)
}

pub fn hand_over(note: HandOverNote, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let complete = note.number && note.goods_listed && note.photo;
    let date = note.date.filter(|_| complete).ok_or(Refusal::HandOverIncomplete)?;
    refuse(date > today(facts), Refusal::DateInFuture)?;
    refuse(note.value <= Rupiah(0), Refusal::AmountMissing)?;
    refuse(note.value > facts.requested, Refusal::AmountAboveRemainder)?;
    let plan = Plan::to(State::HandedOver).issue(Letter::HandOverNote).effect(Effect::SetReportDue);
    post(plan, Entry::HandOver, note.value, facts)
}

/// Row T7, also when a success was recorded before.
pub fn fail(reason: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    reason.is_needed()?;
    let plan = Plan::to(State::Failed).clock(Change::End { timer: Timer::ReportDue });
    post(plan.tell(News::PaymentFailed, Reader::Signatories), Entry::Return, facts.given, facts)
}

/// Row T9.
pub fn give_back(note: bool, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!note, Refusal::NoteMissing)?;
    post(Plan::to(State::Returned), Entry::Return, facts.given, facts)
}

/// Row T11.
pub fn cancel() -> Plan<State> {
    Plan::to(State::Cancelled).clock(Change::EndAll)
}

/// Row T12.
pub fn record_outside(
    at: State,
    to: State,
    (date, proof): (Date, bool),
    facts: &Facts,
) -> Result<Plan<State>, Refusal> {
    refuse(!may_follow(at, to), Refusal::NotLater)?;
    told_outside((date, proof), today(facts), facts.recorded_until)?;
    let given = matches!(to, State::Paid | State::HandedOver);
    Ok(Plan::to(to).effect(Effect::MarkOwnRecord).effect_if(given, Effect::SetReportDue))
}

/// Later on the line, or one of the two ways back: a refused one is asked for again, a failed payment is made again.
fn may_follow(at: State, to: State) -> bool {
    let again = matches!(
        (at, to),
        (State::Rejected, State::Requested) | (State::Failed, State::Approved | State::Paid | State::HandedOver)
    );
    let fails = to == State::Failed && at != State::Paid;
    let refused = to == State::Rejected && !matches!(at, State::Requested | State::Verified);
    let given = matches!(at, State::Paid | State::HandedOver);
    let settled = matches!(to, State::Accounted | State::Returned) && !given || to == State::Cancelled && given;
    again || place(to) > place(at) && !fails && !refused && !settled
}

const fn place(state: State) -> u8 {
    match state {
        State::Planned => 0,
        State::Requested => 1,
        State::Verified => 2,
        State::Rejected => 3,
        State::Approved => 4,
        State::Paid | State::HandedOver => 5,
        State::Failed => 6,
        State::Accounted | State::Returned | State::Cancelled => 7,
    }
}

fn today(facts: &Facts) -> Date {
    day_at(facts.acting.now, facts.terms.zone.utc_offset())
}

fn post(plan: Plan<State>, entry: Entry, amount: Rupiah, facts: &Facts) -> Result<Plan<State>, Refusal> {
    if !facts.terms.has_ledger() {
        return Ok(plan);
    }
    let posting = Posting { entry, amount };
    ledger::post(facts.balance, posting)?;
    Ok(plan.post(posting))
}
