//! The ages of a write-off (`marketplace.md`, section 10.5).
use super::super::{
    documents::{Refusal, Step, step},
    party::Hand::{self, Assistant, Maker, Manager, System},
};

crate::words! {
    pub enum State {
        Reported = "reported",
        Accepted = "accepted",
        Disputed = "disputed",
        Reversed = "reversed",
    }
}

crate::words! {
    pub enum Event {
        Acknowledge = "acknowledge",
        Dispute = "dispute",
        Timeout = "timeout",
        Uphold = "uphold",
        Reverse = "reverse",
        /// The pieces turned up before anybody accepted the loss.
        Found = "found",
    }
}

/// Who may do what, and where it leads.
pub const STEPS: &[Step<State, Event>] = &[
    Step { from: &[State::Reported], event: Event::Acknowledge, hands: &[Maker], to: State::Accepted },
    Step { from: &[State::Reported], event: Event::Dispute, hands: &[Maker], to: State::Disputed },
    Step { from: &[State::Reported], event: Event::Timeout, hands: &[System], to: State::Accepted },
    Step { from: &[State::Reported], event: Event::Found, hands: &[Manager], to: State::Reversed },
    Step { from: &[State::Disputed], event: Event::Uphold, hands: &[Maker, Manager], to: State::Accepted },
    Step { from: &[State::Disputed], event: Event::Reverse, hands: &[Maker, Manager], to: State::Reversed },
];

/// What comes of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// The document, which the maker reads.
    Document,
    /// The goods moved, and whoever looks after the outlet is asked to report them or to put them back.
    Proposal,
}

/// Who may report a loss, and what comes of it.
pub fn report(hand: Hand) -> Result<Came, Refusal> {
    match hand {
        Manager => Ok(Came::Document),
        Assistant => Ok(Came::Proposal),
        Maker | System => Err(Refusal::NotYours),
    }
}

/// Days in which the maker may object.
pub const OBJECTION_DAYS: i64 = 7;

/// Where an event leads. `over`: the days to object are over.
pub fn decide(state: State, event: Event, hand: Hand, over: bool) -> Result<State, Refusal> {
    let to = step(STEPS, state, event, hand)?;
    match event {
        Event::Dispute if over => Err(Refusal::NotNow),
        Event::Timeout if !over => Err(Refusal::NotNow),
        _ => Ok(to),
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
                    assert_eq!(decide(*state, *event, *hand, *event == Event::Timeout).ok(), listed);
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 8);
        assert_eq!(Hand::ALL.iter().filter(|hand| report(**hand).is_ok()).count(), 2);
        assert_eq!(decide(State::Reported, Event::Dispute, Maker, true), Err(Refusal::NotNow));
        assert_eq!(decide(State::Reported, Event::Timeout, System, false), Err(Refusal::NotNow));
    }
}
