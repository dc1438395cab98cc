use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use crate::{
    funding::{
        awards::{tranches, workflow as awards},
        calls::workflow as calls,
        deadlines::Timer,
        ledger::Entry,
        machine::{Duty, Letter, Milestone, Reader, Refusal},
        model::CallState,
        proposals::workflow::{self as proposals, Seen},
        reports::workflow as reports,
        stage::Stage,
    },
    platform::i18n::{self, Lang},
};

/// The text of a key as it stands in the file of a language, with the lines that go on below it.
pub(in crate::funding) fn written(lang: Lang, key: &str) -> Option<&'static str> {
    static TEXTS: LazyLock<HashMap<(Lang, String), String>> =
        LazyLock::new(|| Lang::ALL.iter().flat_map(|lang| texts(*lang)).collect());
    TEXTS.get(&(lang, key.to_owned())).map(String::as_str)
}

fn texts(lang: Lang) -> Vec<((Lang, String), String)> {
    let mut texts: Vec<((Lang, String), String)> = Vec::new();
    for (_, source) in i18n::sources(lang) {
        for line in source.lines() {
            match (line.split_once('='), texts.last_mut()) {
                (Some((key, text)), _) if !line.starts_with(['#', ' ', '}']) => {
                    texts.push(((lang, key.trim().to_owned()), text.to_owned()));
                }
                (_, Some((_, text))) if line.starts_with([' ', '}']) => text.push_str(line),
                _ => {}
            }
        }
    }
    texts
}

fn keys<T: Copy>(all: &[T], key: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| key(*one)).collect()
}

/// Lists in which every word has a text of its own.
fn lists() -> Vec<Vec<&'static str>> {
    vec![
        keys(Refusal::ALL, Refusal::key),
        keys(Duty::ALL, Duty::key),
        keys(Reader::ALL, Reader::key),
        keys(Seen::ALL, Seen::key),
        keys(Stage::ALL, Stage::key),
        keys(Timer::ALL, Timer::key),
        keys(Letter::ALL, Letter::key),
        keys(Milestone::ALL, Milestone::key),
        keys(Entry::ALL, Entry::key),
        keys(CallState::ALL, CallState::key),
        keys(awards::State::ALL, awards::State::key),
        keys(tranches::State::ALL, tranches::State::key),
        keys(reports::State::ALL, |state| state.key(true)),
        keys(reports::State::ALL, |state| state.key(false)),
        keys(calls::Kind::ALL, calls::Kind::happened_key),
        keys(awards::Kind::ALL, awards::Kind::happened_key),
        keys(tranches::Kind::ALL, tranches::Kind::happened_key),
        keys(reports::Kind::ALL, reports::Kind::happened_key),
    ]
}

#[test]
fn every_word_has_a_text_of_its_own_in_both_languages() {
    for lang in Lang::ALL {
        for list in lists() {
            let texts: BTreeSet<_> = list
                .iter()
                .map(|key| written(*lang, key).unwrap_or_else(|| panic!("{} lacks {key}", lang.as_str())))
                .collect();
            assert_eq!(texts.len(), list.len(), "{list:?} says something twice");
        }
        for kind in proposals::Kind::ALL {
            assert!(written(*lang, kind.happened_key()).is_some(), "{kind:?}");
        }
    }
}

#[test]
fn a_refusal_is_two_short_sentences_at_most() {
    for lang in Lang::ALL {
        for refusal in Refusal::ALL {
            let text = i18n::text(*lang, refusal.key(), None);
            let sentences: Vec<_> = text.split_inclusive(['.', '?']).filter(|part| !part.trim().is_empty()).collect();
            assert!(sentences.len() <= 2 && text.ends_with('.'), "{text}");
            let longest = sentences.iter().map(|sentence| sentence.split_whitespace().count()).max();
            assert!(longest <= Some(15), "{text}");
        }
    }
}

#[test]
fn what_a_budget_team_answered_and_what_reviewers_did_is_not_in_the_history_of_the_group() {
    use proposals::Kind;
    let answers = [Kind::BudgetOk, Kind::BudgetCut, Kind::BudgetNone].map(Kind::happened_key);
    assert!(answers.iter().all(|key| *key == answers[0]));
    let untold: Vec<_> = Kind::ALL.iter().filter(|kind| !kind.is_told_to_the_group()).collect();
    assert_eq!(untold, [&Kind::Edit, &Kind::DeclareConflict, &Kind::Score, &Kind::Reassign, &Kind::AddReviewer]);
}

#[test]
fn nobody_sees_a_red_mark_for_not_being_chosen() {
    for state in proposals::State::ALL {
        assert_ne!(state.tone(), "stop", "{state:?}");
    }
    assert_eq!(proposals::State::Approved.tone(), "good");
    assert_eq!(proposals::State::AdminRevision.tone(), "yours");
}

#[test]
fn a_report_is_called_due_when_its_day_is_near() {
    let state = reports::State::Due;
    assert_eq!((state.key(false), state.tone(false)), ("funding-report-due-later", "idle"));
    assert_eq!((state.key(true), state.tone(true)), ("funding-report-due", "yours"));
}
