//! Rows T1 to T12.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test says what it looks at")]
use time::macros::date;

use super::*;
use crate::funding::{
    calls::terms::Tracking,
    ledger::{OfAward, OfCall},
    machine::{Countersign, Duty, Effect, Hand, Row, Who, table_tests},
    proposals::workflow::tests::{NOW, SAME, account, acting, calendar, leak, terms},
    reasons::Reason,
    versions::ContentHash,
};

const DAY: Date = date!(2026 - 11 - 21);

fn facts(duty: Duty) -> Facts<'static> {
    Facts {
        acting: acting(duty),
        terms: leak(terms()),
        calendar: calendar(),
        award_active: true,
        form: Form::Money,
        planned: Rupiah(5_400_000),
        requested: Rupiah(5_400_000),
        given: Rupiah(0),
        balance: Balance {
            call: OfCall { ceiling: 60_000_000, committed: 9_000_000 },
            award: OfAward { committed: 9_000_000, ..OfAward::default() },
        },
        earlier_accounted: true,
        papers_complete: true,
        account_verified: true,
        needs_orders: true,
        milestones: &[Milestone::SppLs, Milestone::SpmLs],
        verifier: Some(account(Duty::Verifier)),
        decider: Some(account(Duty::Decider)),
        report_accepted: true,
        recorded_until: None,
    }
}

fn event(kind: Kind) -> Event {
    let amount = Rupiah(5_400_000);
    match kind {
        Kind::Request => Event::Request { amount },
        Kind::Verify => Event::Verify,
        Kind::Reject => {
            Event::Reject { grounds: Grounds { codes: vec![Reason::EarlierFindings], text: Written::Nothing } }
        }
        Kind::Approve => Event::Approve,
        Kind::Pay => Event::Pay { order: PaymentOrder { number: true, date: Some(DAY), amount } },
        Kind::HandOver => {
            let note = HandOverNote { number: true, date: Some(DAY), goods_listed: true, photo: true, value: amount };
            Event::HandOver { note }
        }
        Kind::Fail => Event::Fail { reason: Written::Fine },
        Kind::Retry => Event::Retry,
        Kind::GiveBack => Event::GiveBack { note: true },
        Kind::Account => Event::Account,
        Kind::Cancel => Event::Cancel,
        Kind::RecordOutside => Event::RecordOutside { to: State::Paid, date: DAY, proof: true },
    }
}

#[derive(Clone, Debug)]
struct Case {
    at: State,
    event: Event,
    facts: Facts<'static>,
}

impl Case {
    fn decide(&self) -> Result<Plan<State>, Refusal> {
        decide(self.at, &self.event, &self.facts)
    }

    fn tracking(&mut self, tracking: Tracking) {
        self.facts.terms = leak(Terms { tracking, ..*self.facts.terms });
    }
}

fn case(row: &Row<State, Kind>, at: State, duty: Duty) -> Case {
    let mut case = Case { at, event: event(row.event), facts: facts(duty) };
    if let Who::Two { first, .. } = row.who {
        let hand = Hand { account: account(first[0]), duty: first[0], on_behalf_of: None };
        case.facts.acting.countersign = Some(Countersign { hand, payload: SAME, at: NOW });
    }
    match row.number {
        "T6" => case.facts.form = Form::Goods,
        "T7" | "T9" => {
            (case.facts.given, case.facts.balance.award.paid) = (Rupiah(5_400_000), 5_400_000);
        }
        "T12" => {
            case.tracking(Tracking::External);
        }
        _ => {}
    }
    case
}

#[test]
fn every_row_is_taken_and_does_what_it_says() {
    for row in TABLE {
        for at in row.from {
            for duty in row.who.hands() {
                let mut case = case(row, *at, *duty);
                if row.number == "T12" && matches!(at, State::Paid | State::HandedOver) {
                    // It is given already: only its account or its return is later.
                    case.event = Event::RecordOutside { to: State::Accounted, date: DAY, proof: true };
                    assert_eq!(case.decide().unwrap().effects, [Effect::MarkOwnRecord]);
                    continue;
                }
                let plan = case.decide();
                let plan = plan.unwrap_or_else(|refusal| panic!("{} {at:?} {refusal:?}", row.number));
                table_tests::is_done(row, Some(*at), &plan);
            }
        }
    }
    assert_eq!(TABLE.len(), 12);
}

#[test]
fn every_pair_the_table_lacks_is_refused() {
    let absent = table_tests::absent(TABLE, State::ALL, Kind::ALL, |from| from.map_or(&[][..], State::meets));
    let mut refused = 0;
    for (at, kind) in absent.iter().filter_map(|(from, kind)| Some(((*from)?, *kind))) {
        for duty in Duty::ALL {
            assert_eq!(decide(at, &event(kind), &facts(*duty)), Err(Refusal::NotThisState), "{at:?} {kind:?}");
        }
        refused += 1;
    }
    assert_eq!(refused, 11 * 12 - 28);
}

#[test]
fn each_guard_has_an_answer_of_its_own() {
    for row in TABLE {
        for refusal in row.guards.iter().chain(row.who.refusals()) {
            let mut case = case(row, row.from[0], row.who.hands()[0]);
            assert!(case.decide().is_ok(), "{} {refusal:?}", row.number);
            spoil(&mut case, *refusal);
            assert_eq!(case.decide(), Err(*refusal), "{} {refusal:?}", row.number);
        }
    }
}

fn spoil(case: &mut Case, refusal: Refusal) {
    use Refusal as R;
    let facts = &mut case.facts;
    match refusal {
        R::SecondPersonNeeded => facts.acting.countersign = None,
        R::SamePersonTwice => same_person(case),
        R::CountersignStale => facts.acting.payload = ContentHash([0; 32]),
        R::AwardNotActive => facts.award_active = false,
        R::ReportNotAccepted => (facts.earlier_accounted, facts.report_accepted) = (false, false),
        R::PaperMissing => facts.papers_complete = false,
        R::AccountNotVerified => facts.account_verified = false,
        R::FormDiffers => facts.form = if facts.form == Form::Money { Form::Services } else { Form::Money },
        R::MilestoneMissing => facts.milestones = &[Milestone::SppLs],
        R::AmountAboveRemainder => (facts.planned, facts.requested) = (Rupiah(5_399_999), Rupiah(5_399_999)),
        R::LedgerRefused => facts.balance.award = OfAward { committed: 1, ..OfAward::default() },
        R::DateGoesBack => facts.recorded_until = Some(date!(2026 - 11 - 22)),
        R::NotExternal => case.tracking(Tracking::Inside),
        R::ReasonMissing => match &mut case.event {
            Event::Reject { grounds } => grounds.codes.clear(),
            _ => case.event = Event::Fail { reason: Written::Nothing },
        },
        R::TextBlocked => match &mut case.event {
            Event::Reject { grounds } => grounds.text = Written::Blocked,
            _ => case.event = Event::Fail { reason: Written::Blocked },
        },
        R::ReasonOfAnotherStep => {
            case.event = Event::Reject { grounds: Grounds { codes: vec![Reason::Late], text: Written::Fine } };
        }
        R::NoteMissing => case.event = Event::GiveBack { note: false },
        R::NotLater => case.event = Event::RecordOutside { to: State::Planned, date: DAY, proof: true },
        R::ProofMissing => case.event = Event::RecordOutside { to: State::Approved, date: DAY, proof: false },
        R::PaymentOrderMissing => order(case, |order| order.number = false),
        R::HandOverIncomplete => note(case, |note| note.photo = false),
        R::AmountMissing if case.event.kind() == Kind::Request => case.event = Event::Request { amount: Rupiah(0) },
        R::AmountMissing => {
            order(case, |order| order.amount = Rupiah(0));
            note(case, |note| note.value = Rupiah(0));
        }
        R::DateInFuture => {
            let far = date!(2026 - 11 - 25);
            order(case, |order| order.date = Some(far));
            note(case, |note| note.date = Some(far));
            if let Event::RecordOutside { date, .. } = &mut case.event {
                *date = far;
            }
        }
        other => panic!("nothing spoils {other:?}"),
    }
}

fn same_person(case: &mut Case) {
    let facts = &mut case.facts;
    match case.event {
        Event::Approve => facts.verifier = Some(facts.acting.hand.account),
        Event::Pay { .. } => facts.decider = Some(facts.acting.hand.account),
        _ => facts.acting.hand.account = account(Duty::Disburser),
    }
}

fn order(case: &mut Case, change: impl Fn(&mut PaymentOrder)) {
    if let Event::Pay { order } = &mut case.event {
        change(order);
    }
}

fn note(case: &mut Case, change: impl Fn(&mut HandOverNote)) {
    if let Event::HandOver { note } = &mut case.event {
        change(note);
    }
}

#[test]
fn goods_are_received_only_when_the_group_says_so() {
    let row = TABLE.iter().find(|row| row.number == "T6").unwrap();
    let mut case = case(row, State::Approved, Duty::Disburser);
    assert_eq!(case.decide(), Err(Refusal::NotYourDuty));
    case.facts.acting = acting(Duty::Chair);
    assert_eq!(case.decide(), Err(Refusal::SecondPersonNeeded));
}

#[test]
fn whoever_verified_or_decided_hands_nothing_over() {
    let row = TABLE.iter().find(|row| row.number == "T6").unwrap();
    let mut case = case(row, State::Approved, Duty::Chair);
    case.facts.decider = Some(account(Duty::Disburser));
    assert_eq!(case.decide(), Err(Refusal::SamePersonTwice));
}

#[test]
fn an_award_that_ends_takes_unpaid_instalments_along() {
    let unpaid: Vec<_> = State::ALL.iter().filter(|state| state.is_unpaid()).collect();
    assert_eq!(unpaid.len(), 6);
    assert!(!unpaid.contains(&&State::Paid) && !unpaid.contains(&&State::HandedOver));
}

#[test]
fn three_persons_stand_behind_a_payment() {
    let row = TABLE.iter().find(|row| row.number == "T5").unwrap();
    let payment = case(row, State::Approved, Duty::Disburser);
    let by = payment.facts.acting.hand.account;
    for (verifier, decider) in [(Some(by), None), (None, Some(by))] {
        let mut case = payment.clone();
        (case.facts.verifier, case.facts.decider) = (verifier, decider);
        assert_eq!(case.decide(), Err(Refusal::SamePersonTwice));
    }
}

#[test]
fn an_instalment_asks_for_no_more_than_the_award_still_has() {
    let row = TABLE.iter().find(|row| row.number == "T1").unwrap();
    let mut case = case(row, State::Planned, Duty::Chair);
    case.facts.balance.award.paid = 4_000_000;
    assert_eq!(case.decide(), Err(Refusal::AmountAboveRemainder));
    case.event = Event::Request { amount: Rupiah(5_000_000) };
    assert!(case.decide().is_ok());
}
