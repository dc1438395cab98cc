//! The disclosure guard: finds words that would tell that somebody has to do with a health condition or a support
//! group, in what people type and in what the site sends out. It looks at text alone and keeps none of it.

mod context;
mod index;
mod names;
mod personal;
mod plain;
mod scan;
mod terms;

#[cfg(test)]
mod tests;

pub use names::{telling_code, telling_identifier};
pub use personal::{PersonalData, personal_data};

use self::{
    plain::Plain,
    scan::{Hit, hits},
    terms::Action,
};

/// What happens to a typed text. The numbers are lines of the list: they may be stored and counted, the text may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing found.
    Pass,
    /// Saved, and looked at by a moderator before it is published.
    Warn(Vec<u16>),
    /// Refused.
    Block(Vec<u16>),
}

/// Judges a text somebody typed.
pub fn check(text: &str) -> Verdict {
    let hits = hits(&Plain::typed(text));
    let blocked = rules(&hits, Action::Block);
    if !blocked.is_empty() {
        return Verdict::Block(blocked);
    }
    let warned = rules(&hits, Action::Warn);
    if warned.is_empty() { Verdict::Pass } else { Verdict::Warn(warned) }
}

/// The conditions in the text of an opening that need a second look. `check` judges the same text apart from this.
pub fn review(text: &str) -> Vec<u16> {
    rules(&hits(&Plain::typed(text)), Action::Review)
}

/// A term in something the site sends out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line of the list.
    pub rule: u16,
    /// The term as the list has it.
    pub term: &'static str,
    /// The byte of the text at which it starts.
    pub at: usize,
}

/// Everything in a page, style, script or data file that must never be sent out: blocked terms, and words barred
/// from our own copy.
pub fn sweep(text: &str) -> Vec<Finding> {
    let hits = hits(&Plain::served(text));
    let barred = hits.iter().filter(|hit| matches!(hit.term.action, Action::Block | Action::Own));
    barred.map(|hit| Finding { rule: hit.term.rule, term: hit.term.text, at: hit.at }).collect()
}

fn rules(hits: &[Hit], action: Action) -> Vec<u16> {
    let mut rules: Vec<u16> = hits.iter().filter(|hit| hit.term.action == action).map(|hit| hit.term.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}
