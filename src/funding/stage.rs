//! The official name of where a file stands: a pure function of states and milestones, so that a region's words can
//! differ without touching a machine.
#![deny(clippy::wildcard_enum_match_arm)]
use super::{
    awards::{tranches::State as TrancheState, workflow::State as AwardState},
    machine::{BudgetResult, Milestone},
    proposals::workflow::State,
    reports::workflow::State as ReportState,
};

crate::words! {
    /// A stage, as officials call it. Two words of one stage are two of these.
    pub enum Stage {
        Draft = "draft",
        Submitted = "submitted",
        Registered = "registered",
        AdminCheck = "admin_check",
        NeedsRevision = "needs_revision",
        /// Some listed items are answered already.
        Revised = "revised",
        /// Sent again, and the verifier has not opened it.
        RevisionSent = "revision_sent",
        Evaluation = "evaluation",
        Recommended = "recommended",
        RecommendedApip = "recommended_apip",
        TapdReview = "tapd_review",
        Budgeted = "budgeted",
        BudgetAct = "budget_act",
        Decreed = "decreed",
        NphdRequested = "nphd_requested",
        NphdSigned = "nphd_signed",
        DisbursementRequested = "disbursement_requested",
        Disbursed = "disbursed",
        Reporting = "reporting",
        Closed = "closed",
        Rejected = "rejected",
        Withdrawn = "withdrawn",
        Cancelled = "cancelled",
        Lapsed = "lapsed",
        Objected = "objected",
        Waitlisted = "waitlisted",
        Suspended = "suspended",
    }
}

/// Where a file and everything that follows from it stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub proposal: State,
    pub milestones: &'a [Milestone],
    pub budget: Option<BudgetResult>,
    /// Some listed items are answered.
    pub some_answered: bool,
    /// A revision came back and the verifier has not opened it.
    pub unread: bool,
    pub award: Option<AwardState>,
    pub tranches: &'a [TrancheState],
    pub reports: &'a [ReportStanding],
}

/// Where a report stands, and whether somebody has begun to write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportStanding {
    pub state: ReportState,
    pub begun: bool,
}

/// The one stage of a file.
pub fn stage(standing: &Standing) -> Stage {
    match standing.proposal {
        State::Draft => Stage::Draft,
        State::Submitted => either(standing.has(Milestone::Agenda), Stage::Registered, Stage::Submitted),
        State::AdminCheck => either(standing.unread, Stage::RevisionSent, Stage::AdminCheck),
        State::AdminRevision | State::ContentRevision => {
            either(standing.some_answered, Stage::Revised, Stage::NeedsRevision)
        }
        State::FieldVisit | State::InReview | State::Scored => Stage::Evaluation,
        State::Recommended => recommended(standing),
        State::BudgetCheck => in_budget(standing),
        State::Approved => awarded(standing),
        State::Waitlisted => Stage::Waitlisted,
        State::Rejected => Stage::Rejected,
        State::Objected => Stage::Objected,
        State::Withdrawn => Stage::Withdrawn,
        State::Lapsed => Stage::Lapsed,
        State::Voided => Stage::Cancelled,
    }
}

/// The stage of one instalment.
pub const fn of_tranche(state: TrancheState) -> Stage {
    match state {
        TrancheState::Planned => Stage::NphdSigned,
        TrancheState::Requested | TrancheState::Verified | TrancheState::Approved | TrancheState::Failed => {
            Stage::DisbursementRequested
        }
        TrancheState::Paid | TrancheState::HandedOver => Stage::Disbursed,
        TrancheState::Accounted | TrancheState::Returned => Stage::Closed,
        TrancheState::Rejected => Stage::Rejected,
        TrancheState::Cancelled => Stage::Cancelled,
    }
}

impl Standing<'_> {
    fn has(&self, milestone: Milestone) -> bool {
        self.milestones.contains(&milestone)
    }
}

fn recommended(standing: &Standing) -> Stage {
    match standing.budget {
        Some(BudgetResult::Fine | BudgetResult::Cut) => {
            either(standing.has(Milestone::BudgetAct), Stage::BudgetAct, Stage::Budgeted)
        }
        Some(BudgetResult::Struck) | None => {
            either(standing.has(Milestone::ApipReview), Stage::RecommendedApip, Stage::Recommended)
        }
    }
}

fn in_budget(standing: &Standing) -> Stage {
    let planned = standing.has(Milestone::TapdLetter) || standing.has(Milestone::KuaPpas);
    let reviewed = either(planned, Stage::Budgeted, Stage::TapdReview);
    either(standing.has(Milestone::BudgetAct), Stage::BudgetAct, reviewed)
}

fn awarded(standing: &Standing) -> Stage {
    match standing.award {
        None | Some(AwardState::Offered | AwardState::Accepted) => Stage::Decreed,
        Some(AwardState::AgreementDraft) => Stage::NphdRequested,
        Some(AwardState::Active) => active(standing),
        Some(AwardState::Suspended) => Stage::Suspended,
        Some(AwardState::Declined) => Stage::Withdrawn,
        Some(AwardState::Terminated) => Stage::Cancelled,
        Some(AwardState::Closed) => Stage::Closed,
    }
}

/// The first that fits: what the group has to do comes before what it waits for.
fn active(standing: &Standing) -> Stage {
    let tranche = |stage| standing.tranches.iter().any(|state| of_tranche(*state) == stage);
    if standing.reports.iter().any(|report| report.is_under_way()) {
        Stage::Reporting
    } else if tranche(Stage::DisbursementRequested) {
        Stage::DisbursementRequested
    } else if tranche(Stage::Disbursed) {
        Stage::Disbursed
    } else {
        Stage::NphdSigned
    }
}

impl ReportStanding {
    const fn is_under_way(self) -> bool {
        match self.state {
            ReportState::Submitted | ReportState::Returned | ReportState::Overdue => true,
            ReportState::Due => self.begun,
            ReportState::Accepted => false,
        }
    }
}

fn either(first: bool, one: Stage, other: Stage) -> Stage {
    if first { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Standing = Standing {
        proposal: State::Draft,
        milestones: &[],
        budget: None,
        some_answered: false,
        unread: false,
        award: None,
        tranches: &[],
        reports: &[],
    };

    fn at(proposal: State) -> Standing<'static> {
        Standing { proposal, ..START }
    }

    fn active(tranches: &'static [TrancheState], reports: &'static [ReportStanding]) -> Stage {
        stage(&Standing { proposal: State::Approved, award: Some(AwardState::Active), tranches, reports, ..START })
    }

    #[test]
    fn a_milestone_changes_the_name_and_not_the_state() {
        for (standing, expected) in [
            (Standing { milestones: &[Milestone::Agenda], ..at(State::Submitted) }, Stage::Registered),
            (Standing { milestones: &[Milestone::ApipReview], ..at(State::Recommended) }, Stage::RecommendedApip),
            (Standing { budget: Some(BudgetResult::Struck), ..at(State::Recommended) }, Stage::Recommended),
            (Standing { budget: Some(BudgetResult::Cut), ..at(State::Recommended) }, Stage::Budgeted),
            (Standing { milestones: &[Milestone::KuaPpas], ..at(State::BudgetCheck) }, Stage::Budgeted),
            (Standing { milestones: &[Milestone::BudgetAct], ..at(State::BudgetCheck) }, Stage::BudgetAct),
            (Standing { unread: true, ..at(State::AdminCheck) }, Stage::RevisionSent),
            (Standing { some_answered: true, ..at(State::ContentRevision) }, Stage::Revised),
        ] {
            assert_eq!(stage(&standing), expected, "{standing:?}");
        }
    }

    #[test]
    fn with_several_instalments_the_first_that_fits_is_the_name() {
        use TrancheState::{Accounted, Failed, Paid, Planned, Rejected, Requested};
        const DUE: ReportStanding = ReportStanding { state: ReportState::Due, begun: false };
        const BEGUN: ReportStanding = ReportStanding { state: ReportState::Due, begun: true };
        const DONE: ReportStanding = ReportStanding { state: ReportState::Accepted, begun: true };
        const LATE: ReportStanding = ReportStanding { state: ReportState::Overdue, begun: false };
        assert_eq!(active(&[Planned, Planned], &[DUE, DUE]), Stage::NphdSigned);
        assert_eq!(active(&[Requested, Planned], &[DUE, DUE]), Stage::DisbursementRequested);
        assert_eq!(active(&[Failed, Planned], &[DUE, DUE]), Stage::DisbursementRequested);
        assert_eq!(active(&[Rejected, Planned], &[DUE, DUE]), Stage::NphdSigned);
        assert_eq!(active(&[Paid, Planned], &[DUE, DUE]), Stage::Disbursed);
        assert_eq!(active(&[Paid, Requested], &[DUE, DUE]), Stage::DisbursementRequested);
        assert_eq!(active(&[Paid, Requested], &[BEGUN, DUE]), Stage::Reporting);
        assert_eq!(active(&[Accounted, Paid], &[DONE, LATE]), Stage::Reporting);
        assert_eq!(active(&[Accounted, Paid], &[DONE, DUE]), Stage::Disbursed);
    }

    #[test]
    fn every_combination_has_a_stage_and_every_stage_is_reached() {
        let mut reached = Vec::new();
        let budgets = [None, Some(BudgetResult::Fine), Some(BudgetResult::Cut), Some(BudgetResult::Struck)];
        let milestones: Vec<&[Milestone]> = std::iter::once(&[][..]).chain(Milestone::ALL.chunks(1)).collect();
        for proposal in State::ALL {
            for milestones in &milestones {
                for budget in budgets {
                    for flag in [false, true] {
                        let standing =
                            Standing { milestones, budget, some_answered: flag, unread: flag, ..at(*proposal) };
                        reached.push(stage(&standing));
                    }
                }
            }
        }
        for award in AwardState::ALL {
            for tranche in TrancheState::ALL.chunks(1) {
                for state in ReportState::ALL {
                    for begun in [false, true] {
                        let reports = [ReportStanding { state: *state, begun }];
                        let award = Some(*award);
                        let standing = Standing { award, tranches: tranche, reports: &reports, ..at(State::Approved) };
                        reached.push(stage(&standing));
                    }
                }
            }
        }
        for stage in Stage::ALL {
            assert!(reached.contains(stage), "{stage:?}");
        }
    }
}
