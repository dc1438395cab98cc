//! The table of proposals: every row is taken, everything else is refused, and each guard has an answer of its own.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test says what it looks at")]
use time::{
    Date, Duration, OffsetDateTime,
    macros::{date, datetime},
};

use super::*;
use crate::{
    funding::{
        budget::{Form, Line},
        calls::terms::{Decree, Publication, Selection, Terms, Tracking},
        checklist::{Mark, Presence},
        deadlines::{Change, Sla, Timer},
        ledger::OfCall,
        machine::{Acting, BudgetResult, Countersign, Duty, Hand, Row, Signature, Signatures, To, Who},
        model::CallState,
        ranking::{Rubric, Sum},
    },
    platform::work_days::WorkDays,
    regions::Zone,
};

/// A Tuesday, ten in the morning at the place of the call.
pub const NOW: OffsetDateTime = datetime!(2026-11-24 02:00 UTC);
const CLOSE: OffsetDateTime = datetime!(2026-12-20 08:00 UTC);
pub const SAME: ContentHash = ContentHash([7; 32]);
const OTHER: ContentHash = ContentHash([8; 32]);

/// One account for each duty.
pub fn account(duty: Duty) -> Uuid {
    Uuid::from_u128(Duty::ALL.iter().position(|known| *known == duty).unwrap() as u128 + 1)
}

pub fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub fn terms() -> Terms {
    Terms {
        opens_at: datetime!(2026-11-01 00:00 UTC),
        closes_at: Some(CLOSE),
        zone: Zone::Wita,
        grace: Duration::minutes(30),
        ceiling: Rupiah(60_000_000),
        ask_max: Rupiah(20_000_000),
        quota: Some(3),
        selection: Selection::Ranked,
        tracking: Tracking::Inside,
        decree: Decree::RegionHead,
        publication: Some(Publication::Reduced),
        certificate: false,
        needs_field_visit: false,
        needs_apip: true,
        needs_tapd: true,
        needs_budget_act: true,
        reviews_required: 2,
        admin_rounds: 2,
        revision_days: 5,
        extension_days: 10,
        allow_content_revision: true,
        waitlist_until: Some(date!(2027 - 01 - 15)),
        sla: Sla::DEFAULT,
    }
}

pub fn calendar() -> &'static WorkDays {
    leak(WorkDays::new([date!(2026 - 12 - 25), date!(2027 - 01 - 01)], [2026, 2027]))
}

pub fn rubric() -> &'static Rubric {
    leak(Rubric { weights: vec![40, 30, 30], score_max: 100, low: Some(19), high: Some(90) })
}

pub fn line(number: u16, price: i64) -> Line {
    Line {
        number,
        activity: "Produksi".into(),
        description: "Alat".into(),
        form: Form::Goods,
        quantity: 1_000,
        unit: "unit".into(),
        unit_price: Rupiah(price),
        quotes: 3,
        cut: Rupiah(0),
    }
}

pub fn marks() -> Vec<Mark> {
    Point::ALL.iter().map(|point| Mark { point: *point, presence: Presence::Present, lacking: None }).collect()
}

pub fn signatures() -> Signatures {
    let by = |duty| Some(Signature { account: account(duty), content: SAME });
    Signatures { content: SAME, chair: by(Duty::Chair), treasurer: by(Duty::Treasurer) }
}

pub fn acting(duty: Duty) -> Acting {
    let hand = Hand { account: account(duty), duty, on_behalf_of: None };
    Acting { hand, countersign: None, payload: SAME, now: NOW, tied: false }
}

/// Facts to which hardly anything can be objected.
pub fn facts(duty: Duty) -> Facts<'static> {
    Facts {
        acting: acting(duty),
        terms: leak(terms()),
        rubric: rubric(),
        calendar: calendar(),
        call: CallFacts {
            state: CallState::Open,
            balance: OfCall { ceiling: 60_000_000, committed: 25_000_000 },
            awards: 1,
            tied_at_the_line: true,
            is_next: true,
        },
        applicant: Applicant { active: true, eligible: true, door_accepted: true, other_live: false, held: false },
        file: File {
            version: 4,
            opened_at: NOW,
            sections_complete: true,
            papers_complete: true,
            quarantined: false,
            warnings_acknowledged: true,
            publication_read: true,
            signatures: signatures(),
            listed_answered: true,
            recorded_until: Some(date!(2026 - 11 - 20)),
        },
        check: Check {
            verifier: Some(account(Duty::Verifier)),
            marks: leak(marks()),
            duplicates_checked: true,
            rounds_used: 1,
            due: Some(date!(2026 - 12 - 01)),
            extended: false,
            reminders_sent: true,
            visit_announced: true,
            photos_ready: true,
            confidentiality: true,
            lapsed_at: Some(datetime!(2026-11-20 16:00 UTC)),
            reopened: false,
        },
        review: Review {
            assigned: true,
            saw_others: false,
            sums: &[Sum(9_000), Sum(6_000)],
            reviewers: leak([account(Duty::Reviewer)]),
            content_revised: false,
            replacement: Some(Uuid::from_u128(99)),
            late: true,
        },
        decision: Decision {
            lines: leak([line(1, 6_000_000), line(2, 4_000_000)]),
            recommended: Some(Recommended { positive: true, amount: Rupiah(9_000_000) }),
            budget: None,
            milestones: &[Milestone::ApipReview, Milestone::BudgetAct],
            lead: Some(account(Duty::Lead)),
            decider: Some(account(Duty::Decider)),
            decider_for: None,
            decider_has_acted: false,
            rejected_at: Some(datetime!(2026-11-20 03:00 UTC)),
            rejected_by: Some(RejectedBy::Check),
            objected: false,
        },
    }
}

/// A step that is about to be taken.
#[derive(Clone, Debug)]
struct Case {
    from: Option<State>,
    event: Event,
    facts: Facts<'static>,
}

impl Case {
    fn terms(&mut self, change: fn(&mut Terms)) {
        let mut terms = *self.facts.terms;
        change(&mut terms);
        self.facts.terms = leak(terms);
    }

    fn decide(&self) -> Result<Plan<State>, Refusal> {
        decide(self.from, &self.event, &self.facts)
    }
}

fn grounds(reason: Reason) -> Grounds {
    Grounds { codes: vec![reason], text: Written::Fine }
}

const PAPER: Official = Official { number: true, date: Some(date!(2026 - 11 - 20)), file: true };
const CUTS: [Cut; 1] = [Cut { number: 1, amount: Rupiah(1_000_000) }];

fn event(kind: Kind, duty: Duty) -> Event {
    let soon: Date = date!(2026 - 12 - 04);
    match kind {
        Kind::Start => Event::Start,
        Kind::Edit => Event::Edit { version: 4, listed: true },
        Kind::Sign => Event::Sign { content: SAME },
        Kind::Submit => Event::Submit,
        Kind::ClosePassed => Event::ClosePassed,
        Kind::Recall => Event::Recall,
        Kind::Claim => Event::Claim { declares_no_tie: true },
        Kind::Return => {
            let item = Defect { point: Point::BankAccount, grounds: grounds(Reason::AccountMismatch) };
            Event::Return { items: vec![item], due: soon }
        }
        Kind::Resubmit => Event::Resubmit,
        Kind::Extend => Event::Extend { due: soon },
        Kind::DuePassed => Event::DuePassed,
        Kind::Ineligible => Event::Ineligible { grounds: grounds(Reason::OutOfRegion) },
        Kind::Complete => Event::Complete,
        Kind::Record => Event::Record { minutes: PAPER },
        Kind::DeclareConflict => Event::DeclareConflict,
        Kind::Score => Event::Score { scores: vec![Score { score: 80, justification: 0 }; 3] },
        Kind::CloseReview => Event::CloseReview,
        Kind::AskContent => Event::AskContent { sections: vec![Written::Fine], due: soon },
        Kind::Recommend => {
            let advice = Advice::Yes { amount: Rupiah(9_000_000), cuts: CUTS.to_vec() };
            Event::Recommend { advice, out_of_order: Written::Nothing }
        }
        Kind::SendBudget => Event::SendBudget,
        Kind::BudgetOk => Event::BudgetOk { letter: PAPER },
        Kind::BudgetCut => Event::BudgetCut { letter: PAPER, amount: Rupiah(9_000_000), cuts: CUTS.to_vec() },
        Kind::BudgetNone => Event::BudgetNone { letter: PAPER },
        Kind::Approve => Event::Approve { amount: Rupiah(9_000_000), decree: PAPER, tie_reason: Written::Fine },
        Kind::Waitlist => Event::Waitlist { rank: 2 },
        Kind::Promote => Event::Promote { out_of_order: Written::Nothing },
        Kind::Reject => Event::Reject { grounds: grounds(Reason::BelowRank) },
        Kind::Object => Event::Object,
        Kind::Uphold => Event::Uphold { reasons: Written::Fine },
        Kind::Overturn => Event::Overturn { reasons: Written::Fine },
        Kind::Withdraw => Event::Withdraw,
        Kind::Void => Event::Void { reason: Reason::CallCancelled },
        Kind::Reopen => Event::Reopen { due: soon },
        Kind::Correct => Event::Correct { reason: Written::Fine },
        Kind::RecordMilestone if duty == Duty::Decider => {
            Event::RecordMilestone { milestone: Milestone::DecreeExcerpt, paper: PAPER }
        }
        Kind::RecordMilestone => Event::RecordMilestone { milestone: Milestone::SipdNumber, paper: PAPER },
        Kind::Reassign => Event::Reassign { reviewer: account(Duty::Reviewer), reason: Written::Fine },
        Kind::AddReviewer => Event::AddReviewer,
        Kind::PassClaim => Event::PassClaim { to: Uuid::from_u128(98), to_is_tied: false, reason: Written::Fine },
        Kind::RecordOutside => Event::RecordOutside {
            to: State::Approved,
            date: date!(2026 - 11 - 21),
            proof: true,
            amount: Rupiah(9_000_000),
        },
        Kind::ExtendWaitlist => Event::ExtendWaitlist { until: date!(2027 - 02 - 01), reason: Written::Fine },
    }
}

/// The step of a row, with facts that let it pass and bring about all it can.
fn case(row: &Row<State, Kind>, from: Option<State>, duty: Duty) -> Case {
    let mut case = Case { from, event: event(row.event, duty), facts: facts(duty) };
    if let Who::Two { first, .. } = row.who {
        let hand = Hand { account: account(first[0]), duty: first[0], on_behalf_of: None };
        case.facts.acting.countersign = Some(Countersign { hand, payload: SAME, at: NOW - Duration::days(5) });
    }
    let facts = &mut case.facts;
    match row.number {
        "5" => facts.acting.now = CLOSE + Duration::minutes(30) + Duration::SECOND,
        "6" | "7" => facts.check.verifier = None,
        "11" | "19b" => facts.check.due = Some(date!(2026 - 11 - 22)),
        "14" if duty == Duty::Verifier => facts.acting.hand.account = Uuid::from_u128(97),
        "20" => facts.call.state = CallState::Ranked,
        "23" | "32" => facts.decision.budget = Some(BudgetResult::Fine),
        "25" => facts.decision.budget = Some(BudgetResult::Struck),
        "36" => case.terms(|terms| terms.tracking = Tracking::External),
        _ => {}
    }
    case
}

/// Every way to take every row.
fn cases() -> Vec<(&'static Row<State, Kind>, Case)> {
    let mut all = Vec::new();
    for row in TABLE {
        let from: Vec<_> = if row.from.is_empty() { vec![None] } else { row.from.iter().copied().map(Some).collect() };
        for from in from {
            for duty in row.who.hands() {
                // A decree is recorded where there is one.
                let fits = row.number != "33" || *duty != Duty::Decider || from == Some(State::Approved);
                if fits {
                    all.push((row, case(row, from, *duty)));
                }
            }
        }
    }
    all
}

fn states() -> impl Iterator<Item = Option<State>> {
    std::iter::once(None).chain(State::ALL.iter().copied().map(Some))
}

#[test]
fn every_row_is_taken_and_does_what_it_says() {
    for (row, case) in cases() {
        let plan = case.decide().unwrap_or_else(|refusal| panic!("{} {case:?}: {refusal:?}", row.number));
        match row.to {
            To::One(to) => assert_eq!(plan.to, to, "{}", row.number),
            To::Same => assert_eq!(Some(plan.to), case.from, "{}", row.number),
            To::OneOf(states) => assert!(states.contains(&plan.to), "{}", row.number),
        }
        let kinds =
            |plan: &Plan<State>| plan.effects.iter().map(crate::funding::machine::Effect::kind).collect::<Vec<_>>();
        let mut effects = kinds(&plan);
        effects.dedup();
        let mut told = row.effects.to_vec();
        effects.sort_by_key(|kind| kind.as_str());
        told.sort_by_key(|kind| kind.as_str());
        assert_eq!(effects, told, "{}", row.number);
        assert_eq!(plan.ledger.iter().map(|posting| posting.entry).collect::<Vec<_>>(), row.ledger, "{}", row.number);
    }
    assert_eq!(TABLE.len(), 44);
}

#[test]
fn every_pair_the_table_lacks_is_refused() {
    let mut refused = 0;
    for from in states() {
        for kind in Kind::ALL {
            let listed = TABLE.iter().any(|row| row.meets(from, kind));
            let meets = from.map_or(&[Kind::Start][..], State::meets);
            assert_eq!(listed, meets.contains(kind), "{from:?} {kind:?}");
            if listed {
                continue;
            }
            for duty in Duty::ALL {
                let facts = facts(*duty);
                assert_eq!(decide(from, &event(*kind, *duty), &facts), Err(Refusal::NotThisState), "{from:?} {kind:?}");
            }
            refused += 1;
        }
    }
    let listed: usize = State::ALL.iter().map(|state| state.meets().len()).sum::<usize>() + 1;
    assert_eq!(refused + listed, (State::ALL.len() + 1) * Kind::ALL.len());
}

#[test]
fn nobody_takes_a_step_of_another_duty() {
    for from in states() {
        for kind in Kind::ALL {
            let hands: Vec<_> =
                TABLE.iter().filter(|row| row.meets(from, kind)).flat_map(|row| row.who.hands()).collect();
            for duty in Duty::ALL.iter().filter(|duty| !hands.is_empty() && !hands.contains(duty)) {
                assert_eq!(offer(from, *kind, &facts(*duty)), Err(Refusal::NotYourDuty), "{from:?} {kind:?} {duty:?}");
            }
        }
    }
}

#[test]
fn a_tie_is_answered_as_if_nothing_were_there() {
    for (_, mut case) in cases() {
        case.facts.acting.tied = true;
        let officer = case.facts.acting.hand.duty.is_officer();
        assert_eq!(case.decide() == Err(Refusal::NotFound), officer, "{case:?}");
    }
    // Also where the step is not there at all: the answer must not depend on the state.
    let mut facts = facts(Duty::Lead);
    facts.acting.tied = true;
    for from in states() {
        for kind in Kind::ALL {
            assert_eq!(offer(from, *kind, &facts), Err(Refusal::NotFound));
        }
    }
}

#[test]
fn each_guard_has_an_answer_of_its_own() {
    let mut spoiled = 0;
    for row in TABLE {
        for refusal in row.guards.iter().chain(row.who.refusals()) {
            let from = row.from.first().copied();
            let duty = match (row.number, refusal) {
                ("10" | "20" | "33", Refusal::NotYourClaim) => Duty::Verifier,
                ("34", Refusal::ReasonMissing | Refusal::TextBlocked) | ("33", _) => Duty::Lead,
                _ => row.who.hands()[0],
            };
            let mut case = case(row, from, duty);
            assert!(case.decide().is_ok(), "{} {refusal:?}", row.number);
            spoil(&mut case, *refusal);
            assert_eq!(case.decide(), Err(*refusal), "{} {refusal:?}", row.number);
            spoiled += 1;
        }
    }
    assert!(spoiled > 120, "{spoiled}");
}

/// Takes away one thing a step stands on.
fn spoil(case: &mut Case, refusal: Refusal) {
    use Refusal as R;
    let facts = &mut case.facts;
    match refusal {
        R::ReasonMissing => rewrite(&mut case.event, Written::Nothing),
        R::TextBlocked => rewrite(&mut case.event, Written::Blocked),
        R::ReasonOfAnotherStep => reason_of_another_step(&mut case.event),
        R::NotFound => match &mut case.event {
            Event::PassClaim { to_is_tied, .. } => *to_is_tied = true,
            _ => facts.review.assigned = false,
        },
        R::SamePersonTwice => same_person(case),
        R::SecondPersonNeeded => facts.acting.countersign = None,
        R::CountersignStale => facts.acting.payload = OTHER,
        R::SignatureMissing => facts.file.signatures.treasurer = None,
        R::SignatureStale => facts.file.signatures.content = OTHER,
        R::NotYourClaim | R::AlreadyClaimed => facts.check.verifier = Some(Uuid::from_u128(96)),
        R::CallNotOpen | R::RankingNotFrozen => facts.call.state = CallState::Closed,
        R::EnterpriseInactive => facts.applicant.active = false,
        R::EligibilityNotMet => facts.applicant.eligible = false,
        R::DoorNotAccepted => facts.applicant.door_accepted = false,
        R::OtherProposalLive => facts.applicant.other_live = true,
        R::ReportOverdue => facts.applicant.held = true,
        R::Stale => facts.file.version += 1,
        R::SectionsIncomplete => facts.file.sections_complete = false,
        R::BudgetOverCeiling => facts.decision.lines = leak([line(1, 20_000_001)]),
        R::PaperMissing => facts.file.papers_complete = false,
        R::FileQuarantined => facts.file.quarantined = true,
        R::WarningNotAcknowledged => facts.file.warnings_acknowledged = false,
        R::PublicationUnread => facts.file.publication_read = false,
        R::DeadlinePassed => facts.acting.now = CLOSE + Duration::minutes(31),
        R::RoundsUsedUp => facts.check.rounds_used = 2,
        R::ItemsUnanswered => facts.file.listed_answered = false,
        R::ExtensionUsed => facts.check.extended = true,
        R::RemindersNotSent => facts.check.reminders_sent = false,
        R::ChecklistIncomplete => facts.check.marks = leak(marks().split_off(1)),
        R::EvaluationIncomplete => facts.check.marks = leak(marks()[..26].to_vec()),
        R::DuplicateNotChecked => facts.check.duplicates_checked = false,
        R::VisitNotAnnounced => facts.check.visit_announced = false,
        R::ConfidentialityMissing => facts.check.confidentiality = false,
        R::PhotosNotReady => facts.check.photos_ready = false,
        R::NotReopenable => facts.check.lapsed_at = None,
        R::ReopenUsed => facts.check.reopened = true,
        R::ReopenTooLate => facts.check.lapsed_at = Some(datetime!(2026-11-09 00:00 UTC)),
        R::RankingFrozen => facts.call.state = CallState::Ranked,
        R::OthersSeen => facts.review.saw_others = true,
        R::ReviewsMissing => facts.review.sums = &[Sum(1)],
        R::ContentRevisionUsed => facts.review.content_revised = true,
        R::NoReplacement => facts.review.replacement = None,
        R::NotFarApart => facts.review.sums = &[Sum(5_000), Sum(5_100)],
        R::MilestoneMissing => facts.decision.milestones = &[],
        R::BudgetStruck => facts.decision.budget = Some(BudgetResult::Struck),
        R::RecommendationNegative => {
            facts.decision.recommended = Some(Recommended { positive: false, amount: Rupiah(9_000_000) });
        }
        R::BudgetResultMissing => facts.decision.budget = None,
        R::QuotaFull => facts.call.awards = 3,
        R::CeilingExceeded => facts.call.balance.committed = 51_000_001,
        R::NothingReleased => facts.call.balance.committed = 60_000_000,
        R::DeciderHasActed => facts.decision.decider_has_acted = true,
        R::ObjectionUsed => facts.decision.objected = true,
        R::ObjectionWindowClosed => facts.decision.rejected_at = Some(datetime!(2026-11-09 00:00 UTC)),
        R::DateGoesBack => facts.file.recorded_until = Some(date!(2026 - 11 - 22)),
        R::ContentRevisionNotAllowed => case.terms(|terms| terms.allow_content_revision = false),
        R::BudgetCheckNotNeeded => case.terms(|terms| terms.needs_tapd = false),
        R::NotExternal => case.terms(|terms| terms.tracking = Tracking::Inside),
        R::OrderSkipped => {
            facts.call.is_next = false;
            case.terms(|terms| terms.selection = Selection::Ordered);
        }
        R::NotDueYet => match case.event {
            Event::ClosePassed => facts.acting.now = CLOSE + Duration::minutes(30),
            Event::DuePassed => facts.check.due = Some(date!(2026 - 11 - 24)),
            _ => facts.review.late = false,
        },
        _ => spoil_event(case, refusal),
    }
}

/// The same for what comes with the step.
fn spoil_event(case: &mut Case, refusal: Refusal) {
    use Refusal as R;
    let far = date!(2027 - 12 - 31);
    let before: Date = date!(2026 - 11 - 30);
    match refusal {
        R::DueTooSoon => match &mut case.event {
            Event::Return { due, .. } | Event::AskContent { due, .. } => *due = before,
            Event::Extend { due } => *due = date!(2026 - 12 - 01),
            Event::Reopen { due } => *due = date!(2026 - 11 - 24),
            Event::ExtendWaitlist { until, .. } => *until = date!(2027 - 01 - 15),
            _ => panic!("{refusal:?}"),
        },
        R::AmountAboveAsked | R::AmountAboveRecommended | R::AmountMissing => amount(case, refusal),
        R::NothingListed => match &mut case.event {
            Event::Return { items, .. } => items.clear(),
            Event::AskContent { sections, .. } => sections.clear(),
            _ => panic!("{refusal:?}"),
        },
        R::NotListed => case.event = Event::Edit { version: 4, listed: false },
        R::DeclarationMissing => case.event = Event::Claim { declares_no_tie: false },
        R::ExtensionTooLong => case.event = Event::Extend { due: date!(2026 - 12 - 16) },
        R::MinutesMissing => case.event = Event::Record { minutes: Official { number: false, ..PAPER } },
        R::ScoreIncomplete => case.event = Event::Score { scores: vec![] },
        R::JustificationMissing => {
            case.event = Event::Score { scores: vec![Score { score: 90, justification: 29 }; 3] }
        }
        R::CutsDoNotAddUp => match &mut case.event {
            Event::Recommend { advice: Advice::Yes { cuts, .. }, .. } | Event::BudgetCut { cuts, .. } => cuts.clear(),
            _ => panic!("{refusal:?}"),
        },
        R::LetterMissing => match &mut case.event {
            Event::BudgetOk { letter } | Event::BudgetCut { letter, .. } | Event::BudgetNone { letter } => {
                *letter = Official { number: false, date: None, file: false };
            }
            _ => panic!("{refusal:?}"),
        },
        R::DecreeMissing => {
            if let Event::Approve { decree, .. } = &mut case.event {
                decree.date = None;
            }
        }
        R::RankMissing => case.event = Event::Waitlist { rank: 0 },
        R::MilestoneNotHere => {
            case.event = Event::RecordMilestone { milestone: Milestone::ApipReview, paper: PAPER };
        }
        R::MilestoneIncomplete => {
            let paper = Official { number: false, ..PAPER };
            case.event = Event::RecordMilestone { milestone: Milestone::SipdNumber, paper };
        }
        R::DateInFuture => match &mut case.event {
            Event::Record { minutes: paper } | Event::RecordMilestone { paper, .. } => paper.date = Some(far),
            Event::RecordOutside { date, .. } => *date = far,
            _ => panic!("{refusal:?}"),
        },
        R::NotLater => {
            if let Event::RecordOutside { to, .. } = &mut case.event {
                *to = State::Draft;
            }
        }
        R::ProofMissing => {
            if let Event::RecordOutside { proof, .. } = &mut case.event {
                *proof = false;
            }
        }
        other => panic!("nothing spoils {other:?}"),
    }
}

fn amount(case: &mut Case, refusal: Refusal) {
    let wanted = match refusal {
        Refusal::AmountAboveAsked => Rupiah(10_000_001),
        Refusal::AmountAboveRecommended => Rupiah(9_000_001),
        _ => Rupiah(0),
    };
    match &mut case.event {
        Event::Recommend { advice: Advice::Yes { amount, .. }, .. }
        | Event::BudgetCut { amount, .. }
        | Event::Approve { amount, .. }
        | Event::RecordOutside { amount, .. } => *amount = wanted,
        _ => panic!("{refusal:?}"),
    }
}

fn same_person(case: &mut Case) {
    let facts = &mut case.facts;
    match &mut case.event {
        Event::Sign { .. } => facts.acting.hand.account = account(Duty::Treasurer),
        Event::Submit | Event::Resubmit => {
            facts.file.signatures.treasurer = facts.file.signatures.chair;
        }
        Event::PassClaim { to, .. } => *to = account(Duty::Verifier),
        Event::Uphold { .. } | Event::Overturn { .. } => facts.decision.decider = Some(facts.acting.hand.account),
        _ if facts.acting.countersign.is_some() => {
            facts.acting.hand.account = facts.acting.countersign.unwrap().hand.account;
            facts.check.verifier = Some(facts.acting.hand.account);
        }
        _ => facts.review.reviewers = leak([facts.acting.hand.account]),
    }
}

/// Puts another text, or none, where a step asks for one.
fn rewrite(event: &mut Event, text: Written) {
    let ground = |grounds: &mut Grounds| match text {
        Written::Nothing => grounds.codes.clear(),
        Written::Fine | Written::Blocked => grounds.text = text,
    };
    match event {
        Event::Return { items, .. } => ground(&mut items[0].grounds),
        Event::Ineligible { grounds } | Event::Reject { grounds } => ground(grounds),
        Event::AskContent { sections, .. } => sections[0] = text,
        Event::Recommend { advice, .. } => {
            let mut grounds = grounds(Reason::OutOfField);
            ground(&mut grounds);
            *advice = Advice::No { grounds };
        }
        Event::Approve { tie_reason: reason, .. }
        | Event::Promote { out_of_order: reason }
        | Event::Uphold { reasons: reason }
        | Event::Overturn { reasons: reason }
        | Event::Correct { reason }
        | Event::Reassign { reason, .. }
        | Event::PassClaim { reason, .. }
        | Event::ExtendWaitlist { reason, .. } => *reason = text,
        other => panic!("{other:?} has no text"),
    }
}

fn reason_of_another_step(event: &mut Event) {
    match event {
        Event::Return { items, .. } => items[0].grounds.codes = vec![Reason::Forged],
        Event::Ineligible { grounds } | Event::Reject { grounds } => grounds.codes = vec![Reason::Forged],
        Event::Recommend { advice, .. } => *advice = Advice::No { grounds: grounds(Reason::Forged) },
        Event::Void { reason } => *reason = Reason::Late,
        other => panic!("{other:?} has no reason"),
    }
}

#[test]
fn no_step_of_the_clock_refuses_anybody() {
    for row in TABLE.iter().filter(|row| row.who.hands().contains(&Duty::Clock)) {
        assert!(!matches!(row.to, To::One(State::Rejected) | To::OneOf(_)), "{}", row.number);
    }
    for (_, case) in cases().into_iter().filter(|(_, case)| case.facts.acting.hand.duty == Duty::Clock) {
        assert_ne!(case.decide().unwrap().to, State::Rejected);
    }
}

#[test]
fn only_an_objection_and_a_reopening_leave_an_end() {
    for row in TABLE {
        let leaves = row.from.iter().any(|state| state.is_end()) && row.to != To::Same;
        assert_eq!(leaves, ["27", "31"].contains(&row.number), "{}", row.number);
    }
}

#[test]
fn a_visit_stands_between_the_papers_and_the_review_where_a_call_wants_one() {
    let row = TABLE.iter().find(|row| row.number == "13").unwrap();
    let mut case = case(row, Some(State::AdminCheck), Duty::Verifier);
    case.terms(|terms| terms.needs_field_visit = true);
    let plan = case.decide().unwrap();
    assert_eq!(plan.to, State::FieldVisit);
    assert!(plan.effects.is_empty());
}

#[test]
fn a_call_without_reviews_assigns_nobody_and_is_closed_by_a_person() {
    let row = TABLE.iter().find(|row| row.number == "13").unwrap();
    let mut checked = case(row, Some(State::AdminCheck), Duty::Verifier);
    checked.terms(|terms| terms.reviews_required = 0);
    assert_eq!(checked.decide().unwrap().effects, [machine::Effect::ClosePapers]);
    let mut closed = facts(Duty::Lead);
    closed.terms = checked.facts.terms;
    closed.review.sums = &[];
    assert_eq!(offer(Some(State::InReview), Kind::CloseReview, &closed), Ok(()));
    assert_eq!(offer(Some(State::InReview), Kind::CloseReview, &facts(Duty::Clock)), Err(Refusal::NotYourDuty));
}

#[test]
fn an_objection_that_is_right_leads_back_to_where_it_was_refused() {
    let mut facts = facts(Duty::SecondDecider);
    for (by, to) in [(RejectedBy::Check, State::AdminCheck), (RejectedBy::Decision, State::Recommended)] {
        facts.decision.rejected_by = Some(by);
        let plan = decide(Some(State::Objected), &Event::Overturn { reasons: Written::Fine }, &facts).unwrap();
        assert_eq!(plan.to, to);
    }
}

#[test]
fn an_objection_in_the_last_second_of_the_window_is_in_time() {
    let mut facts = facts(Duty::Chair);
    // Friday 20 November; ten working days end on Friday 4 December, 23:59:59 in the zone of the call.
    facts.acting.now = datetime!(2026-12-04 15:59:59 UTC);
    assert_eq!(offer(Some(State::Rejected), Kind::Object, &facts), Ok(()));
    facts.acting.now += Duration::SECOND;
    assert_eq!(offer(Some(State::Rejected), Kind::Object, &facts), Err(Refusal::ObjectionWindowClosed));
}

#[test]
fn a_certificate_costs_nothing_and_leaves_the_ledger_alone() {
    let row = TABLE.iter().find(|row| row.number == "23").unwrap();
    let mut case = case(row, Some(State::Recommended), Duty::Decider);
    case.terms(|terms| terms.certificate = true);
    case.event = Event::Approve { amount: Rupiah(0), decree: PAPER, tie_reason: Written::Fine };
    assert_eq!(case.decide().unwrap().ledger, []);
}

#[test]
fn what_was_struck_from_the_budget_can_only_wait_or_be_refused() {
    let decider = {
        let mut facts = facts(Duty::Decider);
        facts.decision.budget = Some(BudgetResult::Struck);
        facts
    };
    assert_eq!(offer(Some(State::Recommended), Kind::Approve, &decider), Err(Refusal::BudgetResultMissing));
    assert_eq!(offer(Some(State::Recommended), Kind::Waitlist, &decider), Ok(()));
    assert_eq!(offer(Some(State::Recommended), Kind::Reject, &decider), Ok(()));
}

#[test]
fn the_clock_of_the_office_stands_while_the_group_mends() {
    let row = |number| TABLE.iter().find(|row| row.number == number).unwrap();
    let back = case(row("8"), Some(State::AdminCheck), Duty::Verifier).decide().unwrap();
    assert_eq!(back.deadlines[0], Change::Pause { timer: Timer::AdminCheck });
    assert!(matches!(back.deadlines[1], Change::Start { timer: Timer::RevisionDue, .. }));
    let again = case(row("9"), Some(State::AdminRevision), Duty::Chair).decide().unwrap();
    let expected = [Change::End { timer: Timer::RevisionDue }, Change::Resume { timer: Timer::AdminCheck }];
    assert_eq!(again.deadlines, expected);
}

#[test]
fn a_record_from_outside_never_goes_back_but_in_the_two_loops() {
    let mut facts = facts(Duty::Writer);
    facts.terms = leak(Terms { tracking: Tracking::External, ..terms() });
    let to = |from, to| {
        let date = date!(2026 - 11 - 21);
        decide(Some(from), &Event::RecordOutside { to, date, proof: true, amount: Rupiah(1) }, &facts)
            .map(|plan| plan.to)
    };
    for (from, next) in [
        (State::Draft, State::Scored),
        (State::AdminCheck, State::AdminRevision),
        (State::AdminRevision, State::AdminCheck),
        (State::BudgetCheck, State::Recommended),
        (State::Objected, State::Rejected),
    ] {
        assert_eq!(to(from, next), Ok(next));
    }
    for (from, next) in [
        (State::Scored, State::AdminCheck),
        (State::Submitted, State::Submitted),
        (State::Submitted, State::Voided),
        (State::Objected, State::Waitlisted),
    ] {
        assert_eq!(to(from, next), Err(Refusal::NotLater), "{from:?} {next:?}");
    }
}

#[test]
fn what_the_group_sees_and_may_edit_follows_from_the_state() {
    for seen in Seen::ALL {
        assert!(State::ALL.iter().any(|state| state.seen() == *seen), "{seen:?}");
    }
    let open: Vec<_> = State::ALL.iter().filter(|state| state.editable() != Editable::Nothing).collect();
    assert_eq!(open, [&State::Draft, &State::AdminRevision, &State::ContentRevision]);
    assert_eq!(Kind::ALL.iter().filter(|kind| !kind.is_recorded()).count(), 1);
}

#[test]
fn whoever_had_a_part_in_a_file_does_not_decide_about_it() {
    for duty in [Duty::Verifier, Duty::Lead, Duty::Reviewer] {
        let mut decider = facts(Duty::Decider);
        decider.acting.hand.account = account(duty);
        for kind in [Kind::Approve, Kind::Waitlist, Kind::Reject] {
            assert_eq!(offer(Some(State::Recommended), kind, &decider), Err(Refusal::SamePersonTwice), "{duty:?}");
        }
        let mut second = facts(Duty::SecondDecider);
        second.acting.hand.account = account(duty);
        for kind in [Kind::Uphold, Kind::Overturn] {
            assert_eq!(offer(Some(State::Objected), kind, &second), Err(Refusal::SamePersonTwice), "{duty:?}");
        }
    }
}

#[test]
fn a_revision_lapses_a_day_after_its_due_date_and_a_section_at_once() {
    let mut facts = facts(Duty::Clock);
    facts.check.due = Some(date!(2026 - 11 - 23));
    for (from, due) in [
        (State::AdminRevision, datetime!(2026-11-24 15:59:59 UTC)),
        (State::ContentRevision, datetime!(2026-11-23 15:59:59 UTC)),
    ] {
        facts.acting.now = due;
        assert_eq!(offer(Some(from), Kind::DuePassed, &facts), Err(Refusal::NotDueYet), "{from:?}");
        facts.acting.now = due + Duration::SECOND;
        assert_eq!(offer(Some(from), Kind::DuePassed, &facts), Ok(()), "{from:?}");
    }
}

#[test]
fn a_lapse_can_be_reopened_for_ten_working_days() {
    let mut facts = facts(Duty::Lead);
    // Saturday 21 November at the place of the call; the tenth working day after it is Friday 4 December.
    facts.acting.now = datetime!(2026-12-04 15:59:59 UTC);
    assert_eq!(offer(Some(State::Lapsed), Kind::Reopen, &facts), Ok(()));
    facts.acting.now += Duration::SECOND;
    assert_eq!(offer(Some(State::Lapsed), Kind::Reopen, &facts), Err(Refusal::ReopenTooLate));
}

#[test]
fn the_second_person_has_five_days_and_the_same_before_them() {
    let row = TABLE.iter().find(|row| row.number == "12").unwrap();
    let mut case = case(row, Some(State::AdminCheck), Duty::Lead);
    assert!(case.decide().is_ok());
    case.facts.acting.now += Duration::SECOND;
    assert_eq!(case.decide(), Err(Refusal::CountersignStale));
}

/// The step of a row from its first state.
fn first(number: &str) -> Case {
    let row = TABLE.iter().find(|row| row.number == number).unwrap();
    case(row, row.from.first().copied(), row.who.hands()[0])
}

#[test]
fn a_proposal_above_the_ceiling_is_not_signed_even_when_each_may_ask_so_much() {
    let mut case = first("3");
    case.terms(|terms| (terms.ask_max, terms.ceiling) = (Rupiah(20_000_000), Rupiah(9_999_999)));
    assert_eq!(case.decide(), Err(Refusal::BudgetOverCeiling));
}

#[test]
fn nothing_is_recalled_after_the_close_even_in_the_grace() {
    let mut case = first("6");
    case.facts.acting.now = CLOSE;
    assert!(case.decide().is_ok());
    case.facts.acting.now = CLOSE + Duration::SECOND;
    assert_eq!(case.decide(), Err(Refusal::CallNotOpen));
}

#[test]
fn a_promotion_keeps_what_the_budget_said_unless_it_was_struck() {
    let mut case = first("25");
    case.facts.decision.budget = Some(BudgetResult::Fine);
    assert_eq!(case.decide().unwrap().effects, []);
}

#[test]
fn reviewers_begin_with_a_new_term_after_a_revision_and_go_on_without_one() {
    let anew = first("19a").decide().unwrap();
    assert!(matches!(anew.deadlines[..], [Change::End { .. }, Change::Start { timer: Timer::Reviewer, .. }]));
    let on = first("19b").decide().unwrap();
    let resumed = Change::Resume { timer: Timer::Reviewer };
    assert_eq!(on.deadlines, [Change::End { timer: Timer::RevisionDue }, resumed]);
}

#[test]
fn a_refusal_that_stands_opens_no_second_window() {
    assert_eq!(first("28a").decide().unwrap().deadlines, [Change::EndAll]);
    let refused = first("26").decide().unwrap();
    assert!(matches!(refused.deadlines[..], [Change::EndAll, Change::Start { timer: Timer::ObjectionWindow, .. }]));
}

#[test]
fn a_cancelled_call_gives_no_other_reason_than_that() {
    let mut case = first("30c");
    case.event = Event::Void { reason: Reason::Forged };
    assert_eq!(case.decide(), Err(Refusal::ReasonOfAnotherStep));
    let mut case = first("30");
    case.event = Event::Void { reason: Reason::Forged };
    assert!(case.decide().is_ok());
}

#[test]
fn a_decree_is_recorded_by_a_decider_and_nothing_else_is() {
    let row = TABLE.iter().find(|row| row.number == "33").unwrap();
    for (duty, milestone, fits) in [
        (Duty::Decider, Milestone::DecreeExcerpt, true),
        (Duty::Lead, Milestone::DecreeExcerpt, false),
        (Duty::Decider, Milestone::SipdNumber, false),
        (Duty::Lead, Milestone::SipdNumber, true),
    ] {
        let mut case = case(row, Some(State::Approved), duty);
        case.event = Event::RecordMilestone { milestone, paper: PAPER };
        let to = case.decide().map(|plan| plan.to);
        assert_eq!(to, if fits { Ok(State::Approved) } else { Err(Refusal::NotYourDuty) }, "{duty:?}");
    }
}
