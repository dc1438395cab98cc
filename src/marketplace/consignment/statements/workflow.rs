//! The ages of a statement and of a payment (`marketplace.md`, sections 10.6 and 10.7).
use uuid::Uuid;

use super::super::{
    documents::{Refusal, Step, step},
    party::Hand::{self, Maker, Manager, Mediator, System},
};

crate::words! {
    pub enum State {
        Drafted = "drafted",
        Sent = "sent",
        Disputed = "disputed",
        Confirmed = "confirmed",
        Paid = "paid",
        Closed = "closed",
    }
}

crate::words! {
    pub enum Event {
        Send = "send",
        Confirm = "confirm",
        Timeout = "timeout",
        Dispute = "dispute",
        /// Both agreed to change it: a new revision.
        Redraft = "redraft",
        /// The dispute is withdrawn, or was not right.
        Uphold = "uphold",
        /// All of it is paid.
        PaidInFull = "paid_in_full",
        /// Too little to pay: into the next period.
        Carry = "carry",
        /// Every payment was acknowledged.
        Close = "close",
        PaymentFailed = "payment_failed",
    }
}

/// Who may do what, and where it leads.
pub const STEPS: &[Step<State, Event>] = &[
    Step { from: &[State::Drafted], event: Event::Send, hands: &[Manager], to: State::Sent },
    Step { from: &[State::Sent], event: Event::Confirm, hands: &[Maker], to: State::Confirmed },
    Step { from: &[State::Sent], event: Event::Timeout, hands: &[System], to: State::Confirmed },
    Step { from: &[State::Sent], event: Event::Dispute, hands: &[Maker], to: State::Disputed },
    Step { from: &[State::Disputed], event: Event::Redraft, hands: &[Maker, Manager, Mediator], to: State::Drafted },
    Step { from: &[State::Disputed], event: Event::Uphold, hands: &[Maker, Mediator], to: State::Confirmed },
    Step { from: &[State::Confirmed], event: Event::PaidInFull, hands: &[Manager], to: State::Paid },
    Step { from: &[State::Confirmed], event: Event::Carry, hands: &[System], to: State::Closed },
    Step { from: &[State::Paid], event: Event::Close, hands: &[Maker, System], to: State::Closed },
    Step {
        from: &[State::Confirmed, State::Paid, State::Closed],
        event: Event::PaymentFailed,
        hands: &[Maker, Manager],
        to: State::Confirmed,
    },
];

/// What a step needs to know beside the state. Rupiah.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    pub net: i64,
    pub paid: i64,
    /// Less is carried.
    pub min_payout: i64,
    /// The days to answer are over.
    pub silence: bool,
    /// A payment nobody acknowledged yet.
    pub unacknowledged: bool,
    /// It was carried into a later period.
    pub carried: bool,
}

/// Where an event leads.
pub fn decide(state: State, event: Event, hand: Hand, facts: &Facts) -> Result<State, Refusal> {
    let to = step(STEPS, state, event, hand)?;
    let fine = match event {
        Event::Timeout => facts.silence,
        Event::PaidInFull => facts.net > 0 && facts.paid == facts.net,
        Event::Carry => facts.paid == 0 && (facts.net <= 0 || facts.net < facts.min_payout),
        Event::Close => !facts.unacknowledged || facts.silence,
        Event::PaymentFailed => !facts.carried,
        _ => true,
    };
    if fine { Ok(to) } else { Err(Refusal::NotNow) }
}

crate::words! {
    /// The ages of a payment.
    pub enum PayoutState {
        HandedOver = "handed_over",
        Acknowledged = "acknowledged",
        Failed = "failed",
    }
}

crate::words! {
    pub enum PayoutEvent {
        Acknowledge = "acknowledge",
        Fail = "fail",
    }
}

/// Who may do what with a payment.
pub const PAYOUT_STEPS: &[Step<PayoutState, PayoutEvent>] = &[
    Step {
        from: &[PayoutState::HandedOver],
        event: PayoutEvent::Acknowledge,
        hands: &[Maker],
        to: PayoutState::Acknowledged,
    },
    Step {
        from: &[PayoutState::HandedOver, PayoutState::Acknowledged],
        event: PayoutEvent::Fail,
        hands: &[Maker, Manager],
        to: PayoutState::Failed,
    },
];

/// Where an event leads. Whoever recorded a payment does not acknowledge it.
pub fn decide_payout(
    state: PayoutState,
    event: PayoutEvent,
    hand: Hand,
    (actor, recorded_by): (Option<Uuid>, Option<Uuid>),
) -> Result<PayoutState, Refusal> {
    let to = step(PAYOUT_STEPS, state, event, hand)?;
    if event == PayoutEvent::Acknowledge && actor.is_some() && actor == recorded_by {
        return Err(Refusal::SamePerson);
    }
    Ok(to)
}

crate::words! {
    /// The ages of a dispute.
    pub enum DisputeState {
        Open = "open",
        Answered = "answered",
        Mediation = "mediation",
        ResolvedAdjusted = "resolved_adjusted",
        ResolvedUpheld = "resolved_upheld",
        Withdrawn = "withdrawn",
    }
}

crate::words! {
    pub enum DisputeEvent {
        /// Says something to the other side.
        Answer = "answer",
        /// Names a difference in rupiah.
        Propose = "propose",
        /// Takes the difference that was named.
        Agree = "agree",
        Withdraw = "withdraw",
        /// Asks the office that runs the outlet.
        Escalate = "escalate",
        /// The mediator names the difference.
        Adjust = "adjust",
        /// The mediator finds that the statement is right.
        Uphold = "uphold",
    }
}

/// Days after which an open dispute goes to the mediator by itself.
pub const ESCALATION_DAYS: i64 = 14;

const TALKING: &[DisputeState] = &[DisputeState::Open, DisputeState::Answered];

/// Who may do what with a dispute.
pub const DISPUTE_STEPS: &[Step<DisputeState, DisputeEvent>] = &[
    Step { from: TALKING, event: DisputeEvent::Answer, hands: &[Maker, Manager], to: DisputeState::Answered },
    Step { from: TALKING, event: DisputeEvent::Propose, hands: &[Manager], to: DisputeState::Answered },
    Step { from: TALKING, event: DisputeEvent::Agree, hands: &[Maker], to: DisputeState::ResolvedAdjusted },
    Step { from: TALKING, event: DisputeEvent::Withdraw, hands: &[Maker], to: DisputeState::Withdrawn },
    Step {
        from: TALKING,
        event: DisputeEvent::Escalate,
        hands: &[Maker, Manager, System],
        to: DisputeState::Mediation,
    },
    Step {
        from: &[DisputeState::Mediation],
        event: DisputeEvent::Adjust,
        hands: &[Mediator],
        to: DisputeState::ResolvedAdjusted,
    },
    Step {
        from: &[DisputeState::Mediation],
        event: DisputeEvent::Uphold,
        hands: &[Mediator],
        to: DisputeState::ResolvedUpheld,
    },
];

/// Where an event leads. `proposed`: the outlet named a difference; `days`: how long it is open.
pub fn decide_dispute(
    state: DisputeState,
    event: DisputeEvent,
    hand: Hand,
    (proposed, days): (bool, i64),
) -> Result<DisputeState, Refusal> {
    let to = step(DISPUTE_STEPS, state, event, hand)?;
    match event {
        DisputeEvent::Agree if !proposed => Err(Refusal::NotNow),
        DisputeEvent::Escalate if hand == System && days < ESCALATION_DAYS => Err(Refusal::NotNow),
        _ => Ok(to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_table_of_disputes_lists_is_done() {
        let mut done = 0;
        for state in DisputeState::ALL {
            for event in DisputeEvent::ALL {
                for hand in Hand::ALL {
                    let listed = DISPUTE_STEPS
                        .iter()
                        .find(|s| s.event == *event && s.from.contains(state) && s.hands.contains(hand))
                        .map(|s| s.to);
                    assert_eq!(decide_dispute(*state, *event, *hand, (true, ESCALATION_DAYS)).ok(), listed);
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 18);
        let early = decide_dispute(DisputeState::Open, DisputeEvent::Escalate, System, (false, ESCALATION_DAYS - 1));
        assert_eq!(early, Err(Refusal::NotNow));
        let nothing = decide_dispute(DisputeState::Open, DisputeEvent::Agree, Maker, (false, 0));
        assert_eq!(nothing, Err(Refusal::NotNow));
    }

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
                    let facts = match event {
                        Event::PaidInFull => Facts { net: 10, paid: 10, ..Facts::default() },
                        Event::Timeout => Facts { silence: true, ..Facts::default() },
                        _ => Facts::default(),
                    };
                    assert_eq!(decide(*state, *event, *hand, &facts).ok(), listed, "{state:?} {event:?} {hand:?}");
                    done += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(done, 19);
        let mut payments = 0;
        for state in PayoutState::ALL {
            for event in PayoutEvent::ALL {
                for hand in Hand::ALL {
                    let listed = PAYOUT_STEPS
                        .iter()
                        .find(|s| s.event == *event && s.from.contains(state) && s.hands.contains(hand))
                        .map(|s| s.to);
                    assert_eq!(decide_payout(*state, *event, *hand, (None, None)).ok(), listed);
                    payments += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(payments, 5);
    }

    #[test]
    fn each_guard_refuses() {
        let facts = Facts { net: 10, paid: 9, ..Facts::default() };
        assert_eq!(decide(State::Confirmed, Event::PaidInFull, Manager, &facts), Err(Refusal::NotNow));
        assert_eq!(decide(State::Confirmed, Event::Carry, System, &facts), Err(Refusal::NotNow));
        let small = Facts { net: 10, min_payout: 11, ..Facts::default() };
        assert_eq!(decide(State::Confirmed, Event::Carry, System, &small), Ok(State::Closed));
        assert_eq!(decide(State::Sent, Event::Timeout, System, &facts), Err(Refusal::NotNow));
        let open = Facts { unacknowledged: true, ..Facts::default() };
        assert_eq!(decide(State::Paid, Event::Close, System, &open), Err(Refusal::NotNow));
        let carried = Facts { carried: true, ..Facts::default() };
        assert_eq!(decide(State::Closed, Event::PaymentFailed, Manager, &carried), Err(Refusal::NotNow));
        let one = Some(Uuid::from_u128(1));
        assert_eq!(
            decide_payout(PayoutState::HandedOver, PayoutEvent::Acknowledge, Maker, (one, one)),
            Err(Refusal::SamePerson)
        );
    }
}
