//! The ages of a count (`marketplace.md`, section 10.3).
use super::super::{
    documents::{Refusal, Step, step},
    party::Hand::{self, Assistant, Manager},
};

crate::words! {
    pub enum State {
        Counting = "counting",
        Review = "review",
        Posted = "posted",
        Discarded = "discarded",
    }
}

crate::words! {
    pub enum Event {
        /// A number is entered.
        Count = "count",
        Finish = "finish",
        Post = "post",
        Discard = "discard",
    }
}

crate::words! {
    /// What became of pieces that are not where they should be.
    pub enum Resolution {
        Sold = "sold",
        Lost = "lost",
        Damaged = "damaged",
        /// More than there should be.
        Found = "found",
    }
}

/// Who may do what, and where it leads.
pub const STEPS: &[Step<State, Event>] = &[
    Step { from: &[State::Counting], event: Event::Count, hands: &[Manager, Assistant], to: State::Counting },
    Step { from: &[State::Counting], event: Event::Finish, hands: &[Manager, Assistant], to: State::Review },
    Step { from: &[State::Review], event: Event::Post, hands: &[Manager], to: State::Posted },
    Step { from: &[State::Counting, State::Review], event: Event::Discard, hands: &[Manager], to: State::Discarded },
];

/// Who may start a count.
pub fn may_start(hand: Hand) -> Result<State, Refusal> {
    if matches!(hand, Manager | Assistant) { Ok(State::Counting) } else { Err(Refusal::NotYours) }
}

/// Where an event leads. `open`: lines that differ and have no resolution.
pub fn decide(state: State, event: Event, hand: Hand, open: usize) -> Result<State, Refusal> {
    let to = step(STEPS, state, event, hand)?;
    if event == Event::Finish && open > 0 { Err(Refusal::NotNow) } else { Ok(to) }
}

/// Whether a resolution tells what became of a difference.
pub fn fits(resolution: Resolution, difference: i64) -> bool {
    match resolution {
        Resolution::Found => difference > 0,
        Resolution::Sold | Resolution::Lost | Resolution::Damaged => difference < 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_table_lists_is_done() {
        let mut done = 0;
        for state in State::ALL {
            for event in Event::ALL {
                for hand in Hand::ALL {
                    let listed = STEPS
                        .iter()
                        .find(|s| s.event == *event && s.from.contains(state) && s.hands.contains(hand))
                        .map(|s| s.to);
                    assert_eq!(decide(*state, *event, *hand, 0).ok(), listed, "{state:?} {event:?} {hand:?}");
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 7);
        assert_eq!(decide(State::Counting, Event::Finish, Assistant, 1), Err(Refusal::NotNow));
        assert_eq!(Hand::ALL.iter().filter(|hand| may_start(**hand).is_ok()).count(), 2);
    }

    #[test]
    fn a_difference_is_told_by_what_can_have_happened() {
        for resolution in Resolution::ALL {
            assert!(!fits(*resolution, 0));
            assert_eq!(fits(*resolution, 3), *resolution == Resolution::Found);
            assert_eq!(fits(*resolution, -3), *resolution != Resolution::Found);
        }
    }
}
