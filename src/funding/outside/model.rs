//! The stages of a scheme elsewhere. Which may follow which is what the machines of proposals and reports say of what a
//! group records of an office elsewhere.
use time::Date;

use crate::{
    enterprises::model::Sector,
    funding::{
        machine::{Refusal, refuse, told_outside},
        proposals::workflow::{self, State},
        reports::workflow as reports,
    },
    platform::money::Rupiah,
};

crate::words! {
    /// What has happened.
    pub enum Stage {
        Submitted = "submitted",
        Checked = "admin_check",
        SentBack = "admin_revision",
        Visited = "field_visit",
        Reviewed = "in_review",
        Recommended = "recommended",
        Budget = "budget_check",
        Waitlisted = "waitlisted",
        Approved = "approved",
        Rejected = "rejected",
        /// An instalment came, in money or in goods.
        Paid = "paid",
        ReportSent = "report_sent",
        ReportReturned = "report_returned",
        ReportAccepted = "report_accepted",
        Closed = "closed",
        /// The group has given it up.
        Left = "left",
    }
}

/// A stage as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub stage: Stage,
    pub day: Date,
    /// Of the letter, the receipt or the transfer; the group's own leaving has none.
    pub number: String,
    /// What was approved or came; else nothing.
    pub amount: Rupiah,
}

/// What a note says of its scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub sector: Sector,
    pub agency: String,
    /// Under which the office knows it; empty as long as there is none.
    pub registration: String,
    /// The next day to keep: that of the closing, or of papers that have to be mended.
    pub due: Option<Date>,
    pub report_by: Option<Date>,
}

impl Stage {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "outside-submitted",
            Self::Checked => "outside-checked",
            Self::SentBack => "outside-sent-back",
            Self::Visited => "outside-visited",
            Self::Reviewed => "outside-reviewed",
            Self::Recommended => "outside-recommended",
            Self::Budget => "outside-budget",
            Self::Waitlisted => "outside-waitlisted",
            Self::Approved => "outside-approved",
            Self::Rejected => "outside-rejected",
            Self::Paid => "outside-paid",
            Self::ReportSent => "outside-report-sent",
            Self::ReportReturned => "outside-report-returned",
            Self::ReportAccepted => "outside-report-accepted",
            Self::Closed => "outside-closed",
            Self::Left => "outside-left",
        }
    }

    /// How its mark is drawn.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Approved | Self::Paid | Self::ReportAccepted | Self::Closed => "good",
            Self::SentBack | Self::ReportReturned => "yours",
            Self::Rejected => "stop",
            Self::Left => "idle",
            _ => "moving",
        }
    }

    /// Whether nothing comes after it.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Rejected | Self::Closed | Self::Left)
    }

    pub const fn has_amount(self) -> bool {
        matches!(self, Self::Approved | Self::Paid)
    }

    /// Where a proposal stands then.
    const fn state(self) -> Option<State> {
        Some(match self {
            Self::Submitted => State::Submitted,
            Self::Checked => State::AdminCheck,
            Self::SentBack => State::AdminRevision,
            Self::Visited => State::FieldVisit,
            Self::Reviewed => State::InReview,
            Self::Recommended => State::Recommended,
            Self::Budget => State::BudgetCheck,
            Self::Waitlisted => State::Waitlisted,
            Self::Approved => State::Approved,
            Self::Rejected => State::Rejected,
            _ => return None,
        })
    }

    /// Where a report stands then.
    const fn report(self) -> Option<reports::State> {
        Some(match self {
            Self::ReportSent => reports::State::Submitted,
            Self::ReportReturned => reports::State::Returned,
            Self::ReportAccepted => reports::State::Accepted,
            _ => return None,
        })
    }
}

/// What may be recorded next.
pub fn next(steps: &[Step]) -> Vec<Stage> {
    Stage::ALL.iter().copied().filter(|stage| may_follow(steps, *stage)).collect()
}

/// Whether a step may be recorded after those that are.
///
/// # Errors
/// The refusal of the machines: not a later stage, a day that goes back or has not come, a number or an amount that is
/// missing.
pub fn check(steps: &[Step], new: &Step, today: Date) -> Result<(), Refusal> {
    refuse(!may_follow(steps, new.stage), Refusal::NotLater)?;
    let proof = !new.number.is_empty() || new.stage == Stage::Left;
    told_outside((new.day, proof), today, steps.last().map(|last| last.day))?;
    refuse(new.stage.has_amount() && new.amount <= Rupiah(0), Refusal::AmountMissing)
}

fn may_follow(steps: &[Step], to: Stage) -> bool {
    if steps.last().is_some_and(|last| last.stage.is_end()) {
        return false;
    }
    let at = steps.iter().rev().find_map(|step| step.stage.state()).unwrap_or(State::Draft);
    let approved = at == State::Approved;
    match (to.state(), to.report()) {
        (Some(state), _) => workflow::follows_outside(at, state),
        (None, Some(state)) => report(steps).is_some_and(|at| reports::follows_outside(at, state)),
        (None, None) if to == Stage::Left => !approved,
        (None, None) => approved,
    }
}

/// Where the report about what came stands; none before something came. What comes after an accepted report has one of
/// its own.
fn report(steps: &[Step]) -> Option<reports::State> {
    steps.iter().fold(None, |at, step| match (step.stage, at) {
        (Stage::Paid, None | Some(reports::State::Accepted)) => Some(reports::State::Due),
        (stage, at) => stage.report().or(at),
    })
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn step(stage: Stage, day: Date) -> Step {
        Step { stage, day, number: "12/KPS".to_owned(), amount: Rupiah(1_000_000) }
    }

    fn steps(stages: &[Stage]) -> Vec<Step> {
        stages.iter().map(|stage| step(*stage, date!(2026 - 11 - 01))).collect()
    }

    #[test]
    fn stages_may_be_skipped_and_only_papers_and_reports_go_back() {
        use Stage::{Approved, Checked, Paid, ReportAccepted, ReportReturned, ReportSent, SentBack, Submitted};
        assert!(next(&[]).contains(&Submitted) && next(&[]).contains(&Approved));
        assert!(!next(&[]).contains(&Paid));
        assert!(next(&steps(&[Submitted, Checked, SentBack])).contains(&Checked));
        assert!(!next(&steps(&[Submitted, Checked])).contains(&Submitted));
        let approved = next(&steps(&[Approved]));
        assert_eq!(approved, [Paid, Stage::Closed]);
        assert!(next(&steps(&[Approved, Paid])).contains(&ReportSent));
        assert!(next(&steps(&[Approved, Paid, ReportSent, ReportReturned])).contains(&ReportSent));
        let accepted = steps(&[Approved, Paid, ReportSent, ReportAccepted]);
        assert_eq!(next(&accepted), [Paid, Stage::Closed]);
        assert!(next(&steps(&[Approved, Paid, ReportSent, ReportAccepted, Paid])).contains(&ReportSent));
        for end in [Stage::Rejected, Stage::Closed, Stage::Left] {
            assert!(next(&steps(&[end])).is_empty());
        }
    }

    #[test]
    fn days_never_go_back_and_each_step_has_its_number() {
        let today = date!(2026 - 11 - 22);
        let known = steps(&[Stage::Submitted]);
        let on = |day| check(&known, &step(Stage::Checked, day), today);
        assert_eq!(on(date!(2026 - 11 - 01)), Ok(()));
        assert_eq!(on(date!(2026 - 10 - 31)), Err(Refusal::DateGoesBack));
        assert_eq!(on(date!(2026 - 11 - 23)), Err(Refusal::DateInFuture));
        let without = Step { number: String::new(), ..step(Stage::Checked, today) };
        assert_eq!(check(&known, &without, today), Err(Refusal::ProofMissing));
        assert_eq!(check(&known, &Step { stage: Stage::Left, ..without }, today), Ok(()));
        let nothing = Step { amount: Rupiah(0), ..step(Stage::Approved, today) };
        assert_eq!(check(&known, &nothing, today), Err(Refusal::AmountMissing));
    }
}
