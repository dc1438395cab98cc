//! How a call goes on, from a draft to its end. docs/funding.md shows its rows. Pure; what its proposals do comes as
//! counts.
#![deny(clippy::wildcard_enum_match_arm)]
mod table;

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub use table::TABLE;

use super::{staffing, terms::Terms};
pub use crate::funding::model::CallState as State;
use crate::{
    funding::{
        deadlines::{Change, Timer, last_moment},
        ledger::{self, Balance, Entry, OfAward, OfCall, Posting},
        machine::{self, Acting, Duty, Effect, News, Plan, Reader, Refusal, Written, refuse},
        ranking::Rubric,
    },
    platform::{
        money::Rupiah,
        work_days::{WorkDays, day_at},
    },
};

/// A call is open for at least so long.
pub const SHORTEST: Duration = Duration::days(10);
/// Shares of funders come to this: the whole in basis points.
const WHOLE: u32 = 10_000;

machine::kinds! {
    /// A step, with what comes with it.
    pub enum Event as
    /// A step, as tables and buttons name it.
    Kind {
        Create = "create",
        Edit { version: i64 } = "edit",
        Publish = "publish",
        Open = "open",
        Amend { amendment: Amendment } = "amend",
        Close = "close",
        FreezeRanking = "freeze_ranking",
        Unfreeze { reason: Written } = "unfreeze",
        Finish = "finish",
        Cancel { reason: Written } = "cancel",
    }
}

/// What an amendment changes. A later close, more money and plainer words are fine; nothing else is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amendment {
    pub closes_at: Option<OffsetDateTime>,
    pub ceiling: Option<Rupiah>,
    pub texts: Written,
    /// It touches the rubric, the doors, the publication or something else that is frozen.
    pub touches_frozen: bool,
}

/// What has to be known to decide about a call.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub acting: Acting,
    pub terms: &'a Terms,
    pub rubric: &'a Rubric,
    pub calendar: &'a WorkDays,
    pub version: i64,
    /// Title, summary, questions and rubric together, as the guard judged them.
    pub texts: Written,
    /// No question asks for something a call may not ask.
    pub questions_allowed: bool,
    /// Shares of the funders in basis points.
    pub shares: &'a [u32],
    pub panel: &'a [(Uuid, Duty)],
    pub proposals: Proposals,
    pub balance: OfCall,
}

/// How many proposals of the call stand where, read under its lock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// From sent to reviewed: what a ranking has to wait for.
    pub under_way: u32,
    /// Refused for their papers, with an objection open or still possible.
    pub may_object: u32,
    pub live: u32,
    pub waitlisted: u32,
    /// Approved, and the award not declined.
    pub approved: u32,
}

/// Where a step leads and what it brings about, or why it is not taken.
///
/// # Errors
/// The refusal of [`offer`], or one of what comes with the event.
pub fn decide(from: Option<State>, event: &Event, facts: &Facts) -> Result<Plan<State>, Refusal> {
    offer(from, event.kind(), facts)?;
    let at = from.unwrap_or(State::Draft);
    match event {
        Event::Create => Ok(Plan::to(State::Draft).effect(Effect::DrawCode)),
        Event::Edit { version } => {
            refuse(*version != facts.version, Refusal::Stale)?;
            Ok(Plan::to(State::Draft))
        }
        Event::Publish => publish(facts),
        Event::Open => {
            let ended = Change::End { timer: Timer::CallOpens };
            Ok(Plan::to(State::Open).clock(ended).effect(Effect::ShowCall))
        }
        Event::Amend { amendment } => amend(at, *amendment, facts),
        Event::Close => {
            let ended = Change::End { timer: Timer::CallCloses };
            Ok(Plan::to(State::Closed).clock(ended).effect(Effect::LapseDrafts))
        }
        Event::FreezeRanking => Ok(Plan::to(State::Ranked).effect(Effect::FreezeRanking)),
        Event::Unfreeze { reason } => {
            reason.is_needed()?;
            Ok(Plan::to(State::Closed).effect(Effect::SupersedeRanking))
        }
        Event::Finish => Ok(Plan::to(State::Finished).clock(Change::EndAll).effect(Effect::ReleaseRegister)),
        Event::Cancel { reason } => {
            reason.is_needed()?;
            // Nothing is promised when nothing is approved, so there is nothing to release.
            Ok(Plan::to(State::Cancelled).clock(Change::EndAll).effect(Effect::VoidProposals))
        }
    }
}

/// Whether a step can be taken at all, without what comes with it.
///
/// # Errors
/// A tie first, then the state, the duty and the guards.
pub fn offer(from: Option<State>, kind: Kind, facts: &Facts) -> Result<(), Refusal> {
    facts.acting.sees()?;
    refuse(!meets(from).contains(&kind), Refusal::NotThisState)?;
    machine::admit(TABLE, from, &kind, &facts.acting)?;
    match kind {
        Kind::Publish => may_publish(facts),
        Kind::Open => refuse(facts.acting.now < facts.terms.opens_at, Refusal::NotDueYet),
        Kind::Close => {
            let last = facts.terms.closes_at.map(|close| last_moment(close, facts.terms.grace));
            refuse(last.is_none_or(|last| facts.acting.now <= last), Refusal::NotDueYet)
        }
        Kind::FreezeRanking => {
            refuse(!facts.terms.is_ranked(), Refusal::NotRanked)?;
            refuse(facts.proposals.under_way > 0, Refusal::ProposalsUnderWay)?;
            refuse(facts.proposals.may_object > 0, Refusal::ObjectionPossible)
        }
        Kind::Finish => {
            refuse(facts.proposals.waitlisted > 0, Refusal::WaitlistOpen)?;
            refuse(facts.proposals.live > 0, Refusal::ProposalsLive)
        }
        Kind::Unfreeze | Kind::Cancel => refuse(facts.proposals.approved > 0, Refusal::AlreadyApproved),
        Kind::Create | Kind::Edit | Kind::Amend => Ok(()),
    }
}

/// What may happen in each state.
pub const fn meets(from: Option<State>) -> &'static [Kind] {
    match from {
        None => &[Kind::Create],
        Some(State::Draft) => &[Kind::Edit, Kind::Publish, Kind::Cancel],
        Some(State::Scheduled) => &[Kind::Open, Kind::Amend, Kind::Cancel],
        Some(State::Open) => &[Kind::Amend, Kind::Close, Kind::Cancel],
        Some(State::Closed) => &[Kind::FreezeRanking, Kind::Finish, Kind::Cancel],
        Some(State::Ranked) => &[Kind::Unfreeze, Kind::Finish, Kind::Cancel],
        Some(State::Finished | State::Cancelled) => &[],
    }
}

fn may_publish(facts: &Facts) -> Result<(), Refusal> {
    before_publishing(facts).first().map_or(Ok(()), |refusal| Err(*refusal))
}

/// Everything that stands in the way of publishing, in the order of the table: whoever prepares a call mends it in one go.
pub fn before_publishing(facts: &Facts) -> Vec<Refusal> {
    let terms = facts.terms;
    let short = terms.closes_at.is_some_and(|close| close - terms.opens_at < SHORTEST);
    let faults = [
        (facts.texts == Written::Nothing, Refusal::TitleMissing),
        (facts.texts == Written::Blocked, Refusal::TextBlocked),
        (!facts.questions_allowed, Refusal::QuestionNotAllowed),
        // A call that scores nothing needs no rubric.
        (terms.reviews_required > 0 && !facts.rubric.is_whole(), Refusal::WeightsNotWhole),
        (facts.shares.iter().sum::<u32>() != WHOLE, Refusal::SharesNotWhole),
        (!terms.certificate && terms.ceiling <= Rupiah(0), Refusal::CeilingMissing),
        (short, Refusal::WindowTooShort),
        (terms.publication.is_none(), Refusal::PublicationMissing),
        (!knows_the_holidays(terms.closes_at, facts), Refusal::HolidaysMissing),
        (!staffing::is_complete(facts.panel, terms.reviews_required), Refusal::PanelIncomplete),
    ];
    faults.into_iter().filter(|(wrong, _)| *wrong).map(|(_, refusal)| refusal).collect()
}

fn publish(facts: &Facts) -> Result<Plan<State>, Refusal> {
    let terms = facts.terms;
    let opens = Change::Start { timer: Timer::CallOpens, due: terms.opens_at };
    let mut plan = Plan::to(State::Scheduled).clock(opens).effect(Effect::FreezeForm);
    if let Some(close) = terms.closes_at {
        plan = plan.clock(Change::Start { timer: Timer::CallCloses, due: last_moment(close, terms.grace) });
    }
    Ok(if terms.has_ledger() { plan.post(more_money(terms.ceiling, facts)?) } else { plan })
}

fn amend(at: State, amendment: Amendment, facts: &Facts) -> Result<Plan<State>, Refusal> {
    let terms = facts.terms;
    let later = amendment.closes_at.is_none_or(|close| terms.closes_at.is_some_and(|before| close > before));
    let more = amendment.ceiling.is_none_or(|ceiling| ceiling > terms.ceiling);
    let empty = amendment.closes_at.is_none() && amendment.ceiling.is_none() && amendment.texts == Written::Nothing;
    refuse(amendment.touches_frozen || !later || !more || empty, Refusal::AmendmentNotAllowed)?;
    amendment.texts.may_stand()?;
    refuse(!knows_the_holidays(amendment.closes_at, facts), Refusal::HolidaysMissing)?;
    let mut plan = Plan::to(at).effect(Effect::ShowAmendment).tell(News::CallAmended, Reader::Drafts);
    if let Some(close) = amendment.closes_at {
        let moved = Change::Move { timer: Timer::CallCloses, due: last_moment(close, terms.grace) };
        plan = plan.clock(moved).effect(Effect::UpdateCalendars { day: day_at(close, terms.zone.utc_offset()) });
    }
    match amendment.ceiling.filter(|_| terms.has_ledger()) {
        Some(ceiling) => Ok(plan.post(more_money(Rupiah(ceiling.0 - terms.ceiling.0), facts)?)),
        None => Ok(plan),
    }
}

/// Every year the call touches has its table of holidays.
fn knows_the_holidays(closes_at: Option<OffsetDateTime>, facts: &Facts) -> bool {
    let clock = facts.terms.zone.utc_offset();
    let first = day_at(facts.terms.opens_at, clock);
    facts.calendar.covers(first, closes_at.map_or(first, |close| day_at(close, clock)))
}

fn more_money(amount: Rupiah, facts: &Facts) -> Result<Posting, Refusal> {
    let posting = Posting { entry: Entry::Ceiling, amount };
    ledger::post(Balance { call: facts.balance, award: OfAward::default() }, posting)?;
    Ok(posting)
}

#[cfg(test)]
mod tests;
