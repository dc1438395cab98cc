//! Timers of funding: which state runs which one, where it pauses and ends, when it reminds and when it fires, all from
//! moments that are given. What a timer brings about is decided by the machine it asks.
use time::{Date, Duration, OffsetDateTime, UtcOffset};
use uuid::Uuid;

use super::proposals::workflow::State;
use crate::platform::work_days::{WorkDays, day_at, days_later, end_of};

crate::words! {
    /// What runs.
    pub enum Timer {
        CallOpens = "call_opens",
        CallCloses = "call_closes",
        Claim = "claim",
        AdminCheck = "admin_check",
        RevisionDue = "revision_due",
        FieldVisit = "field_visit",
        Reviewer = "reviewer",
        Decision = "decision",
        BudgetCheck = "budget_check",
        ObjectionWindow = "objection_window",
        ObjectionDecision = "objection_decision",
        Waitlist = "waitlist",
        Offer = "offer",
        TrancheCheck = "tranche_check",
        ReportDue = "report_due",
    }
}

/// What happens to a timer of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Start {
        timer: Timer,
        due: OffsetDateTime,
    },
    /// A new due date; reminders count from it.
    Move {
        timer: Timer,
        due: OffsetDateTime,
    },
    Pause {
        timer: Timer,
    },
    /// Goes on; the due date moves by the working time it stood: see [`resumed`].
    Resume {
        timer: Timer,
    },
    End {
        timer: Timer,
    },
    EndAll,
}

/// Working days an office takes for each step, where a call does not say otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sla {
    pub claim: u16,
    pub admin_check: u16,
    pub field_visit: u16,
    pub review: u16,
    /// None is the default: how long a decision takes depends on others.
    pub decide: Option<u16>,
    pub budget_check: u16,
    pub appeal: u16,
    pub objection: u16,
    /// 3 to 7.
    pub tranche: u16,
}

impl Sla {
    pub const DEFAULT: Self = Self {
        claim: 5,
        admin_check: 10,
        field_visit: 15,
        review: 10,
        decide: None,
        budget_check: 30,
        appeal: 10,
        objection: 15,
        tranche: 7,
    };
}

/// The group has until so long after the due date before a revision lapses.
pub const LAPSE_AFTER: Duration = Duration::hours(24);
/// Working days after a lapse in which it can be reopened.
pub const REOPEN_DAYS: u16 = 10;
/// Working days a reviewer may be late before another one is asked.
pub const REVIEWER_LATE: u16 = 5;
/// Working days between two warnings of a budget check that takes its time.
pub const BUDGET_CHECK_AGAIN: u16 = 20;
/// Days until the lead calls a group that does not answer an offer, and until it stands on the list of the lead.
pub const OFFER_DAYS: [i64; 2] = [14, 21];
/// Days after which papers and drafts are removed.
pub const PURGE_WITHDRAWN: u16 = 30;
pub const PURGE_REJECTED: u16 = 90;
pub const PURGE_LAPSED: u16 = 180;
/// Of an award that was closed or ended before its time.
pub const PURGE_CLOSED: u16 = 730;
/// Days after the due date of a report from which new proposals of the enterprise are held (row R6).
pub const HOLD_AFTER: i64 = 30;

/// Days before (below 0), at and after the due date at which a timer reminds. Calendar days but where a timer counts in
/// working days.
pub const fn reminders(timer: Timer) -> &'static [i64] {
    match timer {
        Timer::RevisionDue => &[-5, -2, 0],
        Timer::Reviewer => &[-3, 0],
        Timer::Waitlist => &[-10, 0],
        Timer::ReportDue => &[-14, -7, -1, 1, 7],
        Timer::Claim
        | Timer::AdminCheck
        | Timer::FieldVisit
        | Timer::Decision
        | Timer::BudgetCheck
        | Timer::ObjectionDecision
        | Timer::TrancheCheck => &[0],
        // The lead calls, and a week later it stands on the list of the lead.
        Timer::Offer => &[0, OFFER_DAYS[1] - OFFER_DAYS[0]],
        Timer::CallOpens | Timer::CallCloses | Timer::ObjectionWindow => &[],
    }
}

/// Every moment at which a timer reminds, in order.
pub fn reminded_at(timer: Timer, due: OffsetDateTime, calendar: &WorkDays, clock: UtcOffset) -> Vec<OffsetDateTime> {
    let at = |days: &i64| match timer {
        // The list of who waits is warned of in working days.
        Timer::Waitlist => {
            u16::try_from(-days).map_or(due, |days| end_of(calendar.before(day_at(due, clock), days), clock))
        }
        _other => days_later(due, *days),
    };
    reminders(timer).iter().map(at).collect()
}

/// The identity of one firing: a second try of the same finds it taken. A moved due date gives new ones.
pub fn firing(object: Uuid, timer: Timer, due: OffsetDateTime, days: i64) -> String {
    format!("{object}/{}/{}/{days}", timer.as_str(), due.unix_timestamp())
}

/// The timer of a state. Drafts end with their call, and ends have none.
pub const fn timer(state: State) -> Option<Timer> {
    match state {
        State::Submitted => Some(Timer::Claim),
        State::AdminCheck => Some(Timer::AdminCheck),
        State::AdminRevision | State::ContentRevision => Some(Timer::RevisionDue),
        State::FieldVisit => Some(Timer::FieldVisit),
        State::InReview => Some(Timer::Reviewer),
        State::Scored | State::Recommended => Some(Timer::Decision),
        State::BudgetCheck => Some(Timer::BudgetCheck),
        State::Waitlisted => Some(Timer::Waitlist),
        State::Rejected => Some(Timer::ObjectionWindow),
        State::Objected => Some(Timer::ObjectionDecision),
        State::Draft | State::Approved | State::Withdrawn | State::Lapsed | State::Voided => None,
    }
}

/// When timers that start now end.
#[derive(Clone, Copy, Debug)]
pub struct Timing<'a> {
    pub now: OffsetDateTime,
    pub clock: UtcOffset,
    pub calendar: &'a WorkDays,
    pub sla: Sla,
    /// A day that was typed: the due date of a revision, the end of a waiting list.
    pub typed: Option<Date>,
}

impl Timing<'_> {
    /// None when nothing ends: no term is agreed, or no day was typed.
    pub fn due(&self, timer: Timer) -> Option<OffsetDateTime> {
        let days = match timer {
            Timer::Claim => self.sla.claim,
            Timer::AdminCheck => self.sla.admin_check,
            Timer::FieldVisit => self.sla.field_visit,
            Timer::Reviewer => self.sla.review,
            Timer::Decision => self.sla.decide?,
            Timer::BudgetCheck => self.sla.budget_check,
            Timer::ObjectionWindow => self.sla.appeal,
            Timer::ObjectionDecision => self.sla.objection,
            Timer::TrancheCheck => self.sla.tranche,
            Timer::Offer => return Some(days_later(self.now, OFFER_DAYS[0])),
            Timer::RevisionDue | Timer::Waitlist | Timer::ReportDue | Timer::CallOpens | Timer::CallCloses => {
                return self.typed.map(|day| end_of(day, self.clock));
            }
        };
        Some(self.calendar.due(self.now, days, self.clock))
    }

    /// The change that starts a timer, when it ends at all.
    pub fn start(&self, timer: Timer) -> Option<Change> {
        self.due(timer).map(|due| Change::Start { timer, due })
    }

    /// What the timers of a proposal do on its way. The clock of the agency stands while the group has the ball.
    pub fn changes(&self, from: Option<State>, to: State) -> Vec<Change> {
        if from == Some(to) {
            return Vec::new();
        }
        let start = timer(to).and_then(|timer| self.start(timer));
        let ends = from.and_then(timer).map(|timer| Change::End { timer });
        match (from.map(Ball::of), Ball::of(to)) {
            (_, Ball::Nobody) => [Change::EndAll].into_iter().chain(start).collect(),
            (Some(Ball::Agency), Ball::Revision) => {
                let pause = from.and_then(timer).map(|timer| Change::Pause { timer });
                pause.into_iter().chain(start).collect()
            }
            (Some(Ball::Revision), Ball::Agency) => {
                let resume = timer(to).map(|timer| Change::Resume { timer });
                ends.into_iter().chain(resume).collect()
            }
            // Reopened: everything had ended, so the clock of the agency starts anew and stands at once.
            (Some(Ball::Nobody), Ball::Revision) => {
                let stands = [Change::Pause { timer: Timer::AdminCheck }];
                self.start(Timer::AdminCheck).into_iter().chain(stands).chain(start).collect()
            }
            (
                None | Some(Ball::Agency | Ball::Nobody | Ball::Revision | Ball::Draft),
                Ball::Agency | Ball::Draft | Ball::Revision,
            ) => ends.into_iter().chain(start).collect(),
        }
    }
}

/// A due date after a pause: later by the working days it stood.
pub fn resumed(
    due: OffsetDateTime,
    paused_at: OffsetDateTime,
    now: OffsetDateTime,
    calendar: &WorkDays,
    clock: UtcOffset,
) -> OffsetDateTime {
    let stood = calendar.between(day_at(paused_at, clock), day_at(now, clock));
    if stood == 0 { due } else { calendar.due(due, stood, clock) }
}

/// The last moment of a call: closing and grace. The close itself is still in time.
pub fn last_moment(closes_at: OffsetDateTime, grace: Duration) -> OffsetDateTime {
    closes_at.checked_add(grace).unwrap_or(closes_at)
}

/// Whether a draft may still be sent: until the close, or until the end of the grace when it was opened before.
pub fn is_in_time(
    now: OffsetDateTime,
    closes_at: Option<OffsetDateTime>,
    grace: Duration,
    opened_at: OffsetDateTime,
) -> bool {
    closes_at.is_none_or(|close| now <= close || opened_at <= close && now <= last_moment(close, grace))
}

/// Whose move it is, as far as timers care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ball {
    Draft,
    Agency,
    Revision,
    Nobody,
}

impl Ball {
    const fn of(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::AdminRevision | State::ContentRevision => Self::Revision,
            State::Submitted
            | State::AdminCheck
            | State::FieldVisit
            | State::InReview
            | State::Scored
            | State::Recommended
            | State::BudgetCheck
            | State::Waitlisted
            | State::Objected => Self::Agency,
            State::Approved | State::Rejected | State::Withdrawn | State::Lapsed | State::Voided => Self::Nobody,
        }
    }
}

#[cfg(test)]
#[path = "deadlines_tests.rs"]
mod tests;
