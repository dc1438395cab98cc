//! The table of calls.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test says what it looks at")]
use time::macros::datetime;

use super::*;
use crate::funding::{
    calls::terms::Selection,
    machine::{Countersign, Hand, Row, Who, table_tests},
    proposals::workflow::tests::{NOW, SAME, account, acting, calendar, leak, rubric, terms},
    ranking::Rubric,
    versions::ContentHash,
};

fn facts(duty: Duty) -> Facts<'static> {
    let seats = [Duty::Verifier, Duty::Lead, Duty::Decider, Duty::SecondDecider, Duty::Disburser];
    let reviewers = [91, 92, 93].map(|number| (Uuid::from_u128(number), Duty::Reviewer));
    let panel: Vec<_> = seats.iter().map(|duty| (account(*duty), *duty)).chain(reviewers).collect();
    Facts {
        acting: acting(duty),
        terms: leak(terms()),
        rubric: rubric(),
        calendar: calendar(),
        version: 4,
        texts: Written::Fine,
        questions_allowed: true,
        shares: &[7_000, 3_000],
        panel: leak(panel),
        proposals: Proposals::default(),
        balance: OfCall::default(),
    }
}

fn event(kind: Kind) -> Event {
    match kind {
        Kind::Create => Event::Create,
        Kind::Edit => Event::Edit { version: 4 },
        Kind::Publish => Event::Publish,
        Kind::Open => Event::Open,
        Kind::Amend => Event::Amend {
            amendment: Amendment {
                closes_at: Some(datetime!(2026-12-31 08:00 UTC)),
                ceiling: Some(Rupiah(70_000_000)),
                texts: Written::Fine,
                touches_frozen: false,
            },
        },
        Kind::Close => Event::Close,
        Kind::FreezeRanking => Event::FreezeRanking,
        Kind::Unfreeze => Event::Unfreeze { reason: Written::Fine },
        Kind::Finish => Event::Finish,
        Kind::Cancel => Event::Cancel { reason: Written::Fine },
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
    if row.event == Kind::Close {
        case.facts.acting.now = datetime!(2026-12-20 08:30:01 UTC);
    }
    case
}

#[test]
fn every_row_is_taken_and_does_what_it_says() {
    for row in TABLE {
        for from in table_tests::beginnings(row) {
            for duty in row.who.hands() {
                let case = case(row, from, *duty);
                let plan = case.decide().unwrap_or_else(|refusal| panic!("{} {refusal:?}", row.number));
                table_tests::is_done(row, from, &plan);
            }
        }
    }
    assert_eq!(TABLE.len(), 10);
}

#[test]
fn every_pair_the_table_lacks_is_refused() {
    let absent = table_tests::absent(TABLE, State::ALL, Kind::ALL, meets);
    for (from, kind) in &absent {
        for duty in Duty::ALL {
            assert_eq!(decide(*from, &event(*kind), &facts(*duty)), Err(Refusal::NotThisState), "{from:?} {kind:?}");
        }
    }
    assert_eq!(absent.len(), 8 * 10 - 16);
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
        R::SamePersonTwice => facts.acting.hand.account = account(Duty::Lead),
        R::CountersignStale => facts.acting.payload = ContentHash([0; 32]),
        R::Stale => facts.version += 1,
        R::TitleMissing => facts.texts = Written::Nothing,
        R::QuestionNotAllowed => facts.questions_allowed = false,
        R::WeightsNotWhole => facts.rubric = leak(Rubric { weights: vec![99], ..rubric().clone() }),
        R::SharesNotWhole => facts.shares = &[7_000, 2_999],
        R::PanelIncomplete => facts.panel = &facts.panel[1..],
        R::ProposalsUnderWay => facts.proposals.under_way = 1,
        R::ObjectionPossible => facts.proposals.may_object = 1,
        R::AlreadyApproved => facts.proposals.approved = 1,
        R::WaitlistOpen => facts.proposals.waitlisted = 1,
        R::ProposalsLive => facts.proposals.live = 1,
        R::CeilingMissing => case.terms(|terms| terms.ceiling = Rupiah(0)),
        R::WindowTooShort => case.terms(|terms| terms.closes_at = Some(terms.opens_at + SHORTEST - Duration::SECOND)),
        R::PublicationMissing => case.terms(|terms| terms.publication = None),
        R::NotRanked => case.terms(|terms| terms.selection = Selection::Ordered),
        R::NotDueYet if case.event == Event::Open => {
            case.terms(|terms| terms.opens_at = NOW + Duration::SECOND);
        }
        R::NotDueYet => facts.acting.now = datetime!(2026-12-20 08:30 UTC),
        R::HolidaysMissing => facts.calendar = leak(WorkDays::default()),
        R::AmendmentNotAllowed => amend(case, |amendment| amendment.touches_frozen = true),
        R::ReasonMissing => text(case, Written::Nothing),
        R::TextBlocked => text(case, Written::Blocked),
        other => panic!("nothing spoils {other:?}"),
    }
}

fn amend(case: &mut Case, change: impl Fn(&mut Amendment)) {
    if let Event::Amend { amendment } = &mut case.event {
        change(amendment);
    }
}

fn text(case: &mut Case, written: Written) {
    match &mut case.event {
        Event::Publish => case.facts.texts = written,
        Event::Amend { amendment } => amendment.texts = written,
        Event::Unfreeze { reason } | Event::Cancel { reason } => *reason = written,
        other => panic!("{other:?} has no text"),
    }
}

#[test]
fn an_amendment_only_gives_more() {
    let row = TABLE.iter().find(|row| row.number == "C5").unwrap();
    let changes: [fn(&mut Amendment); 5] = [
        |amendment| amendment.closes_at = Some(datetime!(2026-12-20 08:00 UTC)),
        |amendment| amendment.closes_at = Some(datetime!(2026-12-19 08:00 UTC)),
        |amendment| amendment.ceiling = Some(Rupiah(60_000_000)),
        |amendment| amendment.ceiling = Some(Rupiah(59_999_999)),
        |amendment| {
            *amendment = Amendment { closes_at: None, ceiling: None, texts: Written::Nothing, touches_frozen: false }
        },
    ];
    for change in changes {
        let mut case = case(row, Some(State::Open), Duty::Decider);
        amend(&mut case, change);
        assert_eq!(case.decide(), Err(Refusal::AmendmentNotAllowed), "{:?}", case.event);
    }
    let plan = case(row, Some(State::Open), Duty::Decider).decide().unwrap();
    assert_eq!(plan.ledger, [Posting { entry: Entry::Ceiling, amount: Rupiah(10_000_000) }]);
}

#[test]
fn a_rolling_call_has_no_close_to_pass() {
    let mut facts = facts(Duty::Clock);
    facts.terms = leak(Terms { closes_at: None, ..terms() });
    facts.acting.now = datetime!(2030-01-01 00:00 UTC);
    assert_eq!(offer(Some(State::Open), Kind::Close, &facts), Err(Refusal::NotDueYet));
}

#[test]
fn a_certificate_needs_no_ceiling_and_writes_no_ledger() {
    let row = TABLE.iter().find(|row| row.number == "C3").unwrap();
    let mut case = case(row, Some(State::Draft), Duty::Decider);
    case.terms(|terms| (terms.certificate, terms.ceiling) = (true, Rupiah(0)));
    assert_eq!(case.decide().unwrap().ledger, []);
}
