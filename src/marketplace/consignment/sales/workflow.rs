//! The ages of a line of a sale (`marketplace.md`, section 10.2). What is wrong is taken back and recorded anew; nothing
//! is changed.
use super::super::{
    documents::{Refusal, Step, step},
    party::Hand::{self, Assistant, Manager},
};

crate::words! {
    pub enum State {
        Recorded = "recorded",
        Voided = "voided",
    }
}

crate::words! {
    pub enum Event {
        Void = "void",
    }
}

/// Who may do what, and where it leads. That its rupiah stand on a statement changes nothing: what is taken back goes on
/// the next one.
pub const STEPS: &[Step<State, Event>] =
    &[Step { from: &[State::Recorded], event: Event::Void, hands: &[Assistant, Manager], to: State::Voided }];

/// Where an event leads. `same_day`: it is the day of the sale still. Whoever assists takes back on that day only.
pub fn decide(state: State, event: Event, hand: Hand, same_day: bool) -> Result<State, Refusal> {
    let to = step(STEPS, state, event, hand)?;
    if hand == Assistant && !same_day { Err(Refusal::NotYours) } else { Ok(to) }
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
                    assert_eq!(decide(*state, *event, *hand, true).ok(), listed);
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 2);
        assert_eq!(decide(State::Recorded, Event::Void, Assistant, false), Err(Refusal::NotYours));
        assert_eq!(decide(State::Recorded, Event::Void, Manager, false), Ok(State::Voided));
        assert_eq!(decide(State::Voided, Event::Void, Manager, true), Err(Refusal::WrongState));
    }
}
