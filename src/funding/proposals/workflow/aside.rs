//! Rows 29, 30, 33 and 36: leaving, voiding, official dates, and what a group records of an office elsewhere.
use time::Date;

use super::{Facts, Official, State};
use crate::{
    funding::{
        deadlines::PURGE_WITHDRAWN,
        machine::{Duty, Effect, Milestone, News, Plan, Reader, Refusal, refuse, told_outside},
        reasons::{Reason, Use},
    },
    platform::money::Rupiah,
};

/// Row 29. Nobody asks why.
pub fn withdraw(at: State, facts: &Facts) -> Plan<State> {
    leave(facts.plan(at, State::Withdrawn, None))
}

/// Row 30. A call that is cancelled voids its proposals, and for that reason only.
pub fn void(at: State, reason: Reason, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let by_call = facts.acting.hand.duty == Duty::Consequence;
    let fits = reason.fits(Use::Void, false) && (!by_call || reason == Reason::CallCancelled);
    refuse(!fits, Refusal::ReasonOfAnotherStep)?;
    let plan = leave(facts.plan(at, State::Voided, None)).effect(Effect::Audit);
    Ok(plan.tell(News::Voided, Reader::Group))
}

/// Row 33.
pub fn record_milestone(
    at: State,
    milestone: Milestone,
    paper: Official,
    facts: &Facts,
) -> Result<Plan<State>, Refusal> {
    let by_decider = facts.acting.hand.duty == Duty::Decider;
    refuse(by_decider != (milestone == Milestone::DecreeExcerpt), Refusal::NotYourDuty)?;
    refuse(!fits(milestone, at, facts), Refusal::MilestoneNotHere)?;
    let date = paper.date.filter(|_| paper.number).ok_or(Refusal::MilestoneIncomplete)?;
    refuse(date > facts.today(), Refusal::DateInFuture)?;
    Ok(Plan::to(at).effect(Effect::RecordMilestone { milestone }))
}

/// Row 36.
pub fn may_record_outside(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.terms.is_external(), Refusal::NotExternal)
}

pub fn record_outside(
    at: State,
    to: State,
    (date, proof): (Date, bool),
    amount: Rupiah,
    facts: &Facts,
) -> Result<Plan<State>, Refusal> {
    refuse(!follows_outside(at, to), Refusal::NotLater)?;
    told_outside((date, proof), facts.today(), facts.file.recorded_until)?;
    let approved = to == State::Approved;
    refuse(approved && !facts.terms.certificate && amount <= Rupiah(0), Refusal::AmountMissing)?;
    // The office keeps its own time: no timer of ours runs.
    let plan = Plan::to(to).effect(Effect::MarkOwnRecord);
    Ok(plan.effect_if(approved, Effect::CreateAward { amount }))
}

/// The states a milestone belongs to.
fn fits(milestone: Milestone, at: State, facts: &Facts) -> bool {
    use State::{Approved, BudgetCheck, Objected, Recommended, Scored, Waitlisted};
    match milestone {
        Milestone::Agenda | Milestone::SipdNumber => true,
        Milestone::ApipReview => [Scored, Recommended, BudgetCheck, Approved, Waitlisted, Objected].contains(&at),
        Milestone::KuaPpas | Milestone::TapdLetter | Milestone::BudgetAct => {
            let been_there = at == Recommended && facts.decision.budget.is_some();
            been_there || [BudgetCheck, Approved, Waitlisted, Objected].contains(&at)
        }
        Milestone::DecreeExcerpt => at == Approved,
        // Of instalments and reports.
        Milestone::SppLs | Milestone::SpmLs | Milestone::Sts => false,
    }
}

/// Which state may be recorded after another. States may be skipped on the main line; only its two loops lead back.
pub fn follows_outside(at: State, to: State) -> bool {
    let loops = [(State::AdminRevision, State::AdminCheck), (State::BudgetCheck, State::Recommended)];
    is_recorded_from_outside(to) && (loops.contains(&(at, to)) || place(to) > place(at))
}

/// The place on the main line, or beside it.
const fn place(state: State) -> u8 {
    match state {
        State::Draft => 0,
        State::Submitted => 1,
        State::AdminCheck => 2,
        State::AdminRevision => 3,
        State::FieldVisit => 4,
        State::InReview | State::ContentRevision => 5,
        State::Scored => 6,
        State::Recommended => 7,
        State::BudgetCheck => 8,
        State::Waitlisted => 9,
        State::Objected => 10,
        State::Approved | State::Rejected | State::Withdrawn | State::Lapsed | State::Voided => 11,
    }
}

/// Whether a group can have heard of it: not what it does itself, and not what the clock or two officers do.
const fn is_recorded_from_outside(to: State) -> bool {
    match to {
        State::Submitted
        | State::AdminCheck
        | State::AdminRevision
        | State::FieldVisit
        | State::InReview
        | State::Scored
        | State::Recommended
        | State::BudgetCheck
        | State::Waitlisted
        | State::Approved
        | State::Rejected => true,
        State::Draft | State::ContentRevision | State::Objected | State::Withdrawn | State::Lapsed | State::Voided => {
            false
        }
    }
}

fn leave(plan: Plan<State>) -> Plan<State> {
    plan.effect(Effect::FreeReviewers).effect(Effect::ClosePapers).effect(Effect::PurgePapers { days: PURGE_WITHDRAWN })
}
