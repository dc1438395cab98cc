//! What a step will do, in lines, before anybody presses the button: from the very plan that is carried out afterwards.
//! Pure; a line is the key of a text with what stands in it, and a page writes it in the language of its reader.
#![deny(clippy::wildcard_enum_match_arm)]
mod effects;

use time::{Date, OffsetDateTime};

use super::{
    deadlines::{Change, Timer},
    ledger::{Entry, Posting},
    machine::{Notice, Plan, Reader},
    proposals::workflow::Editable,
};
use crate::platform::money::Rupiah;

/// One thing that will happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub key: &'static str,
    /// What stands in its text, by name.
    pub values: Vec<(&'static str, Value)>,
}

/// What stands in the text of a line. A page writes it in its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The text of another key.
    Text(&'static str),
    /// The text of a key that counts: "2 orang".
    Counted(&'static str, i64),
    Amount(Rupiah),
    Amounts(Vec<Rupiah>),
    Day(Date),
    /// A moment, in the zone of the call.
    Moment(OffsetDateTime),
}

/// What the plan of a step cannot know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// What the new state is called; none where a step leaves the state as it is.
    pub state: Option<Names>,
    /// What the group may edit from now on, where the step changes that.
    pub editable: Option<Editable>,
    /// How many persons each reader is. A reader who is not listed is told without a number.
    pub people: &'a [(Reader, i64)],
    /// Timers of the object that run or stand: no other can be stopped.
    pub running: &'a [Timer],
}

/// A state by both of its names: keys of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// As the group reads it.
    pub group: &'static str,
    /// As offices call it.
    pub office: &'static str,
}

/// What the plan of a step will do, in the order in which people ask for it.
pub fn preview<S>(plan: &Plan<S>, around: &Around) -> Vec<Line> {
    let mut lines = around.state.map(state).unwrap_or_default();
    lines.extend(told(&plan.notices, around.people));
    lines.extend(plan.effects.iter().filter_map(effects::line));
    lines.extend(plan.deadlines.iter().filter_map(|change| clock(*change, around.running)));
    lines.extend(plan.ledger.iter().map(|posting| entry(*posting)));
    lines.extend(around.editable.and_then(editing));
    lines
}

impl Line {
    pub(super) const fn plain(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    pub(super) fn with(key: &'static str, name: &'static str, value: Value) -> Self {
        Self { key, values: vec![(name, value)] }
    }
}

/// One line when both sides call it the same.
fn state(names: Names) -> Vec<Line> {
    let line = |key, name| Line::with(key, "state", Value::Text(name));
    if names.group == names.office {
        return vec![line("funding-preview-state", names.group)];
    }
    vec![line("funding-preview-state-group", names.group), line("funding-preview-state-office", names.office)]
}

/// One line for each reader, however many notices: a mail says that there is news and nothing more. A reader who is
/// nobody at the moment gets none.
fn told(notices: &[Notice], people: &[(Reader, i64)]) -> Vec<Line> {
    let mut readers: Vec<Reader> = Vec::new();
    for notice in notices {
        if !readers.contains(&notice.to) {
            readers.push(notice.to);
        }
    }
    let count = |reader| people.iter().find(|(known, _)| *known == reader).map(|(_, count)| *count);
    let line = |reader: Reader| {
        let who = ("who", Value::Text(reader.key()));
        match count(reader) {
            Some(0) => None,
            Some(count) => {
                let people = ("people", Value::Counted("funding-people", count));
                Some(Line { key: "funding-preview-tell-people", values: vec![who, people] })
            }
            None => Some(Line { key: "funding-preview-tell", values: vec![who] }),
        }
    };
    readers.into_iter().filter_map(line).collect()
}

/// A timer that does not run cannot be stopped, so nothing is said of it.
fn clock(change: Change, running: &[Timer]) -> Option<Line> {
    let what = |timer: Timer| ("timer", Value::Text(timer.key()));
    let until = |due| ("until", Value::Moment(due));
    let stops = |key, timer| running.contains(&timer).then(|| Line { key, values: vec![what(timer)] });
    match change {
        Change::Start { timer, due } => {
            Some(Line { key: "funding-preview-clock-start", values: vec![what(timer), until(due)] })
        }
        Change::Move { timer, due } => {
            Some(Line { key: "funding-preview-clock-move", values: vec![what(timer), until(due)] })
        }
        Change::Pause { timer } => stops("funding-preview-clock-pause", timer),
        Change::Resume { timer } => stops("funding-preview-clock-resume", timer),
        Change::End { timer } => stops("funding-preview-clock-end", timer),
        Change::EndAll => (!running.is_empty()).then(|| Line::plain("funding-preview-clock-end-all")),
    }
}

fn entry(posting: Posting) -> Line {
    let key = match posting.entry {
        Entry::Ceiling => "funding-preview-entry-ceiling",
        Entry::Commit => "funding-preview-entry-commit",
        Entry::Release => "funding-preview-entry-release",
        Entry::Pay => "funding-preview-entry-pay",
        Entry::HandOver => "funding-preview-entry-hand-over",
        Entry::Return => "funding-preview-entry-return",
        Entry::Refund => "funding-preview-entry-refund",
        Entry::Recover => "funding-preview-entry-recover",
    };
    Line::with(key, "amount", Value::Amount(posting.amount))
}

/// What is listed is said by the effect that opens it.
fn editing(editable: Editable) -> Option<Line> {
    match editable {
        Editable::All => Some(Line::plain("funding-preview-editable-all")),
        Editable::ListedItems | Editable::ListedSections => None,
        Editable::Nothing => Some(Line::plain("funding-preview-editable-nothing")),
    }
}

#[cfg(test)]
mod tests;
