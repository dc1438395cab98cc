//! The line of each effect.
use super::{Line, Value};
use crate::{
    funding::machine::{BudgetResult, Effect},
    platform::money::Rupiah,
};

/// What an effect will do; none when it does nothing, such as making no instalments.
pub fn line(effect: &Effect) -> Option<Line> {
    let line = match effect {
        Effect::Issue { letter } => Line::with("funding-preview-issue", "letter", Value::Text(letter.key())),
        Effect::PurgePapers { days } => Line::with("funding-preview-purge-papers", "days", days_of(*days)),
        Effect::KeepDraft { days } => Line::with("funding-preview-keep-draft", "days", days_of(*days)),
        Effect::AssignReviewers { count: 0 } | Effect::CreateReports { count: 0 } => return None,
        Effect::AssignReviewers { count } => counted("funding-preview-assign-reviewers", "funding-people", *count),
        Effect::CreateReports { count } => counted("funding-preview-create-reports", "funding-reports", *count),
        Effect::ReplaceReviewer { to, .. } => Line::plain(if to.is_some() {
            "funding-preview-replace-reviewer"
        } else {
            "funding-preview-release-reviewer"
        }),
        Effect::RecordBudget { result, amount } => budget(*result, *amount),
        Effect::RecordMilestone { milestone } => {
            Line::with("funding-preview-record-milestone", "paper", Value::Text(milestone.key()))
        }
        Effect::CreateAward { amount: Rupiah(0) } => Line::plain("funding-preview-create-award-certificate"),
        Effect::CreateAward { amount } => amount_of("funding-preview-create-award", *amount),
        Effect::CreateTranches { amounts } if amounts.is_empty() => return None,
        Effect::CreateTranches { amounts } => {
            Line::with("funding-preview-create-tranches", "amounts", Value::Amounts(amounts.clone()))
        }
        Effect::DivideAnew { unpaid } => amount_of("funding-preview-divide-anew", *unpaid),
        Effect::UpdateCalendars { day } => Line::with("funding-preview-update-calendars", "day", Value::Day(*day)),
        Effect::OpenPapers { .. } => Line::plain("funding-preview-open-papers"),
        Effect::Sign { .. } => Line::plain("funding-preview-sign"),
        Effect::DrawCode => Line::plain("funding-preview-draw-code"),
        Effect::ClearSignatures => Line::plain("funding-preview-clear-signatures"),
        Effect::FreezeVersion => Line::plain("funding-preview-freeze-version"),
        Effect::BeginChecklist => Line::plain("funding-preview-begin-checklist"),
        Effect::ClosePapers => Line::plain("funding-preview-close-papers"),
        Effect::OpenListed => Line::plain("funding-preview-open-listed"),
        Effect::KeepPapers => Line::plain("funding-preview-keep-papers"),
        Effect::RenderPacket => Line::plain("funding-preview-render-packet"),
        Effect::FreeReviewers => Line::plain("funding-preview-free-reviewers"),
        Effect::SealScore => Line::plain("funding-preview-seal-score"),
        Effect::UnsealScores => Line::plain("funding-preview-unseal-scores"),
        Effect::SuggestReview => Line::plain("funding-preview-suggest-review"),
        Effect::MarkScoresStale => Line::plain("funding-preview-mark-scores-stale"),
        Effect::RestoreScores => Line::plain("funding-preview-restore-scores"),
        Effect::SupersedeNote => Line::plain("funding-preview-supersede-note"),
        Effect::MakeBatchSheet => Line::plain("funding-preview-make-batch-sheet"),
        Effect::AskSipdNumber => Line::plain("funding-preview-ask-sipd-number"),
        Effect::ForgetBudget => Line::plain("funding-preview-forget-budget"),
        Effect::AssignSecondDecider => Line::plain("funding-preview-assign-second-decider"),
        Effect::MarkOwnRecord => Line::plain("funding-preview-mark-own-record"),
        Effect::Audit => Line::plain("funding-preview-audit"),
        Effect::SupersedeAgreement => Line::plain("funding-preview-supersede-agreement"),
        Effect::FreezeTranches => Line::plain("funding-preview-freeze-tranches"),
        Effect::UnfreezeTranches => Line::plain("funding-preview-unfreeze-tranches"),
        Effect::CancelTranches => Line::plain("funding-preview-cancel-tranches"),
        Effect::RegisterAward => Line::plain("funding-preview-register-award"),
        Effect::SetReportDue => Line::plain("funding-preview-set-report-due"),
        Effect::AccountTranche => Line::plain("funding-preview-account-tranche"),
        Effect::ListOverdue => Line::plain("funding-preview-list-overdue"),
        Effect::LiftBlock => Line::plain("funding-preview-lift-block"),
        Effect::FreezeForm => Line::plain("funding-preview-freeze-form"),
        Effect::ShowCall => Line::plain("funding-preview-show-call"),
        Effect::ShowAmendment => Line::plain("funding-preview-show-amendment"),
        Effect::LapseDrafts => Line::plain("funding-preview-lapse-drafts"),
        Effect::FreezeRanking => Line::plain("funding-preview-freeze-ranking"),
        Effect::SupersedeRanking => Line::plain("funding-preview-supersede-ranking"),
        Effect::VoidProposals => Line::plain("funding-preview-void-proposals"),
        Effect::ReleaseRegister => Line::plain("funding-preview-release-register"),
    };
    Some(line)
}

fn days_of(days: u16) -> Value {
    Value::Counted("funding-days", i64::from(days))
}

fn counted(key: &'static str, unit: &'static str, count: u8) -> Line {
    Line::with(key, "count", Value::Counted(unit, i64::from(count)))
}

fn amount_of(key: &'static str, amount: Rupiah) -> Line {
    Line::with(key, "amount", Value::Amount(amount))
}

fn budget(result: BudgetResult, amount: Rupiah) -> Line {
    match result {
        BudgetResult::Fine => amount_of("funding-preview-record-budget-fine", amount),
        BudgetResult::Cut => amount_of("funding-preview-record-budget-cut", amount),
        BudgetResult::Struck => Line::plain("funding-preview-record-budget-struck"),
    }
}
