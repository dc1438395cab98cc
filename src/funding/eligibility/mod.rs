//! The check before writing: which door fits, and which paper is missing. A pure function of the answers; it knows no
//! store and nobody's name, and nothing of it is kept.
mod answers;
mod questions;

pub use answers::Answers;
pub use questions::{Advice, Ask, Choice, Door, DoorTexts, Lack, Means, Question};

/// What a call asks of whoever wants to apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub questions: Vec<Question>,
    /// The legal forms it accepts; none when it asks for no legal form.
    pub doors: Vec<Door>,
}

/// Under which name a proposal can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The call asks for no legal form.
    OwnName,
    Through(Door),
    /// There is a body, and this call does not accept its form.
    NotAccepted(Door),
    /// There is no body yet.
    NotYet,
}

/// What the answers come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub way: Way,
    /// In the order of the questions.
    pub missing: Vec<Lack>,
}

impl Asked {
    /// The questions about the enterprise, in order.
    pub fn facts(&self) -> impl Iterator<Item = Ask> {
        let asked = Question::ALL.iter().filter(|question| self.questions.contains(question));
        asked.map(|question| Ask::Fact(*question))
    }

    /// The questions about the door, in order; none for a call without a legal form.
    pub fn about_doors(&self) -> &'static [Ask] {
        if self.doors.is_empty() { &[] } else { &Ask::DOORS }
    }

    /// Everything the page asks, in order.
    pub fn in_order(&self) -> impl Iterator<Item = Ask> {
        self.facts().chain(self.about_doors().iter().copied())
    }
}

impl Outcome {
    /// Whether nothing stands in the way. What the office makes of the papers is for the office to say.
    pub fn passes(&self) -> bool {
        self.missing.is_empty() && matches!(self.way, Way::OwnName | Way::Through(_))
    }
}

/// What the answers to the questions of a call come to.
pub fn decide(asked: &Asked, answers: &Answers) -> Outcome {
    let way = way(asked, answers);
    let mut missing: Vec<Lack> = answers.lacking.iter().map(|question| Lack::Fact(*question)).collect();
    if matches!(way, Way::Through(_)) && !answers.account_of_body {
        missing.push(Lack::AccountOfBody);
    }
    Outcome { way, missing }
}

fn way(asked: &Asked, answers: &Answers) -> Way {
    if asked.doors.is_empty() {
        return Way::OwnName;
    }
    let accepted = answers.bodies.iter().find(|door| asked.doors.contains(door));
    match (accepted, answers.bodies.first()) {
        (Some(door), _) => Way::Through(*door),
        (None, Some(door)) => Way::NotAccepted(*door),
        (None, None) => Way::NotYet,
    }
}

#[cfg(test)]
mod tests;
