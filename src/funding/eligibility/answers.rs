//! Reading the answers from a form.
use super::{Ask, Asked, Choice, Door, Means, Question};
use crate::platform::params::Params;

/// What somebody answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The questions answered with no.
    pub lacking: Vec<Question>,
    /// Bodies there are to apply through, the enterprise itself before one that would apply for it.
    pub bodies: Vec<Door>,
    /// Whether the body that applies has an account and its address in the place of the call.
    pub account_of_body: bool,
}

impl Answers {
    /// Reads a form. A question about the door may stay open when an answer before it has found one.
    ///
    /// # Errors
    /// The questions that still need an answer, in the order of the page.
    pub fn read(params: &Params, asked: &Asked) -> Result<Self, Vec<Ask>> {
        let mut answers = Self::default();
        let mut open = Vec::new();
        for ask in asked.in_order() {
            match (ask, Typed::of(params, ask)) {
                (Ask::Fact(question), Typed::Choice(Means::No)) => answers.lacking.push(question),
                (Ask::AccountOfBody, Typed::Choice(means)) => answers.account_of_body = means == Means::Yes,
                (_, Typed::Choice(Means::Opens(door))) => answers.bodies.push(door),
                (_, Typed::Choice(_)) => {}
                (_, Typed::Nothing) if !answers.needs(ask, &open) => {}
                (_, Typed::Nothing | Typed::Unknown) => open.push(ask),
            }
        }
        if open.is_empty() { Ok(answers) } else { Err(open) }
    }

    /// Whether a question cannot be left out, after the answers before it.
    fn needs(&self, ask: Ask, open: &[Ask]) -> bool {
        match ask {
            Ask::Fact(_) | Ask::OwnBody => true,
            // As long as an answer before it is missing, nobody knows whether it will be needed.
            Ask::Acknowledgement | Ask::Umbrella => {
                self.bodies.is_empty() && !open.iter().any(|before| Ask::DOORS.contains(before))
            }
            Ask::AccountOfBody => !self.bodies.is_empty(),
        }
    }
}

/// What a field of the form holds.
enum Typed {
    Choice(Means),
    Nothing,
    /// Not one of the answers there are.
    Unknown,
}

impl Typed {
    fn of(params: &Params, ask: Ask) -> Self {
        let Some(value) = params.get(ask.field()) else { return Self::Nothing };
        let chosen = ask.choices().iter().find(|choice: &&Choice| choice.value == value);
        chosen.map_or(Self::Unknown, |choice| Self::Choice(choice.means))
    }
}
