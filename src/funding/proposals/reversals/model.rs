//! Steps that take something back, and what comes with them. Pure.
use serde_json::{Value, json};

use crate::funding::{
    machine::{Duty, Written},
    proposals::workflow::{Event, Kind},
    reasons::Reason,
};

crate::words! {
    /// A step that has a page.
    pub enum Step {
        Objection = "keberatan",
        Correct = "koreksi",
        Void = "gugur",
    }
}

/// A step as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// What was refused stays refused, or goes back to where that was done.
    Decide {
        overturn: bool,
        text: String,
    },
    Correct {
        text: String,
    },
    /// The lead agrees to it, and whoever decides confirms the same.
    Void {
        reason: Reason,
    },
}

impl Step {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Objection => "reversal-step-objection",
            Self::Correct => "reversal-step-correct",
            Self::Void => "reversal-step-void",
        }
    }

    /// The key of the sentence below its heading.
    pub const fn lede(self) -> &'static str {
        match self {
            Self::Objection => "reversal-lede-objection",
            Self::Correct => "reversal-lede-correct",
            Self::Void => "reversal-lede-void",
        }
    }

    /// The event the machine is asked about before anything is typed.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Objection => Kind::Uphold,
            Self::Correct => Kind::Correct,
            Self::Void => Kind::Void,
        }
    }

    /// The duties of a panel that take it, and as what they act: whoever decides proposals may hear the objection against
    /// what somebody else refused.
    pub const fn duties(self) -> (&'static [Duty], Duty) {
        match self {
            Self::Objection => (&[Duty::SecondDecider, Duty::Decider], Duty::SecondDecider),
            Self::Correct | Self::Void => (&[Duty::Lead], Duty::Lead),
        }
    }
}

impl Act {
    pub const fn step(&self) -> Step {
        match self {
            Self::Decide { .. } => Step::Objection,
            Self::Correct { .. } => Step::Correct,
            Self::Void { .. } => Step::Void,
        }
    }

    /// The step of the machine. Texts came past the guard.
    pub fn event(&self) -> Event {
        match self {
            Self::Decide { overturn: true, text } => Event::Overturn { reasons: written(text) },
            Self::Decide { overturn: false, text } => Event::Uphold { reasons: written(text) },
            Self::Correct { text } => Event::Correct { reason: written(text) },
            Self::Void { reason } => Event::Void { reason: *reason },
        }
    }

    /// What is kept of it.
    pub fn payload(&self) -> Value {
        match self {
            Self::Decide { text, .. } | Self::Correct { text } => json!({ "text": text }),
            Self::Void { reason } => json!({ "reason": reason.as_str() }),
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Self::Decide { text, .. } | Self::Correct { text } => text,
            Self::Void { .. } => "",
        }
    }
}

/// The reason two persons void for, as the first of them gave it.
pub fn reason_of(payload: &Value) -> Option<Reason> {
    payload["reason"].as_str().and_then(Reason::parse)
}

fn written(text: &str) -> Written {
    if text.trim().is_empty() { Written::Nothing } else { Written::Fine }
}
