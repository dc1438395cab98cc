//! A complaint on its way, and what may be done about it.
use time::{Date, OffsetDateTime};

use crate::{
    error::Invalid,
    jobs::{desk::model::State as OpeningState, employers::model::EmployerState},
    platform::{ids, params::Params},
};

crate::words! {
    /// Where a complaint stands.
    pub enum State {
        Waiting = "waiting",
        Answered = "answered",
    }
}

impl State {
    pub fn key(self) -> &'static str {
        match self {
            Self::Waiting => "complaint-waiting",
            Self::Answered => "complaint-answered",
        }
    }
}

/// Letters of a complaint and of its answer.
const FEWEST: usize = 20;
pub const MOST: usize = 4_000;

/// What somebody typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComplaintForm {
    pub body: String,
    /// Code of an opening; may be empty.
    pub opening: String,
}

impl ComplaintForm {
    pub fn read(params: &Params) -> Self {
        let text = |name: &str| params.get(name).unwrap_or_default().trim().to_owned();
        Self { body: text("isi"), opening: text("lowongan") }
    }

    /// What has to be mended. Words that may stand nowhere else may stand here: a breach has to be named.
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        faults.0.extend(length(&self.body).map(|key| ("isi", key)));
        if !self.opening.is_empty() && ids::read_public_code(&self.opening).is_none() {
            faults.0.push(("lowongan", "complaint-fault-opening"));
        }
        faults
    }
}

/// What is wrong with the length of a text.
pub fn length(text: &str) -> Option<&'static str> {
    let letters = text.trim().chars().count();
    if letters < FEWEST { Some("complaint-fault-short") } else { (letters > MOST).then_some("fault-text-long") }
}

/// A complaint in the list of whoever answers.
#[derive(Clone, Debug)]
pub struct Row {
    pub code: String,
    pub made_on: Date,
    pub state: State,
    /// Title of the opening and name of the employer; missing when it is about neither.
    pub about: Option<(String, String)>,
}

/// A complaint as whoever answers sees it.
#[derive(Clone, Debug)]
pub struct Complaint {
    pub code: String,
    pub made_on: Date,
    pub state: State,
    pub body: String,
    pub answer: String,
    pub about: Option<About>,
    pub version: i32,
}

/// The opening a complaint is about, and its employer.
#[derive(Clone, Debug)]
pub struct About {
    pub opening: String,
    pub title: String,
    pub opening_state: OpeningState,
    pub employer: String,
    pub employer_state: EmployerState,
    /// Who accepted the pledge, in which office, and when.
    pub pledged: Option<(String, String, OffsetDateTime)>,
}

/// What whoever holds the code reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub made_on: Date,
    pub state: State,
    pub answer: String,
}

/// What can be done about a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Answer,
    /// The opening is taken away: a breach was found.
    RemoveOpening,
    SuspendEmployer,
    ReinstateEmployer,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Answered,
    NoOpening,
    /// The opening was never shown, or is gone already.
    NotShown,
    NotNow,
}

impl Refusal {
    pub fn key(self) -> &'static str {
        match self {
            Self::Answered => "complaint-refusal-answered",
            Self::NoOpening => "complaint-refusal-no-opening",
            Self::NotShown => "complaint-refusal-not-shown",
            Self::NotNow => "complaint-refusal-not-now",
        }
    }
}

/// Whether something can be done now. Pure.
pub fn decide(state: State, about: Option<(OpeningState, EmployerState)>, event: Event) -> Result<(), Refusal> {
    let refuse = |stops: bool, refusal: Refusal| if stops { Err(refusal) } else { Ok(()) };
    match event {
        Event::Answer => refuse(state == State::Answered, Refusal::Answered),
        Event::RemoveOpening => {
            let (opening, _) = about.ok_or(Refusal::NoOpening)?;
            let hidden = [OpeningState::Draft, OpeningState::Returned, OpeningState::Removed];
            refuse(hidden.contains(&opening), Refusal::NotShown)
        }
        Event::SuspendEmployer => {
            let (_, employer) = about.ok_or(Refusal::NoOpening)?;
            refuse(employer == EmployerState::Suspended, Refusal::NotNow)
        }
        Event::ReinstateEmployer => {
            let (_, employer) = about.ok_or(Refusal::NoOpening)?;
            refuse(employer != EmployerState::Suspended, Refusal::NotNow)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_done_follows_from_where_complaint_opening_and_employer_stand() {
        for state in State::ALL {
            let answer = decide(*state, None, Event::Answer);
            assert_eq!(answer.is_ok(), *state == State::Waiting);
            for event in [Event::RemoveOpening, Event::SuspendEmployer, Event::ReinstateEmployer] {
                assert_eq!(decide(*state, None, event), Err(Refusal::NoOpening));
            }
            for opening in OpeningState::ALL {
                for employer in EmployerState::ALL {
                    let about = Some((*opening, *employer));
                    let shown =
                        !matches!(opening, OpeningState::Draft | OpeningState::Returned | OpeningState::Removed);
                    assert_eq!(decide(*state, about, Event::RemoveOpening).is_ok(), shown, "{opening:?}");
                    let suspended = *employer == EmployerState::Suspended;
                    assert_eq!(decide(*state, about, Event::SuspendEmployer).is_ok(), !suspended);
                    assert_eq!(decide(*state, about, Event::ReinstateEmployer).is_ok(), suspended);
                }
            }
        }
    }

    #[test]
    fn a_complaint_is_long_enough_to_understand_and_names_an_opening_by_its_code() {
        let form = |body: &str, opening: &str| ComplaintForm { body: body.to_owned(), opening: opening.to_owned() };
        let breach = "Saat wawancara saya diminta hasil tes darah.";
        assert!(form(breach, "").check().0.is_empty(), "a breach may be named");
        assert!(form(breach, "k7q-2mx").check().0.is_empty());
        assert_eq!(form("Buruk", "").check().of("isi"), Some("complaint-fault-short"));
        assert_eq!(form(&"a".repeat(MOST + 1), "").check().of("isi"), Some("fault-text-long"));
        assert_eq!(form(breach, "hotel itu").check().of("lowongan"), Some("complaint-fault-opening"));
    }
}
