//! The ages of a return note (`marketplace.md`, section 10.4).
use super::super::{
    documents::{Refusal, Step, step},
    party::{
        Hand::{self, Assistant, Maker, Manager, System},
        Side,
    },
};

crate::words! {
    pub enum State {
        Requested = "requested",
        Picked = "picked",
        Received = "received",
        Disposed = "disposed",
        Cancelled = "cancelled",
        Closed = "closed",
    }
}

crate::words! {
    pub enum Event {
        /// The outlet has set the goods aside.
        Pick = "pick",
        Cancel = "cancel",
        /// The maker has them.
        Receive = "receive",
        /// Whoever fetches them proves it with the code of the maker.
        ReceiveByCode = "receive_by_code",
        /// Nobody fetched them.
        Dispose = "dispose",
        Close = "close",
    }
}

/// Who may do what, and where it leads.
pub const STEPS: &[Step<State, Event>] = &[
    Step { from: &[State::Requested], event: Event::Pick, hands: &[Manager, Assistant], to: State::Picked },
    Step { from: &[State::Requested], event: Event::Cancel, hands: &[Maker, Manager], to: State::Cancelled },
    Step { from: &[State::Picked], event: Event::Receive, hands: &[Maker], to: State::Received },
    Step { from: &[State::Picked], event: Event::ReceiveByCode, hands: &[Manager, Assistant], to: State::Received },
    Step { from: &[State::Picked], event: Event::Dispose, hands: &[Manager], to: State::Disposed },
    Step { from: &[State::Received], event: Event::Close, hands: &[System], to: State::Closed },
];

/// What a step needs to know beside the state.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The side that asked.
    pub asked_by: Side,
    /// The days in which the maker fetches them are over.
    pub overdue: bool,
}

/// Who may ask for goods to go home.
pub fn may_request(hand: Hand) -> Result<State, Refusal> {
    if matches!(hand, Maker | Manager) { Ok(State::Requested) } else { Err(Refusal::NotYours) }
}

/// Where an event leads.
pub fn decide(state: State, event: Event, hand: Hand, facts: &Facts) -> Result<State, Refusal> {
    let to = step(STEPS, state, event, hand)?;
    let asked_by_other = match facts.asked_by {
        Side::Enterprise => hand != Maker,
        Side::Outlet | Side::Platform => hand == Maker,
    };
    match event {
        Event::Cancel if asked_by_other => Err(Refusal::NotYours),
        Event::Dispose if !facts.overdue => Err(Refusal::NotNow),
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
                    let asked_by = if *hand == Maker { Side::Enterprise } else { Side::Outlet };
                    let facts = Facts { asked_by, overdue: true };
                    assert_eq!(decide(*state, *event, *hand, &facts).ok(), listed, "{state:?} {event:?} {hand:?}");
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 9);
    }

    #[test]
    fn each_guard_refuses_for_its_own_reason() {
        let facts = |asked_by, overdue| Facts { asked_by, overdue };
        let outlet = facts(Side::Outlet, false);
        assert_eq!(decide(State::Requested, Event::Cancel, Maker, &outlet), Err(Refusal::NotYours));
        let maker = facts(Side::Enterprise, false);
        assert_eq!(decide(State::Requested, Event::Cancel, Manager, &maker), Err(Refusal::NotYours));
        assert_eq!(decide(State::Requested, Event::Cancel, Maker, &maker), Ok(State::Cancelled));
        assert_eq!(decide(State::Picked, Event::Dispose, Manager, &outlet), Err(Refusal::NotNow));
        assert!(may_request(Assistant).is_err() && may_request(System).is_err() && may_request(Manager).is_ok());
    }
}
