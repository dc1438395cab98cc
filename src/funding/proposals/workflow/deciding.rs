//! Rows 20 to 28, 32 and 37: what is recommended, what the budget allows, what is decided, and the one objection.
use time::Date;

use super::{Advice, Facts, Official, RejectedBy, State};
use crate::{
    funding::{
        budget::{self, Cut},
        calls::terms::Decree,
        checklist,
        deadlines::{Change, PURGE_REJECTED, Timer},
        ledger::{self, Balance, Entry, OfAward, Posting},
        machine::{BudgetResult, Effect, Grounds, Letter, Milestone, News, Plan, Reader, Refusal, Written, refuse},
        reasons::Use,
    },
    platform::{money::Rupiah, work_days::end_of},
};

/// Row 20.
pub fn may_recommend(facts: &Facts) -> Result<(), Refusal> {
    facts.holds_the_claim_if_verifier()?;
    refuse(facts.terms.is_ranked() && !facts.is_ranking_frozen(), Refusal::RankingNotFrozen)?;
    refuse(!checklist::open_evaluation(facts.check.marks).is_empty(), Refusal::EvaluationIncomplete)?;
    refuse(facts.terms.needs_apip && !facts.has(Milestone::ApipReview), Refusal::MilestoneMissing)
}

pub fn recommend(advice: &Advice, out_of_order: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    keeps_the_order(out_of_order, !facts.terms.is_ranked(), facts)?;
    match advice {
        Advice::Yes { amount, cuts } => {
            let asked = budget::total(facts.decision.lines).unwrap_or_default();
            refuse(*amount > asked, Refusal::AmountAboveAsked)?;
            adds_up(*amount, cuts, facts)?;
        }
        Advice::No { grounds } => grounds.fit(Use::Reject, facts.terms.is_ranked())?,
    }
    Ok(facts.plan(State::Scored, State::Recommended, None).issue(Letter::RecommendationNote))
}

/// Row 21.
pub fn may_send_budget(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.terms.needs_tapd, Refusal::BudgetCheckNotNeeded)?;
    refuse(facts.decision.budget == Some(BudgetResult::Struck), Refusal::BudgetStruck)
}

pub fn send_budget(facts: &Facts) -> Plan<State> {
    let plan = facts.plan(State::Recommended, State::BudgetCheck, None);
    plan.effect(Effect::MakeBatchSheet).effect(Effect::AskSipdNumber)
}

/// Rows 22a and 22b.
pub fn may_record_budget(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.terms.needs_budget_act && !facts.has(Milestone::BudgetAct), Refusal::MilestoneMissing)
}

/// Row 22a.
pub fn budget_ok(letter: Official, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!(letter.number && letter.file), Refusal::LetterMissing)?;
    Ok(after_budget(BudgetResult::Fine, recommended(facts), facts))
}

/// Row 22b.
pub fn budget_cut(letter: Official, amount: Rupiah, cuts: &[Cut], facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!(letter.number && letter.file), Refusal::LetterMissing)?;
    refuse(amount > recommended(facts), Refusal::AmountAboveRecommended)?;
    refuse(amount <= Rupiah(0), Refusal::AmountMissing)?;
    adds_up(amount, cuts, facts)?;
    Ok(after_budget(BudgetResult::Cut, amount, facts))
}

/// Row 22c. The record that it was struck has a number, with or without a letter.
pub fn budget_none(letter: Official, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!(letter.number || letter.file), Refusal::LetterMissing)?;
    Ok(after_budget(BudgetResult::Struck, Rupiah(0), facts))
}

/// Row 23.
pub fn may_approve(facts: &Facts) -> Result<(), Refusal> {
    facts.decides_afresh()?;
    refuse(!facts.decision.recommended.is_some_and(|advice| advice.positive), Refusal::RecommendationNegative)?;
    let passed = matches!(facts.decision.budget, Some(BudgetResult::Fine | BudgetResult::Cut));
    refuse(facts.terms.needs_tapd && !passed, Refusal::BudgetResultMissing)?;
    refuse(facts.terms.quota.is_some_and(|quota| facts.call.awards >= quota), Refusal::QuotaFull)
}

/// The sums of the call have to be read under its lock: two approvals at once see each other's rows.
pub fn approve(amount: Rupiah, decree: Official, tie_reason: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let asked = budget::total(facts.decision.lines).unwrap_or_default();
    refuse(amount > asked, Refusal::AmountAboveAsked)?;
    refuse(amount > recommended(facts), Refusal::AmountAboveRecommended)?;
    let needs_decree = facts.terms.decree == Decree::RegionHead;
    refuse(needs_decree && !(decree.number && decree.date.is_some()), Refusal::DecreeMissing)?;
    refuse(facts.call.tied_at_the_line && tie_reason == Written::Nothing, Refusal::ReasonMissing)?;
    tie_reason.may_stand()?;
    let plan = facts.plan(State::Recommended, State::Approved, None);
    let plan = if facts.terms.has_ledger() { plan.post(commitment(amount, facts)?) } else { plan };
    let plan = plan.issue(Letter::Approved).effect(Effect::CreateAward { amount });
    Ok(plan.tell(News::Decided, Reader::Signatories))
}

/// Row 24.
pub fn waitlist(rank: u32, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(rank == 0, Refusal::RankMissing)?;
    let plan = facts.plan(State::Recommended, State::Waitlisted, facts.terms.waitlist_until);
    Ok(plan.issue(Letter::Waitlisted).tell(News::Decided, Reader::Signatories))
}

/// Row 25.
pub fn may_promote(facts: &Facts) -> Result<(), Refusal> {
    let full = facts.terms.quota.is_some_and(|quota| facts.call.awards >= quota);
    let empty = facts.terms.has_ledger() && facts.call.balance.available() <= 0;
    refuse(full || empty, Refusal::NothingReleased)
}

/// What was struck from the budget goes there again: otherwise a promotion could lead nowhere.
pub fn promote(out_of_order: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    keeps_the_order(out_of_order, true, facts)?;
    let struck = facts.decision.budget == Some(BudgetResult::Struck);
    let plan = facts.plan(State::Waitlisted, State::Recommended, None).effect_if(struck, Effect::ForgetBudget);
    Ok(plan.tell(News::Promoted, Reader::Signatories))
}

/// Row 26.
pub fn reject(at: State, grounds: &Grounds, facts: &Facts) -> Result<Plan<State>, Refusal> {
    grounds.fit_with_text(Use::Reject, facts.terms.is_ranked())?;
    let plan = facts.plan(at, State::Rejected, None).effect(Effect::PurgePapers { days: PURGE_REJECTED });
    Ok(plan.issue(Letter::Rejected).tell(News::Decided, Reader::Signatories))
}

/// Row 27.
pub fn may_object(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.decision.objected, Refusal::ObjectionUsed)?;
    let over = facts.objection_until().is_none_or(|until| facts.acting.now > until);
    refuse(over, Refusal::ObjectionWindowClosed)
}

pub fn object(facts: &Facts) -> Plan<State> {
    let plan = facts.plan(State::Rejected, State::Objected, None);
    plan.effect(Effect::KeepPapers)
        .effect(Effect::AssignSecondDecider)
        .tell(News::ObjectionOpened, Reader::SecondDecider)
}

/// Row 28a: final, since the one objection was used.
pub fn uphold(reasons: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    reasons.is_needed()?;
    let mut plan = facts.plan(State::Objected, State::Rejected, None);
    plan.deadlines.retain(|change| !matches!(change, Change::Start { timer: Timer::ObjectionWindow, .. }));
    let plan = plan.effect(Effect::PurgePapers { days: PURGE_REJECTED }).issue(Letter::ObjectionDecision);
    Ok(plan.tell(News::ObjectionDecided, Reader::Signatories))
}

/// Row 28b: back to where it was refused.
pub fn overturn(reasons: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    reasons.is_needed()?;
    let by_check = facts.decision.rejected_by == Some(RejectedBy::Check);
    let to = if by_check { State::AdminCheck } else { State::Recommended };
    let mut plan = facts.plan(State::Objected, to, None);
    if let Some(to) = facts.check.verifier.filter(|_| by_check) {
        plan = plan.effect(Effect::OpenPapers { to });
    }
    Ok(plan.issue(Letter::ObjectionDecision).tell(News::ObjectionDecided, Reader::Signatories))
}

/// Row 32.
pub fn may_correct(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.decision.decider_has_acted, Refusal::DeciderHasActed)
}

/// A new recommendation goes through the budget again.
pub fn correct(reason: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    reason.is_needed()?;
    let plan = facts.plan(State::Recommended, State::Scored, None).effect(Effect::SupersedeNote);
    Ok(plan.effect_if(facts.decision.budget.is_some(), Effect::ForgetBudget))
}

/// Row 37.
pub fn extend_waitlist(until: Date, reason: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let before = facts.terms.waitlist_until.unwrap_or_else(|| facts.today()).max(facts.today());
    refuse(until <= before, Refusal::DueTooSoon)?;
    reason.is_needed()?;
    let moved = Change::Move { timer: Timer::Waitlist, due: end_of(until, facts.terms.zone.utc_offset()) };
    Ok(Plan::to(State::Waitlisted).clock(moved).tell(News::WaitlistExtended, Reader::Signatories))
}

/// An amount is what is left after the cuts, and more than nothing unless a certificate is given.
fn adds_up(amount: Rupiah, cuts: &[Cut], facts: &Facts) -> Result<(), Refusal> {
    refuse(amount <= Rupiah(0) && !facts.terms.certificate, Refusal::AmountMissing)?;
    let left = budget::after_cuts(facts.decision.lines, cuts)?;
    refuse(left != Some(amount) && !facts.terms.certificate, Refusal::CutsDoNotAddUp)
}

/// Whoever is passed over may read why.
fn keeps_the_order(out_of_order: Written, asked: bool, facts: &Facts) -> Result<(), Refusal> {
    refuse(asked && !facts.call.is_next && out_of_order == Written::Nothing, Refusal::OrderSkipped)?;
    out_of_order.may_stand()
}

fn recommended(facts: &Facts) -> Rupiah {
    facts.decision.recommended.map_or(Rupiah(0), |advice| advice.amount)
}

fn after_budget(result: BudgetResult, amount: Rupiah, facts: &Facts) -> Plan<State> {
    let plan = facts.plan(State::BudgetCheck, State::Recommended, None);
    plan.effect(Effect::RecordBudget { result, amount })
}

fn commitment(amount: Rupiah, facts: &Facts) -> Result<Posting, Refusal> {
    let posting = Posting { entry: Entry::Commit, amount };
    ledger::post(Balance { call: facts.call.balance, award: OfAward::default() }, posting)?;
    Ok(posting)
}
