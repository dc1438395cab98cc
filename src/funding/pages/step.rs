//! A step on a page of its own: what it is about, what is typed or chosen for it, what it will do, and the button that
//! does it.
use askama::Template;

use crate::web::{FormView, Head, Ui};

/// A text that is typed into the field `uraian`.
pub struct Typed {
    pub label: String,
    pub hint: String,
    pub rows: u8,
}

/// One of several, by the name of its field.
pub struct Choices {
    pub name: &'static str,
    pub label: String,
    /// Word, name and whether it is chosen.
    pub options: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "pages/funding/step.html")]
pub(in crate::funding) struct StepPage {
    pub ui: Ui,
    pub head: Head,
    pub form: FormView,
    pub back: String,
    pub action: String,
    pub lede: String,
    /// What it is about, in lines of a name and what is said.
    pub listed: Vec<(String, String)>,
    /// Names and values that go with the form.
    pub hidden: Vec<(&'static str, String)>,
    pub choices: Option<Choices>,
    pub text: Option<Typed>,
    pub effects: Vec<String>,
    /// The value and the words of the button that does it; none as long as nobody looked at what it does.
    pub does: Option<(&'static str, String)>,
}

impl StepPage {
    /// Whether there is something to look at before it is done.
    const fn looks(&self) -> bool {
        self.choices.is_some() || self.text.is_some()
    }
}
