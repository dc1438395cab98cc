//! What a proposal said when it was sent: its canonical form, its hash, and what changed between two versions. It does
//! not know who signs, nor where versions are kept.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::budget::Line;

/// SHA-256 of a canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// Of bytes as they are.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Out of 64 digits.
    pub fn from_hex(digits: &str) -> Option<Self> {
        Some(Self(data_encoding::HEXLOWER.decode(digits.as_bytes()).ok()?.try_into().ok()?))
    }

    /// 64 digits, lower case.
    pub fn hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.0)
    }
}

/// What a proposal says: answers by the key of their question, lines of the budget, and the files by the name of their
/// place, as the hashes of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The version of the form that was answered.
    pub form: u32,
    pub answers: BTreeMap<String, Value>,
    pub lines: Vec<Line>,
    pub files: BTreeMap<String, String>,
}

impl Content {
    /// The canonical form: one text for one content.
    pub fn canonical(&self) -> String {
        // The order of the lines is part of what was signed, the order of answers is not.
        canonical(&json!({ "form": self.form, "answers": self.answers, "lines": self.lines, "files": self.files }))
    }

    /// What both signatures stand under. Any edit gives another one.
    pub fn hash(&self) -> ContentHash {
        ContentHash::of(self.canonical().as_bytes())
    }
}

/// JSON with sorted keys and no space between, whatever order the value holds them in.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<&String, &Value> = fields.iter().collect();
            let fields: Vec<_> =
                sorted.into_iter().map(|(key, value)| format!("{}:{}", text(key), canonical(value))).collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

fn text(key: &str) -> String {
    Value::from(key).to_string()
}

/// What happened to one question, line or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<T> {
    Added(T),
    Removed(T),
    Changed { from: T, to: T },
}

/// What changed between two versions: per question, per line of the budget (by its number) and per file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub answers: BTreeMap<String, Change<Value>>,
    pub lines: BTreeMap<u16, Change<Line>>,
    pub files: BTreeMap<String, Change<String>>,
}

impl Changes {
    /// From one version to the next.
    pub fn between(from: &Content, to: &Content) -> Self {
        let lines = |content: &Content| content.lines.iter().map(|line| (line.number, line.clone())).collect();
        Self {
            answers: compare(&from.answers, &to.answers),
            lines: compare(&lines(from), &lines(to)),
            files: compare(&from.files, &to.files),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.lines.is_empty() && self.files.is_empty()
    }

    /// What was changed without having been asked for: a revision may touch listed items only (row 8). Names are the
    /// keys of questions and files; `lines` says whether the budget was listed.
    pub fn unasked(&self, listed: &BTreeSet<String>, lines: bool) -> Vec<String> {
        let named = self.answers.keys().chain(self.files.keys()).filter(|name| !listed.contains(*name)).cloned();
        let budget = self.lines.keys().filter(|_| !lines).map(|number| format!("rab-{number}"));
        named.chain(budget).collect()
    }
}

fn compare<K: Ord + Clone, T: Clone + PartialEq>(from: &BTreeMap<K, T>, to: &BTreeMap<K, T>) -> BTreeMap<K, Change<T>> {
    let keys: BTreeSet<&K> = from.keys().chain(to.keys()).collect();
    let change = |key: &K| match (from.get(key), to.get(key)) {
        (Some(from), Some(to)) => (from != to).then(|| Change::Changed { from: from.clone(), to: to.clone() }),
        (Some(from), None) => Some(Change::Removed(from.clone())),
        (None, to) => to.cloned().map(Change::Added),
    };
    keys.into_iter().filter_map(|key| Some((key.clone(), change(key)?))).collect()
}

#[cfg(test)]
#[path = "versions_tests.rs"]
mod tests;
