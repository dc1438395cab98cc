//! Random walks over the five machines and the ledger: whatever is tried, by whomever and whenever, the rules hold.
#![allow(clippy::wildcard_enum_match_arm, clippy::wildcard_imports, reason = "a test says what it looks at")]
mod awards_walk;
mod calls_walk;
mod files_walk;
mod parts;
mod reports_walk;
mod tranches_walk;

use std::collections::BTreeSet;

use time::{Date, Duration, OffsetDateTime, macros::datetime};
use uuid::Uuid;

use super::{
    awards::{tranches, workflow as awards},
    budget::{self, Cut, Line},
    calls::{
        terms::{Decree, Selection, Terms, Tracking},
        workflow as calls,
    },
    checklist::{Mark, Point},
    ledger::{self, Balance, OfAward, OfCall, Posting},
    machine::{
        Acting, BudgetResult, Countersign, Duty, Effect, Grounds, Hand, Milestone, Plan, Refusal, Row, Signature,
        Signatures, Who, Written,
    },
    proposals::workflow::{self as proposals, tests},
    ranking::{Rubric, Score, Sum},
    reasons::Reason,
    reports::{account, workflow as reports},
    stage::{ReportStanding, Stage, Standing, stage},
    versions::ContentHash,
};
use crate::{
    demo::dice::Dice,
    platform::{
        money::Rupiah,
        work_days::{WorkDays, day_at},
    },
};
use parts::{award_promised, signatures};

const STEPS: usize = 10_000;
const CONTENT: ContentHash = ContentHash([1; 32]);

/// A file with all that follows from it.
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of its own")]
struct File {
    state: proposals::State,
    lines: Vec<Line>,
    marks: Vec<Mark>,
    verifier: Option<Uuid>,
    rounds: u8,
    due: Option<Date>,
    extended: bool,
    lapsed_at: Option<OffsetDateTime>,
    reopened: bool,
    sums: Vec<Sum>,
    revised: bool,
    recommended: Option<proposals::Recommended>,
    budget: Option<BudgetResult>,
    milestones: Vec<Milestone>,
    rejected_at: Option<OffsetDateTime>,
    rejected_by: Option<proposals::RejectedBy>,
    objected: bool,
    recorded_until: Option<Date>,
    award: Option<Award>,
}

struct Award {
    state: awards::State,
    amount: Rupiah,
    recommended: Rupiah,
    offered_at: OffsetDateTime,
    balance: OfAward,
    parts: Vec<Part>,
    postings: Vec<Posting>,
}

/// An instalment and its report.
struct Part {
    state: tranches::State,
    planned: Rupiah,
    requested: Rupiah,
    given: Rupiah,
    report: reports::State,
    due: Option<Date>,
    begun: bool,
    spent: Rupiah,
}

/// One call with its files.
struct World {
    now: OffsetDateTime,
    terms: Terms,
    rubric: Rubric,
    calendar: WorkDays,
    panel: Vec<(Uuid, Duty)>,
    call: Option<calls::State>,
    balance: OfCall,
    files: Vec<File>,
}

/// What was seen on the way.
#[derive(Default)]
struct Seen {
    rows: BTreeSet<&'static str>,
    stages: BTreeSet<&'static str>,
    taken: usize,
}

#[test]
fn no_walk_breaks_a_rule_and_together_they_take_every_row() {
    let mut seen = Seen::default();
    for seed in 0..14 {
        walk(seed, &mut seen);
    }
    let numbers = |rows: &mut dyn Iterator<Item = &'static str>| rows.collect::<BTreeSet<_>>();
    let all = numbers(
        &mut (calls::TABLE.iter().map(|row| row.number))
            .chain(proposals::TABLE.iter().map(|row| row.number))
            .chain(awards::TABLE.iter().map(|row| row.number))
            .chain(tranches::TABLE.iter().map(|row| row.number))
            .chain(reports::TABLE.iter().map(|row| row.number)),
    );
    let never: Vec<_> = all.difference(&seen.rows).collect();
    assert!(never.is_empty(), "{never:?} of {} were never taken in {} steps", all.len(), seen.taken);
    let stages = numbers(&mut Stage::ALL.iter().map(|stage| stage.as_str()));
    let unseen: Vec<_> = stages.difference(&seen.stages).collect();
    assert!(unseen.is_empty(), "{unseen:?} were never reached");
}

#[test]
fn the_same_seed_walks_the_same_way() {
    let (mut one, mut other) = (Seen::default(), Seen::default());
    walk(3, &mut one);
    walk(3, &mut other);
    assert_eq!((one.taken, one.rows, one.stages), (other.taken, other.rows, other.stages));
}

fn walk(seed: u64, seen: &mut Seen) {
    let mut dice = Dice::new(seed);
    let mut world = World::new(&mut dice);
    for _ in 0..STEPS {
        world.step(&mut dice, seen);
        world.check(seen);
        if matches!(world.call, Some(calls::State::Finished | calls::State::Cancelled)) && world.is_settled() {
            world = World::new(&mut dice);
        }
    }
}

/// True so many times in a hundred.
fn chance(dice: &mut Dice, percent: usize) -> bool {
    dice.below(100) < percent
}

/// A fact that mostly holds.
fn mostly(dice: &mut Dice) -> bool {
    chance(dice, 98)
}

fn rupiah(dice: &mut Dice, most: i64) -> Rupiah {
    Rupiah(i64::try_from(dice.below(usize::try_from(most.max(0)).unwrap() + 1)).unwrap())
}

/// Mostly all of it, else something between.
fn some_of(dice: &mut Dice, whole: Rupiah) -> Rupiah {
    if chance(dice, 70) { whole } else { rupiah(dice, whole.0 + whole.0 / 10) }
}

fn written(dice: &mut Dice) -> Written {
    match dice.below(20) {
        0 => Written::Nothing,
        1 => Written::Blocked,
        _ => Written::Fine,
    }
}

fn grounds(dice: &mut Dice, fitting: &[Reason]) -> Grounds {
    let code =
        if mostly(dice) { fitting[dice.below(fitting.len())] } else { Reason::ALL[dice.below(Reason::ALL.len())] };
    Grounds { codes: vec![code], text: written(dice) }
}

fn picked<T: Copy>(dice: &mut Dice, all: &[T]) -> T {
    all[dice.below(all.len())]
}

/// Mostly somebody who may, with the other person it takes; else anybody.
fn somebody<S: Copy + PartialEq, K: PartialEq>(
    dice: &mut Dice,
    table: &[Row<S, K>],
    (from, kind): (Option<S>, &K),
    now: OffsetDateTime,
) -> Acting {
    let rows: Vec<_> = table.iter().filter(|row| row.meets(from, kind) && row.who != Who::Nobody).collect();
    let hand = |duty| Hand { account: tests::account(duty), duty, on_behalf_of: None };
    let mut acting =
        Acting { hand: hand(Duty::Chair), countersign: None, payload: CONTENT, now, tied: chance(dice, 1) };
    if rows.is_empty() || chance(dice, 10) {
        acting.hand = hand(picked(dice, &Duty::ALL[..12]));
        return acting;
    }
    let who = rows[dice.below(rows.len())].who;
    acting.hand = hand(picked(dice, who.hands()));
    if let Who::Two { first, .. } = who {
        let days = i64::try_from(dice.below(6)).unwrap();
        let mut before = hand(picked(dice, first));
        // A second verifier signs the minutes of the one who holds the claim.
        if before.account == acting.hand.account && chance(dice, 90) {
            acting.hand.account = Uuid::from_u128(77);
        }
        if chance(dice, 2) {
            before.account = acting.hand.account;
        }
        acting.countersign =
            mostly(dice).then_some(Countersign { hand: before, payload: CONTENT, at: now - Duration::days(days) });
    }
    acting
}

fn consequence(now: OffsetDateTime) -> Acting {
    let hand = Hand { account: Uuid::nil(), duty: Duty::Consequence, on_behalf_of: None };
    Acting { hand, countersign: None, payload: CONTENT, now, tied: false }
}

/// Holds an answer against its row: nothing is refused or done that the table does not tell.
fn hold<S: Copy + PartialEq + std::fmt::Debug, K: PartialEq + std::fmt::Debug>(
    table: &'static [Row<S, K>],
    (from, kind): (Option<S>, &K),
    acting: &Acting,
    answer: &Result<Plan<S>, Refusal>,
    seen: &mut Seen,
) {
    let rows: Vec<_> = table.iter().filter(|row| row.meets(from, kind)).collect();
    let row = rows.iter().find(|row| row.who.hands().contains(&acting.hand.duty));
    match (answer, row) {
        (Err(Refusal::NotThisState), _) => assert!(rows.is_empty(), "{from:?} {kind:?}"),
        (Err(Refusal::NotFound | Refusal::NotYourDuty), _) => {}
        (Err(refusal), row) => {
            let row = row.unwrap();
            let known = row.guards.contains(refusal) || row.who.refusals().contains(refusal);
            assert!(known, "{} does not tell of {refusal:?}", row.number);
        }
        (Ok(plan), row) => {
            let row = row.unwrap();
            let effects = plan.effects.iter().all(|effect| row.effects.contains(&effect.kind()));
            let entries = plan.ledger.iter().all(|posting| row.ledger.contains(&posting.entry));
            assert!(effects && entries, "{} does more than it tells: {plan:?}", row.number);
            seen.rows.insert(row.number);
            seen.taken += 1;
        }
    }
}

impl World {
    fn new(dice: &mut Dice) -> Self {
        let seats = [Duty::Verifier, Duty::Lead, Duty::Decider, Duty::SecondDecider, Duty::Disburser];
        let reviewers = [91, 92, 93].map(|number| (Uuid::from_u128(number), Duty::Reviewer));
        let mut terms = tests::terms();
        terms.certificate = chance(dice, 25);
        terms.tracking = if chance(dice, 25) { Tracking::External } else { Tracking::Inside };
        terms.selection = if chance(dice, 50) { Selection::Ranked } else { Selection::Ordered };
        terms.decree = if chance(dice, 50) { Decree::RegionHead } else { Decree::Agency };
        terms.reviews_required = u8::try_from(dice.below(3)).unwrap();
        terms.quota = chance(dice, 50).then_some(3);
        terms.ceiling = Rupiah(30_000_000 + rupiah(dice, 30_000_000).0);
        terms.needs_field_visit = chance(dice, 40);
        terms.needs_apip = chance(dice, 40);
        terms.needs_tapd = chance(dice, 50);
        terms.needs_budget_act = chance(dice, 50);
        terms.allow_content_revision = chance(dice, 60);
        Self {
            now: datetime!(2026-10-20 00:00 UTC),
            terms,
            rubric: tests::rubric().clone(),
            calendar: WorkDays::new([], 2026..2100),
            panel: seats.iter().map(|duty| (tests::account(*duty), *duty)).chain(reviewers).collect(),
            call: None,
            balance: OfCall::default(),
            files: Vec::new(),
        }
    }

    /// Nothing is left to happen.
    fn is_settled(&self) -> bool {
        self.files.iter().all(|file| file.award.as_ref().is_none_or(|award| award.state.is_end()))
    }

    fn today(&self) -> Date {
        day_at(self.now, self.terms.zone.utc_offset())
    }

    fn step(&mut self, dice: &mut Dice, seen: &mut Seen) {
        let days = if dice.below(300) == 0 { 22 } else { 0 };
        let hours = 24 * days + i64::try_from(dice.below(4)).unwrap();
        self.now += Duration::hours(hours);
        let settling = matches!(self.call, None | Some(calls::State::Draft | calls::State::Scheduled));
        if settling || chance(dice, 4) {
            return self.step_call(dice, seen);
        }
        let alive: Vec<_> = (0..self.files.len()).filter(|at| !self.files[*at].is_over()).collect();
        if self.files.is_empty() || self.files.len() < 24 && alive.len() < 8 && chance(dice, 20) {
            return self.start(dice, seen);
        }
        let at = if alive.is_empty() || chance(dice, 5) { dice.below(self.files.len()) } else { picked(dice, &alive) };
        match &self.files[at].award {
            Some(award) if chance(dice, 75) => {
                if award.parts.is_empty() || chance(dice, 20) {
                    self.step_award(at, dice, seen);
                } else {
                    let part = dice.below(award.parts.len());
                    if chance(dice, 60) {
                        self.step_tranche((at, part), dice, seen);
                    } else {
                        self.step_report((at, part), dice, seen);
                    }
                }
            }
            _ => self.step_file(at, dice, seen),
        }
    }

    /// The rules, after every step.
    fn check(&self, seen: &mut Seen) {
        assert_eq!(ledger::check_call(self.balance), []);
        let awards = || self.files.iter().filter_map(|file| Some((file, file.award.as_ref()?)));
        let promised: i64 = awards().map(|(_, award)| award.balance.promised()).sum();
        assert_eq!(promised, self.balance.committed);
        for (file, award) in awards() {
            assert_eq!(ledger::check_award(award.balance), []);
            assert_eq!(ledger::sum(award.postings.iter().copied()).award, award.balance);
            if !self.terms.has_ledger() {
                assert!(award.postings.is_empty());
                continue;
            }
            let planned: Vec<_> = award.parts.iter().map(|part| part.planned).collect();
            let asked = budget::total(&file.lines).unwrap();
            match award.state {
                awards::State::Active => {
                    assert_eq!(ledger::check_amounts(award.balance, asked, award.recommended, &planned), []);
                }
                awards::State::Closed => assert_eq!(ledger::check_closed(award.balance, award.spent()), []),
                awards::State::Declined => assert_eq!(award.balance.promised(), 0),
                _ => {}
            }
        }
        for file in &self.files {
            seen.stages.insert(file.stage().as_str());
        }
    }
}
