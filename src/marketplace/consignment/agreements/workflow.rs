//! From an invitation to an agreement, and to its end (`marketplace.md`, section 7).
use super::super::{
    documents::{Refusal, Step, step},
    party::Hand::{self, Maker, Manager, System},
};

crate::words! {
    /// Where a placement stands.
    pub enum State {
        Proposed = "proposed",
        TermsSent = "terms_sent",
        Declined = "declined",
        Active = "active",
        Paused = "paused",
        Ending = "ending",
        Ended = "ended",
    }
}

crate::words! {
    /// What happens to a placement.
    pub enum Event {
        /// Ask again after a no.
        Propose = "propose",
        SendTerms = "send_terms",
        Agree = "agree",
        /// Asks for other terms.
        Counter = "counter",
        Decline = "decline",
        /// New terms from a later day, for both to agree to.
        Renew = "renew",
        AgreeRenewal = "agree_renewal",
        Pause = "pause",
        Resume = "resume",
        End = "end",
        Close = "close",
    }
}

/// Who may do what, and where it leads.
pub const STEPS: &[Step<State, Event>] = &[
    Step {
        from: &[State::Declined, State::Ended],
        event: Event::Propose,
        hands: &[Maker, Manager],
        to: State::Proposed,
    },
    Step { from: &[State::Proposed], event: Event::SendTerms, hands: &[Manager], to: State::TermsSent },
    Step { from: &[State::TermsSent], event: Event::Agree, hands: &[Maker], to: State::Active },
    Step { from: &[State::TermsSent], event: Event::Counter, hands: &[Maker], to: State::Proposed },
    Step {
        from: &[State::Proposed, State::TermsSent],
        event: Event::Decline,
        hands: &[Maker, Manager],
        to: State::Declined,
    },
    Step { from: &[State::Active], event: Event::Renew, hands: &[Manager], to: State::Active },
    Step { from: &[State::Active], event: Event::AgreeRenewal, hands: &[Maker], to: State::Active },
    Step { from: &[State::Active], event: Event::Pause, hands: &[Maker, Manager], to: State::Paused },
    Step { from: &[State::Paused], event: Event::Resume, hands: &[Maker, Manager], to: State::Active },
    Step { from: &[State::Active, State::Paused], event: Event::End, hands: &[Maker, Manager], to: State::Ending },
    Step { from: &[State::Ending], event: Event::Close, hands: &[System, Manager], to: State::Ended },
];

/// What a step needs to know beside the state.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// Pieces on the way, on the shelf, put aside or on the way back.
    pub pieces: i64,
    /// Rupiah the outlet still owes, or that are on no statement yet.
    pub due: i64,
    /// A statement is not through.
    pub open_statement: bool,
}

/// Where an event leads.
pub fn decide(state: State, event: Event, hand: Hand, facts: &Facts) -> Result<State, Refusal> {
    let to = step(STEPS, state, event, hand)?;
    if event == Event::Close && (facts.pieces != 0 || facts.due != 0 || facts.open_statement) {
        return Err(Refusal::NotNow);
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state x event x hand; what the table of the design lists leads on, all else is refused.
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
                    let decided = decide(*state, *event, *hand, &Facts::default());
                    assert_eq!(decided.ok(), listed, "{state:?} {event:?} {hand:?}");
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 23);
    }

    #[test]
    fn a_placement_closes_when_nothing_is_left() {
        for facts in [
            Facts { pieces: 1, ..Facts::default() },
            Facts { due: -5, ..Facts::default() },
            Facts { open_statement: true, ..Facts::default() },
        ] {
            assert_eq!(decide(State::Ending, Event::Close, Hand::System, &facts), Err(Refusal::NotNow));
        }
    }
}
