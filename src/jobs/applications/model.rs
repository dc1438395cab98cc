//! Shapes of applications.
use time::{Date, OffsetDateTime};

use super::{
    card::Card,
    coverage::Coverage,
    release::Contact,
    workflow::{Party, Release, Seen, Stage, Step},
};
use crate::regions::Zone;

crate::words! {
    /// Why an application does not go on.
    pub enum Reason {
        Skills = "skills",
        Place = "place",
        Wage = "wage",
        Filled = "filled",
        Other = "other",
    }
}

crate::words! {
    /// What of an application was looked at.
    pub enum Looked {
        Card = "card",
        Contact = "contact",
    }
}

/// What an applicant shows of themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shows {
    pub name: bool,
    pub phone: bool,
    pub email: bool,
}

impl Shows {
    pub fn read(words: &[String]) -> Self {
        let has = |word: &str| words.iter().any(|known| known == word);
        Self { name: has("name"), phone: has("phone"), email: has("email") }
    }

    pub fn words(self) -> Vec<String> {
        let all = [(self.name, "name"), (self.phone, "phone"), (self.email, "email")];
        all.into_iter().filter(|(shown, _)| *shown).map(|(_, word)| word.to_owned()).collect()
    }
}

/// Something one of the sides does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Say(String),
    Refuse,
    Accept,
    TurnDown,
    Withdraw,
    Share(Shows),
    Unshare,
    Erase,
    Invite(String),
    /// Wage and start, each in words.
    Offer(String, String),
    Decline(Option<Reason>, String),
}

/// Letters of a wage or a start.
pub const LONGEST_TERM: usize = 120;

/// An application in the applicant's list.
#[derive(Clone, Debug)]
pub struct OwnRow {
    pub code: String,
    pub title: String,
    pub employer: String,
    pub stage: Stage,
    pub release: Release,
    pub sent_at: OffsetDateTime,
    pub zone: Zone,
}

/// A message, or a step that was taken.
#[derive(Clone, Debug)]
pub struct Entry {
    pub party: Party,
    pub at: OffsetDateTime,
    pub what: Happened,
}

#[derive(Clone, Debug)]
pub enum Happened {
    Said(String),
    Step(Step),
}

/// An application as the applicant sees it.
#[derive(Clone, Debug)]
pub struct OwnView {
    pub code: String,
    pub opening_code: String,
    pub title: String,
    pub employer: String,
    pub stage: Stage,
    pub release: Release,
    /// A contact was shared and taken back.
    pub taken_back: bool,
    pub card: Card,
    pub shown_code: String,
    pub sent_at: OffsetDateTime,
    pub invite_ends_at: Option<OffsetDateTime>,
    pub offer: Option<(String, String)>,
    pub reason: Option<(Reason, String)>,
    pub shows: Shows,
    /// What the ticks would show.
    pub contact: Contact,
    pub entries: Vec<Entry>,
    /// From which office, what, when.
    pub views: Vec<(String, Looked, OffsetDateTime)>,
    pub steps: Vec<Step>,
    /// Days until the removal.
    pub days_left: Option<i64>,
    pub version: i32,
    pub zone: Zone,
}

/// An opening of an employer that somebody answered.
#[derive(Clone, Debug)]
pub struct OpeningRow {
    pub code: String,
    pub title: String,
    pub applications: i64,
}

/// An application in the employer's list. Nothing of it is finer than a day.
#[derive(Clone, Debug)]
pub struct ApplicantRow {
    /// Of the application, in addresses.
    pub item: String,
    /// Of the applicant at this employer.
    pub code: String,
    pub sent_on: Date,
    pub seen: Seen,
    pub release: Release,
    /// Missing for what may no longer be read.
    pub coverage: Option<Coverage>,
}

/// An application as a recruiter sees it.
#[derive(Clone, Debug)]
pub struct ApplicantView {
    pub row: ApplicantRow,
    pub opening_code: String,
    pub title: String,
    pub card: Card,
    pub offer: Option<(String, String)>,
    /// Shared now, read with a proof.
    pub contact: Option<Contact>,
    /// Who looks at the contact, and when: it stands beside it, on every copy too.
    pub reader: Option<(String, OffsetDateTime)>,
    pub taken_back: bool,
    pub entries: Vec<Entry>,
    pub steps: Vec<Step>,
    pub days_left: Option<i64>,
    pub zone: Zone,
}
