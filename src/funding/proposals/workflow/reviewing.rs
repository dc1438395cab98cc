//! Rows 15 to 18, 34 and 34b: reviewers score, leave and are replaced, one more comes; a person closes the round.
use time::Date;
use uuid::Uuid;

use super::{Facts, State};
use crate::funding::{
    machine::{Duty, Effect, Letter, News, Plan, Reader, Refusal, Written, refuse},
    ranking::Score,
};

/// Rows 15 and 16. To a reviewer, what is not assigned does not exist.
pub fn is_assigned(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.review.assigned, Refusal::NotFound)
}

/// Row 15.
pub fn declare_conflict(facts: &Facts) -> Plan<State> {
    Plan::to(State::InReview)
        .effect(Effect::ReplaceReviewer { from: facts.acting.hand.account, to: facts.review.replacement })
        .tell(News::ConflictDeclared, Reader::Lead)
        .tell(News::Assigned, Reader::Reviewers)
}

/// Row 16.
pub fn may_score(facts: &Facts) -> Result<(), Refusal> {
    is_assigned(facts)?;
    refuse(facts.review.saw_others, Refusal::OthersSeen)
}

pub fn score(scores: &[Score], facts: &Facts) -> Result<Plan<State>, Refusal> {
    facts.rubric.judge(scores)?;
    Ok(Plan::to(State::InReview).effect(Effect::SealScore))
}

/// Row 17.
pub fn may_close(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.review.sums.len() < usize::from(facts.terms.reviews_required), Refusal::ReviewsMissing)
}

pub fn close(facts: &Facts) -> Plan<State> {
    facts
        .plan(State::InReview, State::Scored, None)
        .effect(Effect::UnsealScores)
        .effect_if(facts.rubric.is_wide(facts.review.sums), Effect::SuggestReview)
}

/// Row 18.
pub fn may_ask_content(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.terms.allow_content_revision, Refusal::ContentRevisionNotAllowed)?;
    refuse(facts.review.content_revised, Refusal::ContentRevisionUsed)?;
    refuse(facts.is_ranking_frozen(), Refusal::RankingFrozen)
}

pub fn ask_content(at: State, sections: &[Written], due: Date, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(sections.is_empty(), Refusal::NothingListed)?;
    sections.iter().try_for_each(|reason| reason.is_needed())?;
    facts.leaves_time(due, facts.terms.revision_days)?;
    let plan = facts.plan(at, State::ContentRevision, Some(due));
    let plan = plan.effect(Effect::MarkScoresStale).effect(Effect::OpenListed);
    Ok(plan.issue(Letter::RevisionNotice).tell(News::Returned, Reader::Group))
}

/// Row 34. The clock waits until a reviewer is late; the lead says why.
pub fn may_reassign(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.acting.hand.duty == Duty::Clock && !facts.review.late, Refusal::NotDueYet)?;
    refuse(facts.review.replacement.is_none(), Refusal::NoReplacement)
}

pub fn reassign(reviewer: Uuid, reason: Written, facts: &Facts) -> Result<Plan<State>, Refusal> {
    if facts.acting.hand.duty == Duty::Lead {
        reason.is_needed()?;
    }
    let plan =
        Plan::to(State::InReview).effect(Effect::ReplaceReviewer { from: reviewer, to: facts.review.replacement });
    Ok(plan.tell(News::TaskClosed, Reader::FormerReviewer).tell(News::Assigned, Reader::Reviewers))
}

/// Row 34b. One more is asked where reviews lie far apart, and nobody is taken from outside the panel.
pub fn may_add(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.rubric.is_wide(facts.review.sums), Refusal::NotFarApart)?;
    refuse(facts.review.replacement.is_none(), Refusal::NoReplacement)
}

pub fn add() -> Plan<State> {
    Plan::to(State::InReview).effect(Effect::AssignReviewers { count: 1 })
}
