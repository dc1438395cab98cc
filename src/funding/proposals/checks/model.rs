//! The check of one proposal as it stands: who holds it, what was found at each point, how often it was sent back. Pure.
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::funding::{
    checklist::{Mark, Point, Presence},
    deadlines::LAPSE_AFTER,
    machine::{Grounds, Written},
    proposals::workflow::{Check, Defect, State},
    reasons::{Reason, Use},
};

crate::words! {
    /// Why an officer opens a paper that is sealed. The group reads it.
    pub enum OpeningReason {
        Point = "point",
        Validity = "validity",
        Compare = "compare",
        AfterRevision = "after_revision",
    }
}

crate::words! {
    /// A step that has a page.
    pub enum Step {
        Return = "kembalikan",
        Extend = "perpanjang",
        Complete = "lengkap",
        Propose = "usul",
        Confirm = "putuskan",
        Pass = "alihkan",
        Reopen = "buka-lagi",
        RefuseReopen = "tolak-buka",
    }
}

/// What was found at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub mark: Mark,
    /// What the officer wrote beside a reason; may be empty.
    pub note: String,
    /// The group says that it has mended this, and what it did.
    pub answered: bool,
    pub reply: String,
    /// The round in which the group was asked to mend it; 0 for none.
    pub round: u8,
}

/// The check of one proposal.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Who holds the claim; nobody before it.
    pub verifier: Option<Uuid>,
    pub claimed_at: Option<OffsetDateTime>,
    pub rounds_used: u8,
    /// The last day of a revision.
    pub due: Option<Date>,
    pub extended: bool,
    /// When the group was reminded for the last time of the due date that stands.
    pub reminded_at: Option<OffsetDateTime>,
    pub lapsed_at: Option<OffsetDateTime>,
    pub reopened: bool,
    /// What was found of other help; none as long as nobody looked.
    pub duplicates_note: Option<String>,
    pub found: Vec<Found>,
    /// The marks of what was found, as the machine asks for them.
    pub marks: Vec<Mark>,
}

impl Step {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Return => "checking-step-return",
            Self::Extend => "checking-step-extend",
            Self::Complete => "checking-step-complete",
            Self::Propose => "checking-step-propose",
            Self::Confirm => "checking-step-confirm",
            Self::Pass => "checking-step-pass",
            Self::Reopen => "checking-step-reopen",
            Self::RefuseReopen => "checking-step-refuse-reopen",
        }
    }

    /// The key of the sentence below its heading.
    pub const fn lede(self) -> &'static str {
        match self {
            Self::Return => "checking-lede-return",
            Self::Extend => "checking-lede-extend",
            Self::Complete => "checking-lede-complete",
            Self::Propose => "checking-lede-propose",
            Self::Confirm => "checking-lede-confirm",
            Self::Pass => "checking-lede-pass",
            Self::Reopen => "checking-lede-reopen",
            Self::RefuseReopen => "checking-lede-refuse-reopen",
        }
    }

    /// Whether a day is typed for it.
    pub const fn has_day(self) -> bool {
        matches!(self, Self::Return | Self::Extend | Self::Reopen)
    }
}

impl OpeningReason {
    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Point => "opening-reason-point",
            Self::Validity => "opening-reason-validity",
            Self::Compare => "opening-reason-compare",
            Self::AfterRevision => "opening-reason-after-revision",
        }
    }
}

impl Standing {
    /// The same with what was found.
    #[must_use]
    pub fn with(mut self, found: Vec<Found>) -> Self {
        self.marks = found.iter().map(|found| found.mark).collect();
        self.found = found;
        self
    }

    /// What the machine asks of it. The group has a whole day after the last reminder.
    pub fn facts(&self, now: OffsetDateTime) -> Check<'_> {
        Check {
            verifier: self.verifier,
            marks: &self.marks,
            duplicates_checked: self.duplicates_note.is_some(),
            rounds_used: self.rounds_used,
            due: self.due,
            extended: self.extended,
            reminders_sent: self.reminded_at.is_some_and(|at| at + LAPSE_AFTER <= now),
            visit_announced: false,
            photos_ready: false,
            confidentiality: false,
            lapsed_at: self.lapsed_at,
            reopened: self.reopened,
        }
    }

    pub fn at(&self, point: Point) -> Option<&Found> {
        self.found.iter().find(|found| found.mark.point == point)
    }

    /// What the group was asked to mend in the round under way.
    pub fn listed(&self) -> impl Iterator<Item = &Found> {
        self.found.iter().filter(|found| self.rounds_used > 0 && found.round == self.rounds_used)
    }

    /// Whether the group has answered everything it was asked for.
    pub fn is_answered(&self) -> bool {
        self.listed().count() > 0 && self.listed().all(|found| found.answered)
    }

    /// Points of the papers nobody has looked at yet: a list that is sent back is whole.
    pub fn unseen(&self) -> Vec<Point> {
        Point::ALL.iter().copied().filter(|point| point.is_of_the_papers() && self.at(*point).is_none()).collect()
    }

    /// Everything that is lacking, to be sent back at once.
    pub fn defects(&self) -> Vec<Defect> {
        let lacking = self.found.iter().filter(|found| found.mark.point.is_of_the_papers());
        let defect = |found: &Found| {
            let text = if found.note.is_empty() { Written::Nothing } else { Written::Fine };
            found
                .mark
                .lacking
                .map(|reason| Defect { point: found.mark.point, grounds: Grounds { codes: vec![reason], text } })
        };
        lacking.filter_map(defect).collect()
    }
}

/// A state in which the verifier who holds the claim may open sealed papers.
pub const fn opens_papers(state: State) -> bool {
    matches!(state, State::AdminCheck | State::AdminRevision | State::FieldVisit)
}

/// What is wrong with a mark, by the key of its sentence: something that is not there lacks for a reason, what is not
/// needed lacks for none, and a reason that says nothing has a note.
pub fn fault(presence: Presence, lacking: Option<Reason>, note: &str) -> Option<&'static str> {
    match (presence, lacking) {
        (Presence::Absent, None) => Some("checking-fault-reason"),
        (Presence::NotNeeded, Some(_)) => Some("checking-fault-not-needed"),
        (_, Some(reason)) if !reason.uses().contains(&Use::Item) => Some("checking-fault-reason"),
        (_, Some(reason)) if reason.needs_text() && note.is_empty() => Some("checking-fault-note"),
        (Presence::Present | Presence::Absent | Presence::NotNeeded, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn found(point: Point, lacking: Option<Reason>, note: &str, round: u8) -> Found {
        let mark = Mark { point, presence: Presence::Present, lacking };
        Found { mark, note: note.to_owned(), answered: false, reply: String::new(), round }
    }

    #[test]
    fn what_is_lacking_is_sent_back_with_its_reason_and_the_evaluation_is_not() {
        let standing = Standing::default().with(vec![
            found(Point::Aims, None, "", 0),
            found(Point::Domicile, Some(Reason::InvalidDoc), "", 0),
            found(Point::Budget, Some(Reason::Other), "Baris 2 dua kali.", 0),
            found(Point::Targets, Some(Reason::Other), "Bukan program kami.", 0),
        ]);
        let defects = standing.defects();
        let points: Vec<_> = defects.iter().map(|defect| defect.point).collect();
        assert_eq!(points, [Point::Domicile, Point::Budget]);
        assert_eq!(defects[0].grounds.text, Written::Nothing);
        assert_eq!(defects[1].grounds.text, Written::Fine);
        assert_eq!(standing.unseen().len(), 17);
    }

    #[test]
    fn only_the_round_under_way_is_listed() {
        let standing = Standing { rounds_used: 2, ..Standing::default() }.with(vec![
            found(Point::Deed, None, "", 1),
            found(Point::Domicile, Some(Reason::InvalidDoc), "", 2),
            found(Point::Aims, None, "", 0),
        ]);
        let listed: Vec<_> = standing.listed().map(|found| found.mark.point).collect();
        assert_eq!(listed, [Point::Domicile]);
        assert!(!standing.is_answered());
        assert_eq!(Standing::default().with(vec![found(Point::Aims, None, "", 0)]).listed().count(), 0);
    }

    #[test]
    fn the_last_reminder_leaves_a_day() {
        let at = datetime!(2026-12-01 10:00 UTC);
        let standing = Standing { reminded_at: Some(at), ..Standing::default() };
        assert!(!standing.facts(at + LAPSE_AFTER - time::Duration::SECOND).reminders_sent);
        assert!(standing.facts(at + LAPSE_AFTER).reminders_sent);
        assert!(!Standing::default().facts(at).reminders_sent);
    }

    #[test]
    fn a_mark_says_why_something_is_lacking() {
        use Presence::{Absent, NotNeeded, Present};
        assert_eq!(fault(Present, None, ""), None);
        assert_eq!(fault(NotNeeded, None, ""), None);
        assert_eq!(fault(Present, Some(Reason::InvalidDoc), ""), None);
        assert_eq!(fault(Absent, Some(Reason::IncompleteDoc), ""), None);
        for (presence, lacking) in [
            (Absent, None),
            (NotNeeded, Some(Reason::InvalidDoc)),
            (Present, Some(Reason::Other)),
            (Present, Some(Reason::Forged)),
        ] {
            assert!(fault(presence, lacking, "").is_some(), "{presence:?} {lacking:?}");
        }
    }
}
