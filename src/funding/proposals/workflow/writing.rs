//! Rows 1 to 6: from a start to a proposal that is sent, and back while nobody has claimed it.
use super::{Facts, State};
use crate::funding::{
    budget,
    deadlines::{PURGE_LAPSED, is_in_time, last_moment},
    machine::{Duty, Effect, Letter, News, Plan, Reader, Refusal, refuse},
    model::CallState,
    versions::ContentHash,
};

/// Row 1.
pub fn may_start(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.call.state != CallState::Open, Refusal::CallNotOpen)?;
    refuse(!facts.applicant.active, Refusal::EnterpriseInactive)?;
    refuse(!facts.applicant.eligible, Refusal::EligibilityNotMet)?;
    refuse(!facts.applicant.door_accepted, Refusal::DoorNotAccepted)?;
    refuse(facts.applicant.other_live, Refusal::OtherProposalLive)?;
    refuse(facts.applicant.held, Refusal::ReportOverdue)
}

pub fn start() -> Plan<State> {
    Plan::to(State::Draft).effect(Effect::DrawCode)
}

/// Rows 2 and 2b: a draft is written as a whole, a revision where it was asked for.
pub fn edit(at: State, version: i64, listed: bool, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(version != facts.file.version, Refusal::Stale)?;
    refuse(at != State::Draft && !listed, Refusal::NotListed)?;
    Ok(Plan::to(at).effect(Effect::ClearSignatures))
}

/// Row 3.
pub fn may_sign(facts: &Facts) -> Result<(), Refusal> {
    let file = &facts.file;
    refuse(!file.sections_complete, Refusal::SectionsIncomplete)?;
    let most = facts.terms.ask_max.min(facts.terms.ceiling);
    let fits = budget::total(facts.decision.lines).is_some_and(|total| total <= most);
    refuse(!fits && !facts.terms.certificate, Refusal::BudgetOverCeiling)?;
    refuse(!file.papers_complete, Refusal::PaperMissing)?;
    refuse(file.quarantined, Refusal::FileQuarantined)?;
    refuse(!file.warnings_acknowledged, Refusal::WarningNotAcknowledged)?;
    refuse(!file.publication_read, Refusal::PublicationUnread)?;
    let other = if facts.acting.hand.duty == Duty::Chair { file.signatures.treasurer } else { file.signatures.chair };
    refuse(other.is_some_and(|other| other.account == facts.acting.hand.account), Refusal::SamePersonTwice)
}

pub fn sign(at: State, content: ContentHash, facts: &Facts) -> Result<Plan<State>, Refusal> {
    refuse(content != facts.file.signatures.content, Refusal::SignatureStale)?;
    Ok(Plan::to(at).effect(Effect::Sign { content }))
}

/// Row 4.
pub fn may_submit(facts: &Facts) -> Result<(), Refusal> {
    facts.file.signatures.hold()?;
    let terms = facts.terms;
    let in_time = is_in_time(facts.acting.now, terms.closes_at, terms.grace, facts.file.opened_at);
    refuse(!in_time, Refusal::DeadlinePassed)
}

pub fn submit(facts: &Facts) -> Plan<State> {
    facts
        .plan(State::Draft, State::Submitted, None)
        .effect(Effect::FreezeVersion)
        .issue(Letter::ProposalReceipt)
        .tell(News::Submitted, Reader::Signatories)
}

/// Row 5. A call without a closing day has no such moment.
pub fn may_lapse(facts: &Facts) -> Result<(), Refusal> {
    let over = facts.terms.closes_at.is_some_and(|close| facts.acting.now > last_moment(close, facts.terms.grace));
    refuse(!over, Refusal::NotDueYet)
}

pub fn close_passed(facts: &Facts) -> Plan<State> {
    facts
        .plan(State::Draft, State::Lapsed, None)
        .effect(Effect::KeepDraft { days: PURGE_LAPSED })
        .tell(News::Lapsed, Reader::Group)
}

/// Row 6.
pub fn may_recall(facts: &Facts) -> Result<(), Refusal> {
    let before_close = facts.terms.closes_at.is_none_or(|close| facts.acting.now <= close);
    refuse(facts.call.state != CallState::Open || !before_close, Refusal::CallNotOpen)?;
    refuse(facts.check.verifier.is_some(), Refusal::AlreadyClaimed)
}

pub fn recall(facts: &Facts) -> Plan<State> {
    facts.plan(State::Submitted, State::Draft, None).effect(Effect::ClearSignatures)
}
