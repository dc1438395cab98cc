use std::collections::BTreeSet;

use time::{Date, macros::date, macros::datetime};
use uuid::Uuid;

use super::{Around, Line, Names, Value, preview};
use crate::{
    funding::{
        deadlines::{Change, Timer},
        ledger::{Entry, Posting},
        machine::{BudgetResult, Effect, EffectKind, Letter, Milestone, News, Plan, Reader},
        proposals::workflow::{Editable, State},
        versions::ContentHash,
        words::tests::written,
    },
    platform::{i18n::Lang, money::Rupiah},
};

const DAY: Date = date!(2026 - 11 - 30);
const MILLION: Rupiah = Rupiah(1_000_000);

fn plan() -> Plan<State> {
    Plan::to(State::Scored)
}

/// Everything around it is such that nothing is left out.
fn lines(plan: &Plan<State>) -> Vec<Line> {
    preview(plan, &Around { running: Timer::ALL, ..Around::default() })
}

fn keys(lines: &[Line]) -> Vec<&'static str> {
    lines.iter().map(|line| line.key).collect()
}

/// Every effect with what it carries, in each way that reads differently.
fn effects_of(kind: EffectKind) -> Vec<Effect> {
    let account = Uuid::from_u128(1);
    match kind {
        EffectKind::DrawCode => vec![Effect::DrawCode],
        EffectKind::ClearSignatures => vec![Effect::ClearSignatures],
        EffectKind::Sign => vec![Effect::Sign { content: ContentHash([1; 32]) }],
        EffectKind::FreezeVersion => vec![Effect::FreezeVersion],
        EffectKind::Issue => Letter::ALL.iter().map(|letter| Effect::Issue { letter: *letter }).collect(),
        EffectKind::BeginChecklist => vec![Effect::BeginChecklist],
        EffectKind::OpenPapers => vec![Effect::OpenPapers { to: account }],
        EffectKind::ClosePapers => vec![Effect::ClosePapers],
        EffectKind::OpenListed => vec![Effect::OpenListed],
        EffectKind::PurgePapers => vec![Effect::PurgePapers { days: 90 }],
        EffectKind::KeepPapers => vec![Effect::KeepPapers],
        EffectKind::KeepDraft => vec![Effect::KeepDraft { days: 180 }],
        EffectKind::AssignReviewers => vec![Effect::AssignReviewers { count: 2 }],
        EffectKind::RenderPacket => vec![Effect::RenderPacket],
        EffectKind::ReplaceReviewer => {
            [Some(account), None].map(|to| Effect::ReplaceReviewer { from: account, to }).to_vec()
        }
        EffectKind::FreeReviewers => vec![Effect::FreeReviewers],
        EffectKind::SealScore => vec![Effect::SealScore],
        EffectKind::UnsealScores => vec![Effect::UnsealScores],
        EffectKind::SuggestReview => vec![Effect::SuggestReview],
        EffectKind::MarkScoresStale => vec![Effect::MarkScoresStale],
        EffectKind::RestoreScores => vec![Effect::RestoreScores],
        EffectKind::SupersedeNote => vec![Effect::SupersedeNote],
        EffectKind::MakeBatchSheet => vec![Effect::MakeBatchSheet],
        EffectKind::AskSipdNumber => vec![Effect::AskSipdNumber],
        EffectKind::RecordBudget => {
            let record = |result: &BudgetResult| Effect::RecordBudget { result: *result, amount: MILLION };
            BudgetResult::ALL.iter().map(record).collect()
        }
        EffectKind::ForgetBudget => vec![Effect::ForgetBudget],
        EffectKind::AssignSecondDecider => vec![Effect::AssignSecondDecider],
        EffectKind::RecordMilestone => {
            Milestone::ALL.iter().map(|milestone| Effect::RecordMilestone { milestone: *milestone }).collect()
        }
        EffectKind::MarkOwnRecord => vec![Effect::MarkOwnRecord],
        EffectKind::Audit => vec![Effect::Audit],
        EffectKind::CreateAward => [Rupiah(0), MILLION].map(|amount| Effect::CreateAward { amount }).to_vec(),
        EffectKind::SupersedeAgreement => vec![Effect::SupersedeAgreement],
        EffectKind::CreateTranches => vec![Effect::CreateTranches { amounts: vec![MILLION, MILLION] }],
        EffectKind::CreateReports => vec![Effect::CreateReports { count: 2 }],
        EffectKind::DivideAnew => vec![Effect::DivideAnew { unpaid: MILLION }],
        EffectKind::FreezeTranches => vec![Effect::FreezeTranches],
        EffectKind::UnfreezeTranches => vec![Effect::UnfreezeTranches],
        EffectKind::CancelTranches => vec![Effect::CancelTranches],
        EffectKind::RegisterAward => vec![Effect::RegisterAward],
        EffectKind::SetReportDue => vec![Effect::SetReportDue],
        EffectKind::AccountTranche => vec![Effect::AccountTranche],
        EffectKind::ListOverdue => vec![Effect::ListOverdue],
        EffectKind::LiftBlock => vec![Effect::LiftBlock],
        EffectKind::FreezeForm => vec![Effect::FreezeForm],
        EffectKind::ShowCall => vec![Effect::ShowCall],
        EffectKind::ShowAmendment => vec![Effect::ShowAmendment],
        EffectKind::LapseDrafts => vec![Effect::LapseDrafts],
        EffectKind::FreezeRanking => vec![Effect::FreezeRanking],
        EffectKind::SupersedeRanking => vec![Effect::SupersedeRanking],
        EffectKind::VoidProposals => vec![Effect::VoidProposals],
        EffectKind::ReleaseRegister => vec![Effect::ReleaseRegister],
        EffectKind::UpdateCalendars => vec![Effect::UpdateCalendars { day: DAY }],
    }
}

fn changes(timer: Timer) -> [Change; 6] {
    let due = datetime!(2026-11-30 16:59:59 UTC);
    [
        Change::Start { timer, due },
        Change::Move { timer, due },
        Change::Pause { timer },
        Change::Resume { timer },
        Change::End { timer },
        Change::EndAll,
    ]
}

/// The texts of a line have the values the line brings, in both languages.
fn fits(line: &Line) {
    let brought: BTreeSet<_> = line.values.iter().map(|(name, _)| (*name).to_owned()).collect();
    for lang in Lang::ALL {
        let text = written(*lang, line.key).unwrap_or_else(|| panic!("{} lacks {}", lang.as_str(), line.key));
        let names: BTreeSet<String> = text
            .split('$')
            .skip(1)
            .map(|part| part.chars().take_while(char::is_ascii_alphanumeric).collect())
            .collect();
        assert_eq!(names, brought, "{}", line.key);
        for (_, value) in &line.values {
            if let Value::Text(key) | Value::Counted(key, _) = value {
                assert!(written(*lang, key).is_some(), "{key}");
            }
        }
    }
}

#[test]
fn every_effect_has_a_line_that_says_what_it_says_of_no_other() {
    let mut seen = BTreeSet::new();
    for kind in EffectKind::ALL {
        let effects = effects_of(*kind);
        assert!(!effects.is_empty(), "{kind:?}");
        let mut of_kind = BTreeSet::new();
        for effect in effects {
            assert_eq!(effect.kind(), *kind);
            let lines = lines(&plan().effect(effect));
            assert_eq!(lines.len(), 1, "{kind:?}");
            fits(&lines[0]);
            of_kind.insert(lines[0].key);
        }
        for key in of_kind {
            assert!(seen.insert(key), "{key} stands for two effects");
        }
    }
}

#[test]
fn every_notice_has_a_line() {
    for news in News::ALL {
        for reader in Reader::ALL {
            let lines = lines(&plan().tell(*news, *reader));
            assert_eq!(keys(&lines), ["funding-preview-tell"], "{news:?} {reader:?}");
            assert_eq!(lines[0].values, [("who", Value::Text(reader.key()))]);
            fits(&lines[0]);
        }
    }
}

#[test]
fn every_change_of_a_clock_has_a_line() {
    let mut seen = BTreeSet::new();
    for timer in Timer::ALL {
        for change in changes(*timer) {
            let lines = lines(&plan().clock(change));
            assert_eq!(lines.len(), 1, "{change:?}");
            fits(&lines[0]);
            seen.insert(lines[0].key);
        }
    }
    assert_eq!(seen.len(), 6);
}

#[test]
fn every_entry_of_the_ledger_has_a_line_with_its_amount() {
    let mut seen = BTreeSet::new();
    for entry in Entry::ALL {
        let lines = lines(&plan().post(Posting { entry: *entry, amount: MILLION }));
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].values, [("amount", Value::Amount(MILLION))]);
        fits(&lines[0]);
        seen.insert(lines[0].key);
    }
    assert_eq!(seen.len(), Entry::ALL.len());
}

#[test]
fn a_reader_is_named_once_with_how_many_they_are_and_nobody_is_not_told() {
    let plan = plan()
        .tell(News::Returned, Reader::Group)
        .tell(News::Extended, Reader::Group)
        .tell(News::CallAmended, Reader::Drafts);
    let around = Around { people: &[(Reader::Group, 3), (Reader::Drafts, 0)], ..Around::default() };
    let lines = preview(&plan, &around);
    assert_eq!(keys(&lines), ["funding-preview-tell-people"]);
    assert_eq!(lines[0].values[1], ("people", Value::Counted("funding-people", 3)));
    fits(&lines[0]);
}

#[test]
fn a_state_has_both_names_unless_they_are_one() {
    let two = Names { group: "funding-seen-judged", office: "funding-stage-recommended" };
    let one = Names { group: "funding-award-closed", office: "funding-award-closed" };
    let shown = |names| preview(&plan(), &Around { state: Some(names), ..Around::default() });
    assert_eq!(keys(&shown(two)), ["funding-preview-state-group", "funding-preview-state-office"]);
    assert_eq!(keys(&shown(one)), ["funding-preview-state"]);
    shown(two).iter().chain(&shown(one)).for_each(fits);
}

#[test]
fn it_is_said_when_the_group_may_edit_again_or_no_more() {
    let shown = |editable| keys(&preview(&plan(), &Around { editable: Some(editable), ..Around::default() }));
    assert_eq!(shown(Editable::All), ["funding-preview-editable-all"]);
    assert_eq!(shown(Editable::Nothing), ["funding-preview-editable-nothing"]);
    for listed in [Editable::ListedItems, Editable::ListedSections] {
        assert!(shown(listed).is_empty(), "the list itself says it");
    }
    for line in preview(&plan(), &Around { editable: Some(Editable::All), ..Around::default() }) {
        fits(&line);
    }
}

#[test]
fn what_does_not_happen_has_no_line() {
    let idle = plan()
        .clock(Change::End { timer: Timer::Decision })
        .clock(Change::Pause { timer: Timer::AdminCheck })
        .clock(Change::EndAll)
        .effect(Effect::AssignReviewers { count: 0 })
        .effect(Effect::CreateReports { count: 0 })
        .effect(Effect::CreateTranches { amounts: Vec::new() });
    assert!(preview(&idle, &Around::default()).is_empty());
}

#[test]
fn a_plan_is_told_in_the_order_people_ask_for_it() {
    let approved = plan()
        .post(Posting { entry: Entry::Commit, amount: MILLION })
        .clock(Change::EndAll)
        .issue(Letter::Approved)
        .tell(News::Decided, Reader::Signatories);
    let around = Around {
        state: Some(Names { group: "funding-seen-decided", office: "funding-stage-decreed" }),
        editable: Some(Editable::Nothing),
        people: &[(Reader::Signatories, 2)],
        running: &[Timer::Decision],
    };
    assert_eq!(
        keys(&preview(&approved, &around)),
        [
            "funding-preview-state-group",
            "funding-preview-state-office",
            "funding-preview-tell-people",
            "funding-preview-issue",
            "funding-preview-clock-end-all",
            "funding-preview-entry-commit",
            "funding-preview-editable-nothing",
        ]
    );
}
