//! Rows R1 to R8.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test says what it looks at")]
use time::macros::{date, datetime, offset};

use super::*;
use crate::funding::{
    calls::terms::Tracking,
    ledger::{OfAward, OfCall},
    machine::{Countersign, Duty, Hand, Row, Who, table_tests},
    proposals::workflow::tests::{NOW, SAME, account, acting, calendar, leak, signatures, terms},
    reasons::Reason,
    versions::ContentHash,
};

fn line(spent: i64) -> Line {
    let (planned, spent) = (Rupiah(15_000_000), Rupiah(spent));
    Line { number: 1, planned, spent, receipts: spent, note: false }
}

fn facts(duty: Duty) -> Facts<'static> {
    Facts {
        acting: acting(duty),
        terms: leak(terms()),
        calendar: calendar(),
        version: 4,
        due: Some(date!(2026 - 11 - 23)),
        signatures: signatures(),
        lines: leak([line(14_650_000)]),
        given: Rupiah(15_000_000),
        refund: Rupiah(350_000),
        rest_stated: true,
        balance: Balance {
            call: OfCall { ceiling: 60_000_000, committed: 15_000_000 },
            award: OfAward { committed: 15_000_000, paid: 15_000_000, ..OfAward::default() },
        },
        tranche_open: true,
        recorded_until: None,
    }
}

fn event(kind: Kind) -> Event {
    match kind {
        Kind::Create => Event::Create,
        Kind::Edit => Event::Edit { version: 4 },
        Kind::Submit => Event::Submit,
        Kind::Return => Event::Return {
            items: vec![Grounds { codes: vec![Reason::ReceiptMissing], text: Written::Fine }],
            due: date!(2026 - 12 - 01),
        },
        Kind::Accept => Event::Accept,
        Kind::DuePassed => Event::DuePassed,
        Kind::LiftBlock => Event::LiftBlock { reason: Written::Fine },
        Kind::RecordOutside => Event::RecordOutside { to: State::Accepted, date: date!(2026 - 11 - 21), proof: true },
    }
}

#[derive(Clone, Debug)]
struct Case {
    from: Option<State>,
    event: Event,
    facts: Facts<'static>,
}

impl Case {
    fn decide(&self) -> Result<Plan<State>, Refusal> {
        decide(self.from, &self.event, &self.facts)
    }
}

fn case(row: &Row<State, Kind>, from: Option<State>, duty: Duty) -> Case {
    let mut case = Case { from, event: event(row.event), facts: facts(duty) };
    if let Who::Two { first, .. } = row.who {
        let hand = Hand { account: account(first[0]), duty: first[0], on_behalf_of: None };
        case.facts.acting.countersign = Some(Countersign { hand, payload: SAME, at: NOW });
    }
    if row.number == "R8" {
        case.facts.terms = leak(Terms { tracking: Tracking::External, ..terms() });
    }
    case
}

#[test]
fn every_row_is_taken_and_does_what_it_says() {
    for row in TABLE {
        for from in table_tests::beginnings(row) {
            for duty in row.who.hands() {
                let plan = case(row, from, *duty).decide();
                let plan = plan.unwrap_or_else(|refusal| panic!("{} {refusal:?}", row.number));
                table_tests::is_done(row, from, &plan);
            }
        }
    }
    assert_eq!(TABLE.len(), 8);
}

#[test]
fn every_pair_the_table_lacks_is_refused() {
    let absent =
        table_tests::absent(TABLE, State::ALL, Kind::ALL, |from| from.map_or(&[Kind::Create][..], State::meets));
    for (from, kind) in &absent {
        for duty in Duty::ALL {
            assert_eq!(decide(*from, &event(*kind), &facts(*duty)), Err(Refusal::NotThisState), "{from:?} {kind:?}");
        }
    }
    assert_eq!(absent.len(), 6 * 8 - 16);
}

#[test]
fn each_guard_has_an_answer_of_its_own() {
    for row in TABLE {
        for refusal in row.guards.iter().chain(row.who.refusals()) {
            let mut case = case(row, row.from.first().copied(), row.who.hands()[0]);
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
        R::SamePersonTwice if facts.acting.countersign.is_some() => {
            facts.acting.hand.account = account(Duty::Verifier);
        }
        R::SamePersonTwice => facts.signatures.treasurer = facts.signatures.chair,
        R::CountersignStale => facts.acting.payload = ContentHash([0; 32]),
        R::SignatureMissing => facts.signatures.chair = None,
        R::SignatureStale => facts.signatures.content = ContentHash([0; 32]),
        R::Stale => facts.version += 1,
        R::ReceiptsDoNotAddUp => facts.lines = leak([Line { receipts: Rupiah(1), ..line(14_650_000) }]),
        R::VarianceUnexplained => facts.lines = leak([line(13_000_000)]),
        R::UnspentMissing => facts.rest_stated = false,
        R::AccountsDoNotBalance => facts.given = Rupiah(1),
        R::LedgerRefused => facts.balance.award.paid = 349_999,
        R::NotDueYet => facts.due = Some(date!(2026 - 11 - 24)),
        R::DateGoesBack => facts.recorded_until = Some(date!(2026 - 11 - 22)),
        R::NotExternal => facts.terms = leak(terms()),
        R::ReasonMissing => rewrite(case, Written::Nothing),
        R::TextBlocked => rewrite(case, Written::Blocked),
        R::ReasonOfAnotherStep => returned(case, |items, _| items[0].codes = vec![Reason::Late]),
        R::NothingListed => returned(case, |items, _| items.clear()),
        R::DueTooSoon => returned(case, |_, due| *due = date!(2026 - 11 - 30)),
        R::NotLater => outside(case, State::Due, date!(2026 - 11 - 21), true),
        R::DateInFuture => outside(case, State::Submitted, date!(2026 - 11 - 25), true),
        R::ProofMissing => outside(case, State::Submitted, date!(2026 - 11 - 21), false),
        other => panic!("nothing spoils {other:?}"),
    }
}

fn outside(case: &mut Case, to: State, date: Date, proof: bool) {
    case.event = Event::RecordOutside { to, date, proof };
}

fn returned(case: &mut Case, change: impl Fn(&mut Vec<Grounds>, &mut Date)) {
    if let Event::Return { items, due } = &mut case.event {
        change(items, due);
    }
}

fn rewrite(case: &mut Case, written: Written) {
    match &mut case.event {
        Event::Return { items, .. } if written == Written::Nothing => items[0].codes.clear(),
        Event::Return { items, .. } => items[0].text = written,
        _ => case.event = Event::LiftBlock { reason: written },
    }
}

#[test]
fn a_report_a_month_overdue_holds_new_proposals_until_that_is_lifted() {
    let (due, clock) = (Some(date!(2026 - 11 - 23)), offset!(+8));
    let last = datetime!(2026-12-23 15:59:59 UTC);
    let late = last + time::Duration::SECOND;
    assert!(!holds(State::Overdue, due, false, last, clock));
    assert!(holds(State::Overdue, due, false, late, clock));
    assert!(!holds(State::Overdue, due, true, late, clock));
    assert!(!holds(State::Submitted, due, false, late, clock));
    assert!(!holds(State::Overdue, None, false, late, clock));
}

#[test]
fn nothing_is_due_before_something_was_given() {
    let mut facts = facts(Duty::Clock);
    facts.due = None;
    assert_eq!(offer(Some(State::Due), Kind::DuePassed, &facts), Err(Refusal::NotDueYet));
}
