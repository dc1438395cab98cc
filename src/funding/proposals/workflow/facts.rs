//! What has to be known to decide about a proposal. A service reads it under the lock of the row; nothing here asks.
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::State;
use crate::{
    funding::{
        budget::Line,
        calls::terms::Terms,
        checklist::Mark,
        deadlines::{self, Change, Timer},
        ledger::OfCall,
        machine::{Acting, BudgetResult, Duty, Milestone, Plan, Refusal, Signatures, refuse},
        model::CallState,
        ranking::{Rubric, Sum},
    },
    platform::{
        money::Rupiah,
        work_days::{WorkDays, day_at, end_of},
    },
};

/// Everything a step may ask for.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub acting: Acting,
    pub terms: &'a Terms,
    pub rubric: &'a Rubric,
    pub calendar: &'a WorkDays,
    pub call: CallFacts,
    pub applicant: Applicant,
    pub file: File,
    pub check: Check<'a>,
    pub review: Review<'a>,
    pub decision: Decision<'a>,
}

/// How the call stands, read under its lock.
#[derive(Clone, Copy, Debug)]
pub struct CallFacts {
    pub state: CallState,
    pub balance: OfCall,
    /// Awards that were not declined.
    pub awards: u32,
    /// The line of the money or of the quota runs through a tie this proposal is in.
    pub tied_at_the_line: bool,
    /// This one is the next by rank or by time.
    pub is_next: bool,
}

/// Who applies, for row 1.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of its own")]
pub struct Applicant {
    pub active: bool,
    /// The eight answers are yes.
    pub eligible: bool,
    pub door_accepted: bool,
    /// Another proposal of the enterprise lives in this call.
    pub other_live: bool,
    /// A report is overdue for so long that new proposals are held.
    pub held: bool,
}

/// What was written.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of its own")]
pub struct File {
    /// The version of the row.
    pub version: i64,
    /// When the group had it open for the last time before now.
    pub opened_at: OffsetDateTime,
    pub sections_complete: bool,
    pub papers_complete: bool,
    pub quarantined: bool,
    /// What the guard found in a paper was seen by the group.
    pub warnings_acknowledged: bool,
    /// It was read that decrees name who receives something.
    pub publication_read: bool,
    pub signatures: Signatures,
    /// Every listed item or section was answered.
    pub listed_answered: bool,
    /// The date of the last thing recorded from outside.
    pub recorded_until: Option<Date>,
}

/// The check of the papers, and what follows a list of defects.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of its own")]
pub struct Check<'a> {
    /// Who holds the claim.
    pub verifier: Option<Uuid>,
    pub marks: &'a [Mark],
    pub duplicates_checked: bool,
    pub rounds_used: u8,
    /// The due date of the revision under way.
    pub due: Option<Date>,
    pub extended: bool,
    pub reminders_sent: bool,
    pub visit_announced: bool,
    pub photos_ready: bool,
    /// Both officers are bound to keep to themselves what they see.
    pub confidentiality: bool,
    /// When a revision lapsed; none for a draft that did.
    pub lapsed_at: Option<OffsetDateTime>,
    pub reopened: bool,
}

/// The reviews.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of its own")]
pub struct Review<'a> {
    /// Whoever acts is assigned to it.
    pub assigned: bool,
    /// Whoever acts has seen the scores of others.
    pub saw_others: bool,
    /// The sums of reviews that are handed in and not stale.
    pub sums: &'a [Sum],
    /// Everybody who reviews or has reviewed it.
    pub reviewers: &'a [Uuid],
    pub content_revised: bool,
    /// Who could take the place of a reviewer: no tie, capacity left.
    pub replacement: Option<Uuid>,
    /// A reviewer is late by more working days than are waited for.
    pub late: bool,
}

/// What was recommended and decided.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    pub lines: &'a [Line],
    pub recommended: Option<Recommended>,
    pub budget: Option<BudgetResult>,
    pub milestones: &'a [Milestone],
    pub lead: Option<Uuid>,
    /// Who decided.
    pub decider: Option<Uuid>,
    /// For whom they did, where a mandate let them.
    pub decider_for: Option<Uuid>,
    /// The decider has acted on the recommendation that stands.
    pub decider_has_acted: bool,
    pub rejected_at: Option<OffsetDateTime>,
    pub rejected_by: Option<RejectedBy>,
    pub objected: bool,
}

/// What stands recommended, after cuts of the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recommended {
    pub positive: bool,
    pub amount: Rupiah,
}

crate::words! {
    /// The row that refused it: an objection that is right leads back there.
    pub enum RejectedBy {
        Check = "check",
        Decision = "decision",
    }
}

impl Facts<'_> {
    /// The day at the place of the call.
    pub fn today(&self) -> Date {
        day_at(self.acting.now, self.terms.zone.utc_offset())
    }

    /// The ranking is frozen as long as the call says so.
    pub fn is_ranking_frozen(&self) -> bool {
        self.call.state == CallState::Ranked
    }

    pub fn has(&self, milestone: Milestone) -> bool {
        self.decision.milestones.contains(&milestone)
    }

    /// Until when the group may object; none where nothing is refused.
    pub fn objection_until(&self) -> Option<OffsetDateTime> {
        let clock = self.terms.zone.utc_offset();
        let last = |at: OffsetDateTime| self.calendar.after(day_at(at, clock), self.terms.sla.appeal);
        self.decision.rejected_at.map(|at| end_of(last(at), clock))
    }

    /// A plan with what the timers do on that way. Nobody waits for a second objection: there is one.
    pub(super) fn plan(&self, from: State, to: State, typed: Option<Date>) -> Plan<State> {
        let mut deadlines = self.timers(typed).changes(Some(from), to);
        let waits = |change: &Change| matches!(change, Change::Start { timer: Timer::ObjectionWindow, .. });
        deadlines.retain(|change| !self.decision.objected || !waits(change));
        Plan { deadlines, ..Plan::to(to) }
    }

    pub(super) fn timers(&self, typed: Option<Date>) -> deadlines::Timing<'_> {
        deadlines::Timing {
            now: self.acting.now,
            clock: self.terms.zone.utc_offset(),
            calendar: self.calendar,
            sla: self.terms.sla,
            typed,
        }
    }

    /// A due date that leaves the group at least so many working days.
    pub(super) fn leaves_time(&self, due: Date, days: u16) -> Result<(), Refusal> {
        refuse(due < self.calendar.after(self.today(), days), Refusal::DueTooSoon)
    }

    /// Whoever acts holds the claim.
    pub(super) fn holds_the_claim(&self) -> Result<(), Refusal> {
        refuse(self.check.verifier != Some(self.acting.hand.account), Refusal::NotYourClaim)
    }

    /// A verifier who acts holds the claim; another duty needs none.
    pub(super) fn holds_the_claim_if_verifier(&self) -> Result<(), Refusal> {
        if self.acting.hand.duty == Duty::Verifier { self.holds_the_claim() } else { Ok(()) }
    }

    /// Whoever decides had no part in it before.
    pub(super) fn decides_afresh(&self) -> Result<(), Refusal> {
        let had_part = |person: &Uuid| self.acting.hand.stands_for(*person);
        let earlier = [self.check.verifier, self.decision.lead].iter().flatten().any(had_part);
        refuse(earlier || self.review.reviewers.iter().any(had_part), Refusal::SamePersonTwice)
    }

    /// Whoever decides an objection is not the one who decided, and had no part in it either.
    pub(super) fn decides_again(&self) -> Result<(), Refusal> {
        let decided = [self.decision.decider, self.decision.decider_for];
        let again = decided.iter().flatten().any(|person| self.acting.hand.stands_for(*person));
        refuse(again, Refusal::SamePersonTwice)?;
        self.decides_afresh()
    }
}
