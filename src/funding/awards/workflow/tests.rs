//! The table of awards.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test says what it looks at")]
use time::{
    Duration,
    macros::{date, datetime},
};

use super::*;
use crate::funding::{
    calls::terms::Tracking,
    ledger::{Entry, OfAward, OfCall},
    machine::{Countersign, Duty, Effect, Hand, Row, Who, table_tests},
    proposals::workflow::tests::{NOW, SAME, account, acting, calendar, leak, line, signatures, terms},
    reasons::Reason,
    versions::ContentHash,
};

fn facts(duty: Duty) -> Facts<'static> {
    Facts {
        acting: acting(duty),
        terms: leak(terms()),
        calendar: calendar(),
        awarded: Rupiah(9_000_000),
        recommended: Rupiah(9_500_000),
        balance: Balance {
            call: OfCall { ceiling: 60_000_000, committed: 9_000_000 },
            award: OfAward { committed: 9_000_000, ..OfAward::default() },
        },
        offered_at: NOW - Duration::days(21),
        contacted: true,
        lines: leak([line(1, 5_000_000), line(2, 4_000_000)]),
        signatures: signatures(),
        account_verified: true,
        tranches: &[6_000, 4_000],
        tranches_open: 0,
        reports_open: 0,
        spent: Rupiah(8_650_000),
        claimed: Rupiah(1_000_000),
        recorded_until: None,
    }
}

fn event(kind: Kind) -> Event {
    match kind {
        Kind::Create => Event::Create { amount: Rupiah(9_000_000) },
        Kind::Accept => Event::Accept,
        Kind::Decline => Event::Decline,
        Kind::NotTakenUp => Event::NotTakenUp,
        Kind::DraftAgreement => Event::DraftAgreement,
        Kind::Redraft => {
            Event::Redraft { grounds: Grounds { codes: vec![Reason::WrongSignatory], text: Written::Nothing } }
        }
        Kind::SignBoth => Event::SignBoth { agreement: Agreement { scans: true, numbers: true, integrity_pact: true } },
        Kind::Amend => Event::Amend { amount: Rupiah(9_500_000), reason: Written::Fine },
        Kind::Suspend => Event::Suspend { reason: Written::Fine, hearing: true },
        Kind::Resume => Event::Resume { reason: Written::Fine },
        Kind::Terminate => Event::Terminate { reason: Written::Fine, hearing: true, recover: Rupiah(1_000_000) },
        Kind::Settle => Event::Settle { note: true, amount: Rupiah(1_000_000) },
        Kind::Finish => Event::Finish,
        Kind::Renounce => Event::Renounce,
        Kind::RecordOutside => Event::RecordOutside { to: State::Active, date: date!(2026 - 11 - 21), proof: true },
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

    fn terms(&mut self, change: impl Fn(&mut Terms)) {
        let mut terms = *self.facts.terms;
        change(&mut terms);
        self.facts.terms = leak(terms);
    }
}

fn case(row: &Row<State, Kind>, from: Option<State>, duty: Duty) -> Case {
    let mut case = Case { from, event: event(row.event), facts: facts(duty) };
    if let Who::Two { first, .. } = row.who {
        let hand = Hand { account: account(first[0]), duty: first[0], on_behalf_of: None };
        case.facts.acting.countersign = Some(Countersign { hand, payload: SAME, at: NOW });
    }
    match row.number {
        "A11" | "A16" => case.facts.balance.award.paid = 3_000_000,
        "A12" => {
            (case.facts.balance.award.paid, case.facts.balance.award.refunded) = (9_000_000, 350_000);
        }
        "A14" => case.terms(|terms| terms.certificate = true),
        "A15" => case.terms(|terms| terms.tracking = Tracking::External),
        _ => {}
    }
    case
}

#[test]
fn every_row_is_taken_and_does_what_it_says() {
    for row in TABLE {
        for from in table_tests::beginnings(row) {
            for duty in row.who.hands() {
                let mut case = case(row, from, *duty);
                if row.number == "A15" && matches!(from, Some(State::Active | State::Suspended)) {
                    // From there only its end is later; the instalments are there already.
                    let date = date!(2026 - 11 - 21);
                    case.event = Event::RecordOutside { to: State::Closed, date, proof: true };
                    assert_eq!(case.decide().unwrap().to, State::Closed);
                    continue;
                }
                let plan = case.decide().unwrap_or_else(|refusal| panic!("{} {refusal:?}", row.number));
                table_tests::is_done(row, from, &plan);
            }
        }
    }
    assert_eq!(TABLE.len(), 16);
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
    assert_eq!(absent.len(), 9 * 15 - 26);
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
            facts.acting.hand.account = facts.acting.countersign.unwrap().hand.account;
        }
        R::SamePersonTwice => facts.signatures.treasurer = facts.signatures.chair,
        R::CountersignStale => facts.acting.now += Duration::days(6),
        R::SignatureMissing => facts.signatures.chair = None,
        R::SignatureStale => facts.signatures.content = ContentHash([0; 32]),
        R::BudgetNotAward => facts.lines = leak([line(1, 9_000_001)]),
        R::NotDueYet => facts.offered_at += Duration::SECOND,
        R::ContactMissing => facts.contacted = false,
        R::AccountNotVerified => facts.account_verified = false,
        R::TranchesOpen => facts.tranches_open = 1,
        R::ReportNotAccepted => facts.reports_open = 1,
        R::LedgerNotZero => facts.balance.award.refunded = 349_999,
        R::AlreadyPaid => facts.balance.award.paid = 1,
        R::CeilingExceeded => facts.balance.call.ceiling = 9_499_999,
        R::AmountBelowPaid => facts.balance.award.paid = 9_500_001,
        R::AmountAboveRecommended => facts.recommended = Rupiah(9_499_999),
        R::DateGoesBack => facts.recorded_until = Some(date!(2026 - 11 - 22)),
        R::CertificateOnly => case.terms(|terms| terms.certificate = true),
        R::NotACertificate => case.terms(|terms| terms.certificate = false),
        R::NotExternal => case.terms(|terms| terms.tracking = Tracking::Inside),
        R::AmountMissing => match &mut case.event {
            Event::Create { amount } | Event::Settle { amount, .. } => *amount = Rupiah(0),
            other => panic!("{other:?} has no amount"),
        },
        R::ReasonMissing => text(case, Written::Nothing),
        R::TextBlocked => text(case, Written::Blocked),
        R::ReasonOfAnotherStep => {
            case.event = Event::Redraft { grounds: Grounds { codes: vec![Reason::Late], text: Written::Fine } };
        }
        R::RecoveryTooHigh => match &mut case.event {
            Event::Terminate { recover, .. } => *recover = Rupiah(3_000_001),
            Event::Settle { amount, .. } => *amount = Rupiah(1_000_001),
            other => panic!("{other:?} claims nothing"),
        },
        R::HearingMissing => match &mut case.event {
            Event::Suspend { hearing, .. } | Event::Terminate { hearing, .. } => *hearing = false,
            other => panic!("{other:?} has no hearing"),
        },
        R::ScanMissing => agreement(case, |agreement| agreement.scans = false),
        R::AgreementNumberMissing => agreement(case, |agreement| agreement.numbers = false),
        R::IntegrityPactMissing => agreement(case, |agreement| agreement.integrity_pact = false),
        R::NotLater => outside(case, State::Offered, date!(2026 - 11 - 21), true),
        R::DateInFuture => outside(case, State::Accepted, date!(2026 - 11 - 25), true),
        R::ProofMissing if case.from == Some(State::Terminated) => {
            case.event = Event::Settle { note: false, amount: Rupiah(1) };
        }
        R::ProofMissing => outside(case, State::Accepted, date!(2026 - 11 - 21), false),
        other => panic!("nothing spoils {other:?}"),
    }
}

fn outside(case: &mut Case, to: State, date: Date, proof: bool) {
    case.event = Event::RecordOutside { to, date, proof };
}

fn agreement(case: &mut Case, change: impl Fn(&mut Agreement)) {
    if let Event::SignBoth { agreement } = &mut case.event {
        change(agreement);
    }
}

fn text(case: &mut Case, written: Written) {
    match &mut case.event {
        Event::Redraft { grounds } if written == Written::Nothing => grounds.codes.clear(),
        Event::Redraft { grounds } => grounds.text = written,
        Event::Amend { reason, .. }
        | Event::Suspend { reason, .. }
        | Event::Resume { reason }
        | Event::Terminate { reason, .. } => *reason = written,
        other => panic!("{other:?} has no text"),
    }
}

#[test]
fn the_clock_declines_for_nobody() {
    assert!(TABLE.iter().all(|row| !row.who.hands().contains(&Duty::Clock)));
}

#[test]
fn a_late_yes_is_a_yes_while_nobody_has_given_up() {
    let mut facts = facts(Duty::Chair);
    facts.acting.now = datetime!(2027-06-01 00:00 UTC);
    assert_eq!(decide(Some(State::Offered), &Event::Accept, &facts).unwrap().to, State::Accepted);
}

#[test]
fn instalments_come_to_the_award_to_the_rupiah() {
    let row = TABLE.iter().find(|row| row.number == "A7").unwrap();
    let mut case = case(row, Some(State::AgreementDraft), Duty::Decider);
    case.facts.tranches = &[1, 1, 1];
    case.facts.balance.award.committed = 50_000_000;
    let amounts = [16_666_667, 16_666_667, 16_666_666].map(Rupiah).to_vec();
    assert!(case.decide().unwrap().effects.contains(&Effect::CreateTranches { amounts }));
}

#[test]
fn an_amendment_takes_back_what_it_does_not_promise_any_more() {
    let row = TABLE.iter().find(|row| row.number == "A8").unwrap();
    let mut case = case(row, Some(State::Active), Duty::Decider);
    for (amount, entry) in [(8_000_000, Some(Entry::Release)), (9_000_000, None), (9_200_000, Some(Entry::Commit))] {
        case.event = Event::Amend { amount: Rupiah(amount), reason: Written::Fine };
        let entries: Vec<_> = case.decide().unwrap().ledger.iter().map(|posting| posting.entry).collect();
        assert_eq!(entries, entry.into_iter().collect::<Vec<_>>());
    }
}
