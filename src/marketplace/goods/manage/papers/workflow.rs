//! What may become of a paper. Pure.
use super::model::PaperState;

/// What happens to a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Enter,
    Check,
    Reject,
    /// Its end is near.
    Remind,
    /// Its last day has passed.
    Expire,
    /// A newer one takes its place: the state is that of the new one, the old one stays as it is.
    Replace,
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Maker,
    Moderator,
    System,
}

/// What has to be known.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct Facts {
    /// Whoever decides entered it, or belongs to the enterprise.
    pub own: bool,
    pub reason_given: bool,
    /// Its last day has passed.
    pub over: bool,
    /// One of the days of reminding has come.
    pub near: bool,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotNow,
    Own,
    NoReason,
    Over,
    StillHolds,
}

impl Refusal {
    /// The key of the sentence that says what to do.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotNow => "refusal-paper-not-now",
            Self::Own => "refusal-paper-own",
            Self::NoReason => "fault-reason",
            Self::Over => "refusal-paper-over",
            Self::StillHolds => "refusal-paper-holds",
        }
    }
}

use PaperState::{Checked, Entered, Expired, Rejected};

/// From, event, who, to.
pub const TRANSITIONS: &[(Option<PaperState>, Event, Who, PaperState)] = &[
    (None, Event::Enter, Who::Maker, Entered),
    (Some(Entered), Event::Check, Who::Moderator, Checked),
    (Some(Entered), Event::Reject, Who::Moderator, Rejected),
    (Some(Checked), Event::Reject, Who::Moderator, Rejected),
    (Some(Checked), Event::Remind, Who::System, Checked),
    (Some(Checked), Event::Expire, Who::System, Expired),
    (Some(Entered), Event::Replace, Who::Maker, Entered),
    (Some(Checked), Event::Replace, Who::Maker, Entered),
    (Some(Rejected), Event::Replace, Who::Maker, Entered),
    (Some(Expired), Event::Replace, Who::Maker, Entered),
];

/// The days before its end on which a paper is spoken of.
pub const REMINDERS: [i64; 3] = [180, 90, 30];

/// What becomes of a paper, or why nothing does.
pub fn decide(from: Option<PaperState>, event: Event, who: Who, facts: &Facts) -> Result<PaperState, Refusal> {
    let fits = |row: &&(Option<PaperState>, Event, Who, PaperState)| (row.0, row.1, row.2) == (from, event, who);
    let (.., to) = TRANSITIONS.iter().find(fits).ok_or(Refusal::NotNow)?;
    match event {
        Event::Check if facts.own => Err(Refusal::Own),
        Event::Check if facts.over => Err(Refusal::Over),
        Event::Reject if !facts.reason_given => Err(Refusal::NoReason),
        Event::Expire if !facts.over => Err(Refusal::StillHolds),
        Event::Remind if !facts.near => Err(Refusal::StillHolds),
        _ => Ok(*to),
    }
}

/// The reminder that is due so many days before the end, if the last one came earlier.
pub fn reminder(days_left: i64, last: Option<i32>) -> Option<i32> {
    let due = REMINDERS.iter().rev().find(|days| days_left <= **days)?;
    let due = i32::try_from(*due).ok()?;
    (days_left >= 0 && last.is_none_or(|last| last > due)).then_some(due)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: [Event; 6] =
        [Event::Enter, Event::Check, Event::Reject, Event::Remind, Event::Expire, Event::Replace];
    const ALL: [Who; 3] = [Who::Maker, Who::Moderator, Who::System];

    /// Facts under which nothing but the table refuses.
    fn easy(event: Event) -> Facts {
        Facts { own: false, reason_given: true, over: event == Event::Expire, near: true }
    }

    #[test]
    fn what_is_not_in_the_table_is_refused() {
        let states = PaperState::ALL.iter().copied().map(Some).chain([None]);
        let mut accepted = 0;
        for from in states {
            for event in EVENTS {
                for who in ALL {
                    let listed = TRANSITIONS.iter().find(|row| (row.0, row.1, row.2) == (from, event, who));
                    match listed {
                        Some((.., to)) => assert_eq!(decide(from, event, who, &easy(event)), Ok(*to)),
                        None => assert_eq!(decide(from, event, who, &easy(event)), Err(Refusal::NotNow)),
                    }
                    accepted += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(accepted, TRANSITIONS.len());
    }

    #[test]
    fn nobody_checks_a_paper_of_ones_own_or_one_that_is_over() {
        let check = |facts| decide(Some(Entered), Event::Check, Who::Moderator, &facts);
        assert_eq!(check(Facts { own: true, ..Facts::default() }), Err(Refusal::Own));
        assert_eq!(check(Facts { over: true, ..Facts::default() }), Err(Refusal::Over));
    }

    #[test]
    fn a_rejection_says_why_and_no_paper_ends_before_its_day() {
        let none = Facts::default();
        assert_eq!(decide(Some(Checked), Event::Reject, Who::Moderator, &none), Err(Refusal::NoReason));
        assert_eq!(decide(Some(Checked), Event::Expire, Who::System, &none), Err(Refusal::StillHolds));
        assert_eq!(decide(Some(Checked), Event::Remind, Who::System, &none), Err(Refusal::StillHolds));
    }

    #[test]
    fn each_reminder_comes_once() {
        let cases = [
            (181, None, None),
            (180, None, Some(180)),
            (100, Some(180), None),
            (90, Some(180), Some(90)),
            (29, Some(180), Some(30)),
            (29, Some(30), None),
            (10, None, Some(30)),
            (0, Some(90), Some(30)),
            (-1, None, None),
        ];
        for (left, last, due) in cases {
            assert_eq!(reminder(left, last), due, "{left} {last:?}");
        }
    }
}
