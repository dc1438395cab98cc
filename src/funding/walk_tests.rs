//! Random walks over the five machines and the ledger: whatever is tried, by whomever and whenever, the rules hold.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test says what it looks at")]
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

    fn step_call(&mut self, dice: &mut Dice, seen: &mut Seen) {
        let meets = calls::meets(self.call);
        let mut kind =
            if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, calls::Kind::ALL) };
        if kind == calls::Kind::Cancel && chance(dice, 97) {
            kind = meets.first().copied().unwrap_or(kind);
        }
        let later = self.terms.closes_at.map(|close| close + Duration::days(3));
        let event = match kind {
            calls::Kind::Create => calls::Event::Create,
            calls::Kind::Edit => calls::Event::Edit { version: i64::from(!mostly(dice)) },
            calls::Kind::Publish => calls::Event::Publish,
            calls::Kind::Open => calls::Event::Open,
            calls::Kind::Amend => {
                let ceiling = chance(dice, 10).then_some(Rupiah(self.terms.ceiling.0 + 1_000_000));
                let closes_at = later.filter(|_| chance(dice, 5));
                let touches_frozen = !mostly(dice);
                let amendment = calls::Amendment { closes_at, ceiling, texts: written(dice), touches_frozen };
                calls::Event::Amend { amendment }
            }
            calls::Kind::Close => calls::Event::Close,
            calls::Kind::FreezeRanking => calls::Event::FreezeRanking,
            calls::Kind::Unfreeze => calls::Event::Unfreeze { reason: written(dice) },
            calls::Kind::Finish => calls::Event::Finish,
            calls::Kind::Cancel => calls::Event::Cancel { reason: written(dice) },
        };
        let acting = somebody(dice, calls::TABLE, (self.call, &kind), self.now);
        let facts = calls::Facts {
            acting,
            terms: &self.terms,
            rubric: &self.rubric,
            calendar: &self.calendar,
            version: 0,
            texts: written(dice),
            questions_allowed: mostly(dice),
            shares: if mostly(dice) { &[5_000, 5_000] } else { &[1] },
            panel: &self.panel,
            proposals: self.counts(),
            balance: self.balance,
        };
        let answer = calls::decide(self.call, &event, &facts);
        hold(calls::TABLE, (self.call, &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        self.call = Some(plan.to);
        for posting in &plan.ledger {
            let balance = Balance { call: self.balance, award: OfAward::default() };
            self.balance = ledger::post(balance, *posting).unwrap().call;
        }
        if let calls::Event::Amend { amendment } = event {
            self.terms.ceiling = amendment.ceiling.unwrap_or(self.terms.ceiling);
            self.terms.closes_at = amendment.closes_at.or(self.terms.closes_at);
        }
        for effect in &plan.effects {
            match effect {
                Effect::LapseDrafts => {
                    self.follow(proposals::State::Draft, &proposals::Event::ClosePassed, Duty::Clock, seen);
                }
                Effect::VoidProposals => {
                    let void = proposals::Event::Void { reason: Reason::CallCancelled };
                    for state in proposals::State::ALL.iter().filter(|state| !state.is_end()) {
                        self.follow(*state, &void, Duty::Consequence, seen);
                    }
                }
                _ => {}
            }
        }
    }

    /// What follows for every file in a state: it must be possible.
    fn follow(&mut self, state: proposals::State, event: &proposals::Event, duty: Duty, seen: &mut Seen) {
        for at in 0..self.files.len() {
            if self.files[at].state != state {
                continue;
            }
            let mut acting = consequence(self.now);
            acting.hand.duty = duty;
            let answer = proposals::decide(Some(state), event, &self.facts(at, acting, &mut Dice::new(0)));
            hold(proposals::TABLE, (Some(state), &event.kind()), &acting, &answer, seen);
            let plan = answer.unwrap_or_else(|refusal| panic!("{state:?} {event:?} {refusal:?}"));
            self.apply(at, event, &plan, &acting, seen);
        }
    }

    fn counts(&self) -> calls::Proposals {
        use proposals::State as S;
        let count = |wanted: &dyn Fn(&File) -> bool| {
            u32::try_from(self.files.iter().filter(|file| wanted(file)).count()).unwrap()
        };
        let under_way = [S::Submitted, S::AdminCheck, S::AdminRevision, S::FieldVisit, S::InReview, S::ContentRevision];
        calls::Proposals {
            under_way: count(&|file| under_way.contains(&file.state)),
            may_object: count(&|file| {
                file.rejected_by == Some(proposals::RejectedBy::Check) && file.state == S::Objected
            }),
            live: count(&|file| !file.state.is_end()),
            waitlisted: count(&|file| file.state == S::Waitlisted),
            approved: self.awards(),
        }
    }

    fn awards(&self) -> u32 {
        let alive = |file: &&File| file.award.as_ref().is_some_and(|award| award.state != awards::State::Declined);
        u32::try_from(self.files.iter().filter(alive).count()).unwrap()
    }

    fn start(&mut self, dice: &mut Dice, seen: &mut Seen) {
        let mut file = File::new(dice);
        file.state = proposals::State::Draft;
        self.files.push(file);
        let at = self.files.len() - 1;
        let acting = somebody(dice, proposals::TABLE, (None, &proposals::Kind::Start), self.now);
        let answer = proposals::decide(None, &proposals::Event::Start, &self.facts(at, acting, dice));
        hold(proposals::TABLE, (None, &proposals::Kind::Start), &acting, &answer, seen);
        if answer.is_err() {
            self.files.pop();
        }
    }

    fn step_file(&mut self, at: usize, dice: &mut Dice, seen: &mut Seen) {
        use proposals::Kind as K;
        let state = self.files[at].state;
        let external = self.terms.is_external();
        let meets = state.meets();
        let mut kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        // Few leave or turn back, or nothing would ever come to an end of another kind.
        let leaves = |kind| matches!(kind, K::Withdraw | K::Void | K::Ineligible | K::Recall | K::Correct);
        if leaves(kind) && chance(dice, 93) || kind == K::RecordOutside && !external {
            let stays: Vec<_> = meets.iter().copied().filter(|kind| !leaves(*kind)).collect();
            kind = if stays.is_empty() { kind } else { picked(dice, &stays) };
        }
        if state == proposals::State::Recommended && chance(dice, 40) {
            kind = K::Approve;
        }
        let event = self.event(at, kind, dice);
        let acting = somebody(dice, proposals::TABLE, (Some(state), &kind), self.now);
        let answer = proposals::decide(Some(state), &event, &self.facts(at, acting, dice));
        hold(proposals::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        let leaves_an_end = state.is_end() && plan.to != state;
        assert!(!leaves_an_end || matches!(kind, K::Object | K::Reopen), "{state:?} {kind:?}");
        let refused = plan.to == proposals::State::Rejected && state != plan.to;
        assert!(!refused || acting.hand.duty != Duty::Clock, "the clock refuses nobody");
        self.apply(at, &event, &plan, &acting, seen);
    }

    fn event(&self, at: usize, kind: proposals::Kind, dice: &mut Dice) -> proposals::Event {
        use proposals::{Event as E, Kind as K};
        let file = &self.files[at];
        let asked = budget::total(&file.lines).unwrap();
        let soon = self.calendar.after(self.today(), u16::try_from(3 + dice.below(10)).unwrap());
        let paper = proposals::Official { number: mostly(dice), date: Some(self.today()), file: mostly(dice) };
        let wanted = some_of(dice, asked);
        let cuts = |amount: Rupiah| {
            vec![Cut { number: 1, amount: Rupiah((asked.0 - amount.0).clamp(0, file.lines[0].unit_price.0)) }]
        };
        match kind {
            K::Start => E::Start,
            K::Edit => E::Edit { version: i64::from(!mostly(dice)) },
            K::Sign => E::Sign { content: CONTENT },
            K::Submit => E::Submit,
            K::ClosePassed => E::ClosePassed,
            K::Recall => E::Recall,
            K::Claim => E::Claim { declares_no_tie: mostly(dice) },
            K::Return => {
                let grounds = grounds(dice, &[Reason::IncompleteDoc, Reason::PriceNotCompared]);
                E::Return { items: vec![proposals::Defect { point: Point::Deed, grounds }], due: soon }
            }
            K::Resubmit => E::Resubmit,
            K::Extend => E::Extend {
                due: file.due.map_or(soon, |due| self.calendar.after(due, u16::try_from(dice.below(12)).unwrap())),
            },
            K::DuePassed => E::DuePassed,
            K::Ineligible => E::Ineligible { grounds: grounds(dice, &[Reason::OutOfRegion, Reason::Late]) },
            K::Complete => E::Complete,
            K::Record => E::Record { minutes: paper },
            K::DeclareConflict => E::DeclareConflict,
            K::Score => {
                let score =
                    |dice: &mut Dice| Score { score: u16::try_from(dice.below(102)).unwrap(), justification: 30 };
                E::Score { scores: (0..3).map(|_| score(dice)).collect() }
            }
            K::CloseReview => E::CloseReview,
            K::AskContent => E::AskContent { sections: vec![written(dice)], due: soon },
            K::Recommend if chance(dice, 80) => {
                let amount = if self.terms.certificate { Rupiah(0) } else { wanted };
                E::Recommend {
                    advice: proposals::Advice::Yes { amount, cuts: cuts(amount) },
                    out_of_order: written(dice),
                }
            }
            K::Recommend => {
                let advice = proposals::Advice::No { grounds: grounds(dice, &[Reason::NoBudget, Reason::BelowRank]) };
                E::Recommend { advice, out_of_order: written(dice) }
            }
            K::SendBudget => E::SendBudget,
            K::BudgetOk => E::BudgetOk { letter: paper },
            K::BudgetCut => {
                let amount = some_of(dice, file.recommended.map_or(asked, |advice| advice.amount));
                E::BudgetCut { letter: paper, amount, cuts: cuts(amount) }
            }
            K::BudgetNone => E::BudgetNone { letter: paper },
            K::Approve => {
                let amount = some_of(dice, file.recommended.map_or(asked, |advice| advice.amount));
                E::Approve { amount, decree: paper, tie_reason: written(dice) }
            }
            K::Waitlist => E::Waitlist { rank: u32::try_from(dice.below(9)).unwrap() },
            K::Promote => E::Promote { out_of_order: written(dice) },
            K::Reject => E::Reject { grounds: grounds(dice, &[Reason::NoBudget, Reason::OutOfField]) },
            K::Object => E::Object,
            K::Uphold => E::Uphold { reasons: written(dice) },
            K::Overturn => E::Overturn { reasons: written(dice) },
            K::Withdraw => E::Withdraw,
            K::Void => E::Void { reason: picked(dice, &[Reason::DuplicateFile, Reason::Forged, Reason::Late]) },
            K::Reopen => E::Reopen { due: soon },
            K::Correct => E::Correct { reason: written(dice) },
            K::RecordMilestone => E::RecordMilestone { milestone: picked(dice, Milestone::ALL), paper },
            K::Reassign => E::Reassign { reviewer: tests::account(Duty::Reviewer), reason: written(dice) },
            K::PassClaim => {
                E::PassClaim { to: tests::account(Duty::Verifier), to_is_tied: !mostly(dice), reason: written(dice) }
            }
            K::RecordOutside => {
                let to = picked(dice, proposals::State::ALL);
                E::RecordOutside { to, date: self.today(), proof: mostly(dice), amount: wanted }
            }
            K::ExtendWaitlist => E::ExtendWaitlist { until: soon + Duration::days(200), reason: written(dice) },
        }
    }

    fn facts<'a>(&'a self, at: usize, acting: Acting, dice: &mut Dice) -> proposals::Facts<'a> {
        let file = &self.files[at];
        let verifier = file.verifier;
        let mut signatures = signatures();
        if !mostly(dice) {
            signatures.treasurer = None;
        }
        proposals::Facts {
            acting,
            terms: &self.terms,
            rubric: &self.rubric,
            calendar: &self.calendar,
            call: proposals::CallFacts {
                state: self.call.unwrap(),
                balance: self.balance,
                awards: self.awards(),
                tied_at_the_line: chance(dice, 10),
                is_next: mostly(dice),
            },
            applicant: proposals::Applicant {
                active: mostly(dice),
                eligible: mostly(dice),
                door_accepted: mostly(dice),
                other_live: !mostly(dice),
                held: !mostly(dice),
            },
            file: proposals::File {
                version: 0,
                opened_at: self.now - Duration::hours(i64::try_from(dice.below(3)).unwrap()),
                sections_complete: mostly(dice),
                papers_complete: mostly(dice),
                quarantined: !mostly(dice),
                warnings_acknowledged: mostly(dice),
                publication_read: mostly(dice),
                signatures,
                listed_answered: mostly(dice),
                recorded_until: file.recorded_until,
            },
            check: proposals::Check {
                verifier,
                marks: if mostly(dice) { &file.marks } else { &[] },
                duplicates_checked: mostly(dice),
                rounds_used: file.rounds,
                due: file.due,
                extended: file.extended,
                reminders_sent: mostly(dice),
                visit_announced: mostly(dice),
                photos_ready: mostly(dice),
                confidentiality: mostly(dice),
                lapsed_at: file.lapsed_at,
                reopened: file.reopened,
            },
            review: proposals::Review {
                assigned: mostly(dice),
                saw_others: !mostly(dice),
                sums: &file.sums,
                reviewers: &[],
                content_revised: file.revised,
                replacement: mostly(dice).then(|| Uuid::from_u128(99)),
                late: chance(dice, 30),
            },
            decision: proposals::Decision {
                lines: &file.lines,
                recommended: file.recommended,
                budget: file.budget,
                milestones: &file.milestones,
                lead: Some(tests::account(Duty::Lead)),
                decider: Some(tests::account(Duty::Decider)),
                decider_has_acted: chance(dice, 10),
                rejected_at: file.rejected_at,
                rejected_by: file.rejected_by,
                objected: file.objected,
            },
        }
    }

    /// Writes down what a step of a file brings about.
    fn apply(
        &mut self,
        at: usize,
        event: &proposals::Event,
        plan: &Plan<proposals::State>,
        acting: &Acting,
        seen: &mut Seen,
    ) {
        use proposals::{Advice, Event as E, RejectedBy, State as S};
        let now = self.now;
        let file = &mut self.files[at];
        let before = file.state;
        file.state = plan.to;
        match event {
            E::Claim { .. } => file.verifier = Some(acting.hand.account),
            E::PassClaim { to, .. } => file.verifier = Some(*to),
            E::Recall => file.verifier = None,
            E::Return { due, .. } => {
                (file.due, file.rounds, file.extended) = (Some(*due), file.rounds + 1, false);
            }
            E::AskContent { due, .. } => {
                (file.due, file.revised) = (Some(*due), true);
                file.sums.clear();
            }
            E::Extend { due } => (file.due, file.extended) = (Some(*due), true),
            E::Reopen { due } => (file.due, file.reopened) = (Some(*due), true),
            E::DuePassed if before == S::AdminRevision => file.lapsed_at = Some(now),
            E::Score { scores } => file.sums.extend(self.rubric.judge(scores)),
            E::Recommend { advice, .. } => {
                let amount = if let Advice::Yes { amount, .. } = advice { Some(*amount) } else { None };
                let positive = amount.is_some();
                file.recommended = Some(proposals::Recommended { positive, amount: amount.unwrap_or_default() });
            }
            E::Ineligible { .. } => (file.rejected_at, file.rejected_by) = (Some(now), Some(RejectedBy::Check)),
            E::Reject { .. } => (file.rejected_at, file.rejected_by) = (Some(now), Some(RejectedBy::Decision)),
            E::Object => file.objected = true,
            E::RecordMilestone { milestone, .. } => file.milestones.push(*milestone),
            E::RecordOutside { date, .. } => file.recorded_until = Some(*date),
            _ => {}
        }
        let approved = file.recommended.map_or(Rupiah(0), |advice| advice.amount);
        for effect in &plan.effects {
            match effect {
                Effect::RecordBudget { result, amount } => {
                    file.budget = Some(*result);
                    if let (Some(advice), BudgetResult::Cut) = (&mut file.recommended, result) {
                        advice.amount = *amount;
                    }
                }
                Effect::ForgetBudget => file.budget = None,
                Effect::CreateAward { amount } => file.award = Some(Award::new(*amount, approved, now)),
                _ => {}
            }
        }
        if let Some(award) = &mut file.award {
            award.post(&plan.ledger, &mut self.balance);
        }
        if plan.effects.iter().any(|effect| matches!(effect, Effect::CreateAward { .. })) {
            self.create_award(at, seen);
        }
    }

    /// Row A1, as a consequence of row 23.
    fn create_award(&self, at: usize, seen: &mut Seen) {
        let award = self.files[at].award.as_ref().unwrap();
        let create = awards::Event::Create { amount: award.amount };
        let acting = consequence(self.now);
        let answer = awards::decide(None, &create, &self.award_facts(at, acting, &mut Dice::new(0)));
        hold(awards::TABLE, (None, &awards::Kind::Create), &acting, &answer, seen);
        assert_eq!(answer.unwrap().to, awards::State::Offered);
    }

    fn award_facts<'a>(&'a self, at: usize, acting: Acting, dice: &mut Dice) -> awards::Facts<'a> {
        let file = &self.files[at];
        let award = file.award.as_ref().unwrap();
        let count = |wanted: &dyn Fn(&Part) -> bool| {
            u32::try_from(award.parts.iter().filter(|part| wanted(part)).count()).unwrap()
        };
        awards::Facts {
            acting,
            terms: &self.terms,
            calendar: &self.calendar,
            awarded: award.amount,
            recommended: award.recommended,
            balance: Balance { call: self.balance, award: award.balance },
            offered_at: award.offered_at,
            contacted: mostly(dice),
            lines: if mostly(dice) { &file.lines } else { &[] },
            signatures: signatures(),
            account_verified: mostly(dice),
            tranches: &[4_000, 3_000, 3_000][..=at % 3],
            tranches_open: count(&|part| !part.state.is_end()),
            reports_open: count(&|part| part.report != reports::State::Accepted),
            spent: award.spent(),
            recorded_until: file.recorded_until,
        }
    }

    fn step_award(&mut self, at: usize, dice: &mut Dice, seen: &mut Seen) {
        use awards::{Event as E, Kind as K};
        let award = self.files[at].award.as_ref().unwrap();
        let (state, amount) = (award.state, award.amount);
        let given = award.balance.given();
        let meets = state.meets();
        let mut kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        // Some wait for weeks.
        if state == awards::State::Offered && chance(dice, 60) {
            kind = K::NotTakenUp;
        }
        let leaves = matches!(kind, K::Terminate | K::Renounce | K::Decline);
        if leaves && chance(dice, 93) {
            kind = if state == awards::State::Active { K::Finish } else { meets.first().copied().unwrap_or(kind) };
        }
        let event = match kind {
            K::Create => E::Create { amount },
            K::Accept => E::Accept,
            K::Decline => E::Decline,
            K::NotTakenUp => E::NotTakenUp,
            K::DraftAgreement => E::DraftAgreement,
            K::Redraft => E::Redraft { grounds: grounds(dice, &[Reason::WrongSignatory]) },
            K::SignBoth => {
                let agreement =
                    awards::Agreement { scans: mostly(dice), numbers: mostly(dice), integrity_pact: mostly(dice) };
                E::SignBoth { agreement }
            }
            K::Amend => {
                let amount = if chance(dice, 50) { Rupiah(given) } else { some_of(dice, award.recommended) };
                E::Amend { amount, reason: written(dice) }
            }
            K::Suspend => E::Suspend { reason: written(dice), hearing: mostly(dice) },
            K::Resume => E::Resume { reason: written(dice) },
            K::Terminate => E::Terminate { reason: written(dice), hearing: mostly(dice), recover: rupiah(dice, given) },
            K::Finish => E::Finish,
            K::Renounce => E::Renounce,
            K::RecordOutside => {
                E::RecordOutside { to: picked(dice, awards::State::ALL), date: self.today(), proof: mostly(dice) }
            }
        };
        if kind == K::DraftAgreement {
            let promised = if self.terms.has_ledger() { award_promised(&self.files[at]) } else { amount.0 };
            self.files[at].reduce(Rupiah(promised));
        }
        let acting = somebody(dice, awards::TABLE, (Some(state), &kind), self.now);
        let answer = awards::decide(Some(state), &event, &self.award_facts(at, acting, dice));
        hold(awards::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        assert!(plan.to != awards::State::Declined || acting.hand.duty != Duty::Clock);
        let now = self.now;
        let file = &mut self.files[at];
        let award = file.award.as_mut().unwrap();
        award.state = plan.to;
        award.post(&plan.ledger, &mut self.balance);
        for effect in &plan.effects {
            match effect {
                Effect::CreateTranches { amounts } => {
                    award.parts = amounts.iter().map(|amount| Part::new(*amount)).collect();
                }
                Effect::DivideAnew { unpaid } => award.divide_anew(*unpaid),
                _ => {}
            }
        }
        if plan.effects.iter().any(|effect| matches!(effect, Effect::CreateReports { .. })) {
            self.create_reports(at, seen);
        }
        if plan.effects.contains(&Effect::CancelTranches) {
            self.cancel(at, now, seen);
        }
    }

    /// Row T11, as a consequence of rows A11 and A13.
    fn cancel(&mut self, at: usize, now: OffsetDateTime, seen: &mut Seen) {
        for part in 0..self.files[at].award.as_ref().unwrap().parts.len() {
            let state = self.files[at].award.as_ref().unwrap().parts[part].state;
            if state.is_unpaid() {
                self.consequence_of_tranche((at, part), &tranches::Event::Cancel, now, seen);
            }
        }
    }

    fn consequence_of_tranche(
        &mut self,
        (at, part): (usize, usize),
        event: &tranches::Event,
        now: OffsetDateTime,
        seen: &mut Seen,
    ) {
        let acting = consequence(now);
        let state = self.files[at].award.as_ref().unwrap().parts[part].state;
        let facts = self.tranche_facts((at, part), acting, &mut Dice::new(0));
        let answer = tranches::decide(state, event, &tranches::Facts { report_accepted: true, ..facts });
        hold(tranches::TABLE, (Some(state), &event.kind()), &acting, &answer, seen);
        let plan = answer.unwrap();
        self.files[at].award.as_mut().unwrap().parts[part].state = plan.to;
    }

    fn tranche_facts<'a>(&'a self, (at, part): (usize, usize), acting: Acting, dice: &mut Dice) -> tranches::Facts<'a> {
        let file = &self.files[at];
        let award = file.award.as_ref().unwrap();
        let here = &award.parts[part];
        let earlier = part.checked_sub(1).map(|before| award.parts[before].report);
        tranches::Facts {
            acting,
            terms: &self.terms,
            calendar: &self.calendar,
            award_active: award.state == awards::State::Active,
            form: if at.is_multiple_of(2) { budget::Form::Money } else { budget::Form::Goods },
            planned: here.planned,
            requested: here.requested,
            given: here.given,
            balance: Balance { call: self.balance, award: award.balance },
            earlier_accounted: earlier.is_none_or(|report| report == reports::State::Accepted),
            papers_complete: mostly(dice),
            account_verified: mostly(dice),
            needs_orders: mostly(dice),
            milestones: if mostly(dice) { &[Milestone::SppLs, Milestone::SpmLs] } else { &[] },
            verifier: Some(tests::account(Duty::Verifier)),
            decider: Some(tests::account(Duty::Decider)),
            report_accepted: here.report == reports::State::Accepted,
            recorded_until: file.recorded_until,
        }
    }

    fn step_tranche(&mut self, place: (usize, usize), dice: &mut Dice, seen: &mut Seen) {
        use tranches::{Event as E, Kind as K};
        let (at, part) = place;
        let here = &self.files[at].award.as_ref().unwrap().parts[part];
        let state = here.state;
        let (planned, requested) = (here.planned, here.requested);
        let meets = state.meets();
        let kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        let date = Some(self.today());
        let event = match kind {
            K::Request => E::Request { amount: some_of(dice, planned) },
            K::Verify => E::Verify,
            K::Reject => E::Reject { grounds: grounds(dice, &[Reason::EarlierFindings]) },
            K::Approve => E::Approve,
            K::Pay => E::Pay {
                order: tranches::PaymentOrder { number: mostly(dice), date, amount: some_of(dice, requested) },
            },
            K::HandOver => {
                let value = some_of(dice, requested);
                let note = tranches::HandOverNote {
                    number: mostly(dice),
                    date,
                    goods_listed: true,
                    photo: mostly(dice),
                    value,
                };
                E::HandOver { note }
            }
            K::Fail => E::Fail { reason: written(dice) },
            K::Retry => E::Retry,
            K::GiveBack if chance(dice, 20) => E::GiveBack { note: true },
            K::GiveBack => E::GiveBack { note: false },
            K::Account => E::Account,
            K::Cancel => E::Cancel,
            K::RecordOutside => {
                E::RecordOutside { to: picked(dice, tranches::State::ALL), date: self.today(), proof: mostly(dice) }
            }
        };
        let acting = somebody(dice, tranches::TABLE, (Some(state), &kind), self.now);
        let answer = tranches::decide(state, &event, &self.tranche_facts(place, acting, dice));
        hold(tranches::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        let due = self.today() + Duration::days(30);
        let award = self.files[at].award.as_mut().unwrap();
        award.post(&plan.ledger, &mut self.balance);
        let here = &mut award.parts[part];
        here.state = plan.to;
        match event {
            E::Request { amount } => here.requested = amount,
            E::Pay { order } => here.given = order.amount,
            E::HandOver { note } => here.given = note.value,
            E::Fail { .. } | E::GiveBack { .. } => (here.given, here.spent) = (Rupiah(0), Rupiah(0)),
            E::RecordOutside { to: tranches::State::Paid | tranches::State::HandedOver, .. } => {
                here.given = here.planned;
            }
            _ => {}
        }
        if plan.effects.contains(&Effect::SetReportDue) {
            here.due = Some(due);
        }
    }

    /// Row R1, as a consequence of row A7.
    fn create_reports(&self, at: usize, seen: &mut Seen) {
        let acting = consequence(self.now);
        for part in 0..self.files[at].award.as_ref().unwrap().parts.len() {
            let facts = self.report_facts((at, part), acting, &[], &mut Dice::new(0));
            let answer = reports::decide(None, &reports::Event::Create, &facts);
            hold(reports::TABLE, (None, &reports::Kind::Create), &acting, &answer, seen);
            assert_eq!(answer.unwrap().to, reports::State::Due);
        }
    }

    fn report_facts<'a>(
        &'a self,
        (at, part): (usize, usize),
        acting: Acting,
        lines: &'a [account::Line],
        dice: &mut Dice,
    ) -> reports::Facts<'a> {
        let award = self.files[at].award.as_ref().unwrap();
        let here = &award.parts[part];
        reports::Facts {
            acting,
            terms: &self.terms,
            calendar: &self.calendar,
            version: 0,
            due: here.due,
            signatures: signatures(),
            lines,
            given: here.given,
            refund: Rupiah(here.given.0 - here.spent.0),
            rest_stated: mostly(dice),
            balance: Balance { call: self.balance, award: award.balance },
            tranche_open: matches!(here.state, tranches::State::Paid | tranches::State::HandedOver),
            recorded_until: self.files[at].recorded_until,
        }
    }

    fn step_report(&mut self, place: (usize, usize), dice: &mut Dice, seen: &mut Seen) {
        use reports::{Event as E, Kind as K};
        let (at, part) = place;
        let award = self.files[at].award.as_ref().unwrap();
        let here = &award.parts[part];
        let state = here.report;
        let meets = state.meets();
        let kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        let soon = self.calendar.after(self.today(), u16::try_from(3 + dice.below(5)).unwrap());
        let event = match kind {
            K::Create => E::Create,
            K::Edit => E::Edit { version: i64::from(!mostly(dice)) },
            K::Submit => E::Submit,
            K::Return => E::Return { items: vec![grounds(dice, &[Reason::ReceiptMissing])], due: soon },
            K::Accept => E::Accept,
            K::DuePassed => E::DuePassed,
            K::LiftBlock => E::LiftBlock { reason: written(dice) },
            K::RecordOutside => {
                E::RecordOutside { to: picked(dice, reports::State::ALL), date: self.today(), proof: mostly(dice) }
            }
        };
        let acting = somebody(dice, reports::TABLE, (Some(state), &kind), self.now);
        let lines = [self.files[at].award.as_ref().unwrap().parts[part].line(mostly(dice))];
        let answer = reports::decide(Some(state), &event, &self.report_facts(place, acting, &lines, dice));
        hold(reports::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        let award = self.files[at].award.as_mut().unwrap();
        award.post(&plan.ledger, &mut self.balance);
        let here = &mut award.parts[part];
        here.report = plan.to;
        match event {
            E::Edit { .. } => (here.spent, here.begun) = (rupiah(dice, here.given.0), true),
            E::Return { due, .. } => here.due = Some(due),
            _ => {}
        }
        if plan.effects.contains(&Effect::AccountTranche) {
            self.consequence_of_tranche(place, &tranches::Event::Account, self.now, seen);
        }
    }
}

impl File {
    fn new(dice: &mut Dice) -> Self {
        let price = |dice: &mut Dice| 1_000_000 + rupiah(dice, 10_000_000).0;
        Self {
            state: proposals::State::Draft,
            lines: vec![tests::line(1, price(dice)), tests::line(2, price(dice))],
            marks: tests::marks(),
            verifier: None,
            rounds: 0,
            due: None,
            extended: false,
            lapsed_at: None,
            reopened: false,
            sums: Vec::new(),
            revised: false,
            recommended: None,
            budget: None,
            milestones: Vec::new(),
            rejected_at: None,
            rejected_by: None,
            objected: false,
            recorded_until: None,
            award: None,
        }
    }

    /// Nothing more is expected of it.
    fn is_over(&self) -> bool {
        self.state.is_end() && self.award.as_ref().is_none_or(|award| award.state.is_end())
    }

    /// Cuts the budget to what was awarded, line by line.
    fn reduce(&mut self, amount: Rupiah) {
        let mut over = budget::total(&self.lines).unwrap().0 - amount.0;
        for line in &mut self.lines {
            line.cut = Rupiah(over.clamp(0, line.unit_price.0));
            over -= line.cut.0;
        }
    }

    fn stage(&self) -> Stage {
        let parts = || self.award.iter().flat_map(|award| &award.parts);
        let tranches: Vec<_> = parts().map(|part| part.state).collect();
        let reports: Vec<_> = parts().map(|part| ReportStanding { state: part.report, begun: part.begun }).collect();
        let revised = self.rounds.is_multiple_of(2);
        stage(&Standing {
            proposal: self.state,
            milestones: &self.milestones,
            budget: self.budget,
            some_answered: revised,
            unread: self.rounds > 0,
            award: self.award.as_ref().map(|award| award.state),
            tranches: &tranches,
            reports: &reports,
        })
    }
}

impl Award {
    fn new(amount: Rupiah, recommended: Rupiah, now: OffsetDateTime) -> Self {
        Self {
            state: awards::State::Offered,
            amount,
            recommended,
            offered_at: now,
            balance: OfAward::default(),
            parts: Vec::new(),
            postings: Vec::new(),
        }
    }

    /// Writes entries; each has to fit.
    fn post(&mut self, postings: &[Posting], call: &mut OfCall) {
        for posting in postings {
            let balance = Balance { call: *call, award: self.balance };
            let after = ledger::post(balance, *posting).unwrap_or_else(|refusal| panic!("{posting:?} {refusal:?}"));
            (*call, self.balance) = (after.call, after.award);
            self.postings.push(*posting);
        }
    }

    /// What accepted reports say was spent.
    fn spent(&self) -> Rupiah {
        let accepted = self.parts.iter().filter(|part| part.report == reports::State::Accepted);
        Rupiah(accepted.map(|part| part.spent.0).sum())
    }

    /// What was given counts as it was; the rest is divided among what is not paid, or asks for an instalment more.
    fn divide_anew(&mut self, unpaid: Rupiah) {
        if unpaid > Rupiah(0) && !self.parts.iter().any(|part| part.state.is_unpaid()) {
            self.parts.push(Part::new(Rupiah(0)));
        }
        let open = self.parts.iter().filter(|part| part.state.is_unpaid()).count();
        let mut shares = ledger::divide(unpaid, &vec![1; open]).into_iter();
        for part in &mut self.parts {
            part.planned = if part.state.is_unpaid() { shares.next().unwrap_or_default() } else { part.given };
            part.requested = part.requested.min(part.planned);
        }
    }
}

impl Part {
    fn new(planned: Rupiah) -> Self {
        Self {
            state: tranches::State::Planned,
            planned,
            requested: Rupiah(0),
            given: Rupiah(0),
            report: reports::State::Due,
            due: None,
            begun: false,
            spent: Rupiah(0),
        }
    }

    /// The one line of its report.
    fn line(&self, note: bool) -> account::Line {
        account::Line { number: 1, planned: self.given, spent: self.spent, receipts: self.spent, note }
    }
}

fn award_promised(file: &File) -> i64 {
    file.award.as_ref().map_or(0, |award| award.balance.promised())
}

fn signatures() -> Signatures {
    let by = |duty| Some(Signature { account: tests::account(duty), content: CONTENT });
    Signatures { content: CONTENT, chair: by(Duty::Chair), treasurer: by(Duty::Treasurer) }
}
