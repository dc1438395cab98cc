//! The guards and plans of rows A1 to A16.
use time::Date;

use super::{Agreement, Facts, State};
use crate::{
    funding::{
        budget,
        deadlines::{Change, OFFER_DAYS, PURGE_WITHDRAWN, Timer},
        ledger::{self, Entry, Posting},
        machine::{Effect, Grounds, Letter, News, Plan, Reader, Refusal, Written, refuse, told_outside},
        reasons::Use,
    },
    platform::{
        money::Rupiah,
        work_days::{day_at, days_later},
    },
};

/// Row A1.
pub fn create(amount: Rupiah, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(amount <= Rupiah(0) && !facts.terms.certificate, Refusal::AmountMissing)?;
    let due = days_later(facts.acting.now, OFFER_DAYS[0]);
    Ok(Plan::to(State::Offered).clock(Change::Start { timer: Timer::Offer, due }))
}

/// Row A2: late is not too late, as long as nobody has given up.
pub fn accept() -> Plan<State> {
    let ended = Change::End { timer: Timer::Offer };
    Plan::to(State::Accepted).clock(ended).tell(News::AwardAccepted, Reader::Lead)
}

/// Row A4: silence for three weeks, and somebody has tried to reach them.
pub fn may_give_up(facts: &Facts) -> Result<(), Refusal> {
    let end = days_later(facts.offered_at, OFFER_DAYS[1]);
    refuse(facts.acting.now < end, Refusal::NotDueYet)?;
    refuse(!facts.contacted, Refusal::ContactMissing)
}

/// Rows A3 and A4.
pub fn decline(facts: &Facts) -> Result<Plan<State>, Refusal> {
    let plan = Plan::to(State::Declined).clock(Change::EndAll).tell(News::MoneyFree, Reader::Lead);
    release(plan, facts)
}

/// Row A5.
pub fn may_draft(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.terms.certificate, Refusal::CertificateOnly)?;
    facts.signatures.hold()?;
    refuse(budget::net(facts.lines) != Some(promised(facts)), Refusal::BudgetNotAward)
}

pub fn draft_agreement() -> Plan<State> {
    Plan::to(State::AgreementDraft).issue(Letter::Agreement)
}

/// Row A6.
pub fn redraft(grounds: &Grounds) -> Result<Plan<State>, Refusal> {
    grounds.fit(Use::Redraft, false)?;
    Ok(Plan::to(State::AgreementDraft).effect(Effect::SupersedeAgreement).issue(Letter::Agreement))
}

/// Row A7.
pub fn sign_both(agreement: Agreement, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!agreement.scans, Refusal::ScanMissing)?;
    refuse(!agreement.numbers, Refusal::AgreementNumberMissing)?;
    refuse(!agreement.integrity_pact, Refusal::IntegrityPactMissing)?;
    let day = day_at(facts.acting.now, facts.terms.zone.utc_offset());
    let plan = with_tranches(Plan::to(State::Active), facts).effect(Effect::UpdateCalendars { day });
    Ok(plan.tell(News::AgreementSigned, Reader::Group))
}

/// Row A8. What is given already stays given, and nobody gets more than was recommended.
pub fn amend(amount: Rupiah, reason: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    reason.is_needed()?;
    let award = facts.balance.award;
    refuse(amount.0 < award.given() || amount <= Rupiah(0), Refusal::AmountBelowPaid)?;
    refuse(amount > facts.recommended, Refusal::AmountAboveRecommended)?;
    let unpaid = Rupiah(amount.0 - award.given());
    let plan = Plan::to(State::Active).issue(Letter::Addendum).effect(Effect::DivideAnew { unpaid });
    let difference = amount.0 - award.promised();
    let entry = if difference > 0 { Entry::Commit } else { Entry::Release };
    post(plan, entry, Rupiah(difference.abs()), facts)
}

/// Row A9.
pub fn suspend(reason: Written, hearing: bool) -> Result<Plan<State>, Refusal> {
    reason.is_needed()?;
    refuse(!hearing, Refusal::HearingMissing)?;
    let plan = Plan::to(State::Suspended).clock(Change::Pause { timer: Timer::ReportDue });
    Ok(plan.effect(Effect::FreezeTranches).issue(Letter::Suspension).tell(News::Suspended, Reader::Signatories))
}

/// Row A10.
pub fn resume(reason: Written) -> Result<Plan<State>, Refusal> {
    reason.is_needed()?;
    let plan = Plan::to(State::Active).clock(Change::Resume { timer: Timer::ReportDue });
    Ok(plan.effect(Effect::UnfreezeTranches).tell(News::Resumed, Reader::Signatories))
}

/// Row A11. The reports of what was given stay due.
pub fn terminate((reason, hearing): (Written, bool), recover: Rupiah, facts: &Facts) -> Result<Plan<State>, Refusal> {
    reason.is_needed()?;
    refuse(!hearing, Refusal::HearingMissing)?;
    let award = facts.balance.award;
    refuse(recover.0 < 0 || recover.0 > award.kept(), Refusal::RecoveryTooHigh)?;
    let plan = Plan::to(State::Terminated).clock(Change::End { timer: Timer::Offer });
    let plan = plan.effect(Effect::CancelTranches).issue(Letter::Termination);
    let plan = release(plan.tell(News::Terminated, Reader::Signatories), facts)?;
    post(plan, Entry::Recover, recover, facts)
}

/// Row A16. Reports come first: what they say came back settles a claim as well.
pub fn settle(note: bool, amount: Rupiah, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!note, Refusal::ProofMissing)?;
    refuse(amount <= Rupiah(0), Refusal::AmountMissing)?;
    refuse(amount > facts.claimed, Refusal::RecoveryTooHigh)?;
    post(Plan::to(State::Terminated), Entry::Refund, amount, facts)
}

/// Rows A12 and A14.
pub fn may_finish(from: Option<State>, facts: &Facts) -> Result<(), Refusal> {
    if from == Some(State::Accepted) {
        return refuse(!facts.terms.certificate, Refusal::NotACertificate);
    }
    refuse(facts.tranches_open > 0, Refusal::TranchesOpen)?;
    refuse(facts.reports_open > 0, Refusal::ReportNotAccepted)?;
    let settled = ledger::check_closed(facts.balance.award, facts.spent).is_empty();
    refuse(facts.terms.has_ledger() && !settled, Refusal::LedgerNotZero)
}

pub fn finish(at: State) -> Plan<State> {
    let plan = Plan::to(State::Closed).clock(Change::EndAll).effect(Effect::RegisterAward);
    plan.issue(if at == State::Accepted { Letter::Certificate } else { Letter::Closing })
}

/// Row A13. Nobody asks why.
pub fn renounce(facts: &Facts) -> Result<Plan<State>, Refusal> {
    let plan = Plan::to(State::Declined).clock(Change::EndAll).effect(Effect::CancelTranches);
    let plan = plan.effect(Effect::PurgePapers { days: PURGE_WITHDRAWN }).tell(News::MoneyFree, Reader::Lead);
    release(plan, facts)
}

/// Row A15.
pub fn record_outside(
    at: State,
    to: State,
    (date, proof): (Date, bool),
    facts: &Facts,
) -> Result<Plan<State>, Refusal> {
    let later = place(to) > place(at) || (at, to) == (State::Suspended, State::Active);
    refuse(!later, Refusal::NotLater)?;
    told_outside((date, proof), day_at(facts.acting.now, facts.terms.zone.utc_offset()), facts.recorded_until)?;
    let plan = Plan::to(to).effect(Effect::MarkOwnRecord);
    let begins = to == State::Active && at != State::Suspended && !facts.terms.certificate;
    Ok(if begins { with_tranches(plan, facts) } else { plan })
}

const fn place(state: State) -> u8 {
    match state {
        State::Offered => 0,
        State::Accepted => 1,
        State::AgreementDraft => 2,
        State::Active => 3,
        State::Suspended => 4,
        State::Declined | State::Terminated | State::Closed => 5,
    }
}

/// Instalments that come to the award, and a report for each.
fn with_tranches(plan: Plan<State>, facts: &Facts) -> Plan<State> {
    let amounts = ledger::divide(promised(facts), facts.tranches);
    let count = u8::try_from(amounts.len()).unwrap_or(u8::MAX);
    plan.effect(Effect::CreateTranches { amounts }).effect(Effect::CreateReports { count })
}

fn promised(facts: &Facts) -> Rupiah {
    if facts.terms.has_ledger() { Rupiah(facts.balance.award.promised()) } else { facts.awarded }
}

/// Takes back what is promised and not given.
fn release(plan: Plan<State>, facts: &Facts) -> Result<Plan<State>, Refusal> {
    post(plan, Entry::Release, Rupiah(facts.balance.award.unpaid()), facts)
}

/// Adds an entry when there is something to write and a ledger to write it to.
fn post(plan: Plan<State>, entry: Entry, amount: Rupiah, facts: &Facts) -> Result<Plan<State>, Refusal> {
    if amount == Rupiah(0) || !facts.terms.has_ledger() {
        return Ok(plan);
    }
    let posting = Posting { entry, amount };
    ledger::post(facts.balance, posting)?;
    Ok(plan.post(posting))
}
