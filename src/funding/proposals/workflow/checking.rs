//! Rows 7 to 14, 31 and 35: the papers are claimed, checked, sent back and found complete; the place is visited.
use time::Date;
use uuid::Uuid;

use super::{Defect, Facts, Official, State};
use crate::{
    funding::{
        checklist,
        deadlines::{Change, LAPSE_AFTER, PURGE_REJECTED, REOPEN_DAYS, Timer},
        machine::{Effect, Grounds, Letter, News, Plan, Reader, Refusal, Written, refuse},
        reasons::Use,
    },
    platform::work_days::{day_at, end_of},
};

/// Row 7.
pub fn may_claim(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.check.verifier.is_some(), Refusal::AlreadyClaimed)
}

pub fn claim(declares_no_tie: bool, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(!declares_no_tie, Refusal::DeclarationMissing)?;
    let plan = facts.plan(State::Submitted, State::AdminCheck, None);
    Ok(plan.effect(Effect::BeginChecklist).effect(Effect::OpenPapers { to: facts.acting.hand.account }))
}

/// Row 8.
pub fn may_send_back(facts: &Facts) -> Result<(), Refusal> {
    facts.holds_the_claim()?;
    refuse(facts.check.rounds_used >= facts.terms.admin_rounds, Refusal::RoundsUsedUp)
}

/// One complete list, so that the group mends everything at once.
pub fn send_back(items: &[Defect], due: Date, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(items.is_empty(), Refusal::NothingListed)?;
    items.iter().try_for_each(|item| item.grounds.fit(Use::Item, facts.terms.is_ranked()))?;
    facts.leaves_time(due, facts.terms.revision_days)?;
    let plan = facts.plan(State::AdminCheck, State::AdminRevision, Some(due));
    Ok(plan.effect(Effect::OpenListed).issue(Letter::RevisionNotice).tell(News::Returned, Reader::Group))
}

/// Rows 9 and 19a.
pub fn may_resubmit(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.file.listed_answered, Refusal::ItemsUnanswered)?;
    facts.file.signatures.hold()
}

pub fn resubmit(at: State, facts: &Facts) -> Plan<State> {
    if at == State::AdminRevision {
        let plan = facts.plan(at, State::AdminCheck, None);
        return plan.effect(Effect::FreezeVersion).tell(News::Resubmitted, Reader::Verifier);
    }
    // Reviewers begin again, with a term of their own.
    let mut plan = facts.plan(at, State::InReview, None);
    plan.deadlines.retain(|change| *change != Change::Resume { timer: Timer::Reviewer });
    plan.deadlines.extend(facts.timers(None).start(Timer::Reviewer));
    plan.effect(Effect::FreezeVersion).effect(Effect::MarkScoresStale).tell(News::Resubmitted, Reader::Reviewers)
}

/// Row 10.
pub fn may_extend(facts: &Facts) -> Result<(), Refusal> {
    facts.holds_the_claim_if_verifier()?;
    refuse(facts.check.extended, Refusal::ExtensionUsed)
}

pub fn extend(due: Date, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let before = facts.check.due.unwrap_or_else(|| facts.today());
    refuse(due <= before, Refusal::DueTooSoon)?;
    refuse(due > facts.calendar.after(before, facts.terms.extension_days), Refusal::ExtensionTooLong)?;
    let moved = Change::Move { timer: Timer::RevisionDue, due: end_of(due, facts.terms.zone.utc_offset()) };
    let plan = Plan::to(State::AdminRevision).clock(moved).effect(Effect::UpdateCalendars { day: due });
    Ok(plan.tell(News::Extended, Reader::Group))
}

/// Rows 11 and 19b. Papers wait a day longer than a section, since nothing goes on without them.
pub fn may_lapse(from: Option<State>, facts: &Facts) -> Result<(), Refusal> {
    let due = facts.check.due.map(|due| end_of(due, facts.terms.zone.utc_offset()));
    let of_papers = from == Some(State::AdminRevision);
    let over = due.map(|due| if of_papers { due + LAPSE_AFTER } else { due });
    refuse(over.is_none_or(|over| facts.acting.now <= over), Refusal::NotDueYet)?;
    refuse(of_papers && !facts.check.reminders_sent, Refusal::RemindersNotSent)
}

pub fn due_passed(at: State, facts: &Facts) -> Plan<State> {
    if at == State::AdminRevision {
        return facts.plan(at, State::Lapsed, None).tell(News::Lapsed, Reader::Group);
    }
    facts.plan(at, State::InReview, None).effect(Effect::RestoreScores).tell(News::RevisionOver, Reader::Lead)
}

/// Row 12.
pub fn ineligible(grounds: &Grounds, facts: &Facts) -> Result<Plan<State>, Refusal> {
    grounds.fit(Use::Ineligible, facts.terms.is_ranked())?;
    let plan = facts.plan(State::AdminCheck, State::Rejected, None).effect(Effect::ClosePapers);
    let plan = plan.effect(Effect::PurgePapers { days: PURGE_REJECTED });
    Ok(plan.issue(Letter::Ineligible).tell(News::Decided, Reader::Signatories))
}

/// Row 13.
pub fn may_complete(facts: &Facts) -> Result<(), Refusal> {
    facts.holds_the_claim()?;
    refuse(!checklist::open_papers(facts.check.marks).is_empty(), Refusal::ChecklistIncomplete)?;
    refuse(!facts.check.duplicates_checked, Refusal::DuplicateNotChecked)
}

pub fn complete(facts: &Facts) -> Plan<State> {
    if facts.terms.needs_field_visit {
        return facts.plan(State::AdminCheck, State::FieldVisit, None);
    }
    enter_review(facts.plan(State::AdminCheck, State::InReview, None), facts)
}

/// Row 14. The one who agreed before holds the claim.
pub fn may_record(facts: &Facts) -> Result<(), Refusal> {
    let first = facts.acting.countersign.map(|countersign| countersign.hand.account);
    refuse(first.is_none() || first != facts.check.verifier, Refusal::NotYourClaim)?;
    refuse(!facts.check.visit_announced, Refusal::VisitNotAnnounced)?;
    refuse(!facts.check.confidentiality, Refusal::ConfidentialityMissing)?;
    refuse(!facts.check.photos_ready, Refusal::PhotosNotReady)
}

pub fn record(minutes: Official, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let date = minutes.date.filter(|_| minutes.number).ok_or(Refusal::MinutesMissing)?;
    refuse(date > facts.today(), Refusal::DateInFuture)?;
    let plan = facts.plan(State::FieldVisit, State::InReview, None).issue(Letter::VisitMinutes).effect(Effect::Audit);
    Ok(enter_review(plan, facts))
}

/// Row 31.
pub fn may_reopen(facts: &Facts) -> Result<(), Refusal> {
    let lapsed_at = facts.check.lapsed_at.ok_or(Refusal::NotReopenable)?;
    refuse(facts.check.reopened, Refusal::ReopenUsed)?;
    refuse(facts.is_ranking_frozen(), Refusal::RankingFrozen)?;
    let last = facts.calendar.after(day_at(lapsed_at, facts.terms.zone.utc_offset()), REOPEN_DAYS);
    refuse(facts.today() > last, Refusal::ReopenTooLate)
}

pub fn reopen(due: Date, facts: &Facts) -> Result<Plan<State>, Refusal> {
    facts.leaves_time(due, 1)?;
    let plan = facts.plan(State::Lapsed, State::AdminRevision, Some(due));
    Ok(plan.effect(Effect::OpenListed).tell(News::Reopened, Reader::Group))
}

/// Row 35. A tie of the next verifier is told to nobody, the lead included.
pub fn pass_claim(at: State, (to, tied): (Uuid, bool), reason: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(tied, Refusal::NotFound)?;
    refuse(facts.check.verifier == Some(to), Refusal::SamePersonTwice)?;
    reason.is_needed()?;
    let plan = Plan::to(at).effect(Effect::ClosePapers).effect(Effect::OpenPapers { to });
    Ok(plan.tell(News::Assigned, Reader::Verifier))
}

/// The papers close, and reviewers get a packet that names nobody.
fn enter_review(plan: Plan<State>, facts: &Facts) -> Plan<State> {
    let count = facts.terms.reviews_required;
    plan.effect(Effect::ClosePapers)
        .effect_if(count > 0, Effect::RenderPacket)
        .effect_if(count > 0, Effect::AssignReviewers { count })
}
