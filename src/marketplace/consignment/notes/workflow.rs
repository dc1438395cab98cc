//! The ages of a consignment (`marketplace.md`, section 10.1).
use uuid::Uuid;

use super::super::{
    documents::{Refusal, Step, step},
    party::Hand::{self, Assistant, Maker, Manager, System},
};

crate::words! {
    pub enum State {
        Draft = "draft",
        Offered = "offered",
        ChangesRequested = "changes_requested",
        Accepted = "accepted",
        Declined = "declined",
        Withdrawn = "withdrawn",
        Expired = "expired",
        Issued = "issued",
        Cancelled = "cancelled",
        ReceivedWithDifference = "received_with_difference",
        Received = "received",
        Disputed = "disputed",
        Closed = "closed",
    }
}

crate::words! {
    pub enum Event {
        Offer = "offer",
        Accept = "accept",
        AskChanges = "ask_changes",
        Decline = "decline",
        Withdraw = "withdraw",
        Expire = "expire",
        OfferAgain = "offer_again",
        Issue = "issue",
        Cancel = "cancel",
        Receive = "receive",
        ReceiveWithDifference = "receive_with_difference",
        Acknowledge = "acknowledge",
        Dispute = "dispute",
        Timeout = "timeout",
        Resolve = "resolve",
        Close = "close",
    }
}

use State::{
    Accepted, Cancelled, ChangesRequested, Closed, Declined, Disputed, Draft, Expired, Issued, Offered, Received,
    ReceivedWithDifference, Withdrawn,
};

/// Who may do what, and where it leads.
pub const STEPS: &[Step<State, Event>] = &[
    Step { from: &[Draft, ChangesRequested], event: Event::Offer, hands: &[Maker], to: Offered },
    Step { from: &[Offered], event: Event::Accept, hands: &[Manager], to: Accepted },
    Step { from: &[Offered], event: Event::AskChanges, hands: &[Manager], to: ChangesRequested },
    Step { from: &[Offered], event: Event::Decline, hands: &[Manager], to: Declined },
    Step {
        from: &[Draft, Offered, ChangesRequested, Accepted],
        event: Event::Withdraw,
        hands: &[Maker],
        to: Withdrawn,
    },
    Step { from: &[Accepted], event: Event::Expire, hands: &[System], to: Expired },
    Step { from: &[Expired], event: Event::OfferAgain, hands: &[Maker], to: Offered },
    Step { from: &[Accepted], event: Event::Issue, hands: &[Maker], to: Issued },
    Step { from: &[Issued], event: Event::Cancel, hands: &[Maker, Manager], to: Cancelled },
    Step { from: &[Issued], event: Event::Receive, hands: &[Manager, Assistant], to: Received },
    Step {
        from: &[Issued],
        event: Event::ReceiveWithDifference,
        hands: &[Manager, Assistant],
        to: ReceivedWithDifference,
    },
    Step { from: &[ReceivedWithDifference], event: Event::Acknowledge, hands: &[Maker], to: Received },
    Step { from: &[ReceivedWithDifference, Received], event: Event::Dispute, hands: &[Maker], to: Disputed },
    Step { from: &[ReceivedWithDifference], event: Event::Timeout, hands: &[System], to: Received },
    Step { from: &[Disputed], event: Event::Resolve, hands: &[Maker, Manager], to: Received },
    Step { from: &[Received], event: Event::Close, hands: &[System], to: Closed },
];

/// What a step needs to know beside the state.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// The placement takes goods.
    pub active: bool,
    pub actor: Option<Uuid>,
    pub issued_by: Option<Uuid>,
    /// The seven days to object are over.
    pub objection_over: bool,
    /// Received by a code from paper: the maker may object although nothing differed.
    pub by_paper: bool,
    /// Pieces that are still somewhere.
    pub live_pieces: i64,
}

/// Where an event leads.
pub fn decide(state: State, event: Event, hand: Hand, facts: &Facts) -> Result<State, Refusal> {
    let to = step(STEPS, state, event, hand)?;
    match event {
        Event::Offer | Event::OfferAgain | Event::Accept | Event::Issue if !facts.active => Err(Refusal::NotActive),
        Event::Receive | Event::ReceiveWithDifference if facts.actor.is_some() && facts.actor == facts.issued_by => {
            Err(Refusal::SamePerson)
        }
        Event::Dispute if facts.objection_over => Err(Refusal::NotNow),
        Event::Dispute if state == Received && !facts.by_paper => Err(Refusal::WrongState),
        Event::Timeout if !facts.objection_over => Err(Refusal::NotNow),
        Event::Close if facts.live_pieces != 0 => Err(Refusal::NotNow),
        _ => Ok(to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Facts = Facts {
        active: true,
        actor: Some(Uuid::from_u128(1)),
        issued_by: Some(Uuid::from_u128(2)),
        objection_over: false,
        by_paper: true,
        live_pieces: 0,
    };

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
                    let facts = Facts { objection_over: *event == Event::Timeout, ..FINE };
                    assert_eq!(decide(*state, *event, *hand, &facts).ok(), listed, "{state:?} {event:?} {hand:?}");
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 25);
    }

    #[test]
    fn each_guard_refuses_for_its_own_reason() {
        let closed = Facts { active: false, ..FINE };
        assert_eq!(decide(Draft, Event::Offer, Maker, &closed), Err(Refusal::NotActive));
        let alone = Facts { issued_by: FINE.actor, ..FINE };
        assert_eq!(decide(Issued, Event::Receive, Assistant, &alone), Err(Refusal::SamePerson));
        let late = Facts { objection_over: true, ..FINE };
        assert_eq!(decide(ReceivedWithDifference, Event::Dispute, Maker, &late), Err(Refusal::NotNow));
        assert_eq!(decide(ReceivedWithDifference, Event::Timeout, System, &FINE), Err(Refusal::NotNow));
        let seen = Facts { by_paper: false, ..FINE };
        assert_eq!(decide(Received, Event::Dispute, Maker, &seen), Err(Refusal::WrongState));
        let standing = Facts { live_pieces: 1, ..FINE };
        assert_eq!(decide(Received, Event::Close, System, &standing), Err(Refusal::NotNow));
        assert_eq!(decide(Issued, Event::Receive, Maker, &FINE), Err(Refusal::NotYours));
        assert_eq!(decide(Draft, Event::Receive, Assistant, &FINE), Err(Refusal::WrongState));
    }
}
