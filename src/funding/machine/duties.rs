//! Who acts, and with whom. Duties are held per agency and per call; whether somebody holds one is not decided here.
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::Refusal;
use crate::funding::versions::ContentHash;

/// How long the first of two persons waits for the second.
pub const COUNTERSIGN_VALID: Duration = Duration::days(5);

crate::words! {
    /// What somebody acts as.
    pub enum Duty {
        /// P, the chair of the group.
        Chair = "chair",
        /// B, the treasurer: the second signature of the group.
        Treasurer = "treasurer",
        /// W, who writes with them and cannot sign.
        Writer = "writer",
        /// V.
        Verifier = "verifier",
        /// R.
        Reviewer = "reviewer",
        /// L, who runs the call.
        Lead = "lead",
        /// O.
        ProgrammeOwner = "programme_owner",
        /// D.
        Decider = "decider",
        /// D2, who decides an objection.
        SecondDecider = "second_decider",
        /// T.
        Disburser = "disburser",
        /// H.
        Head = "head",
        /// S: reminds, lapses, opens, closes; never refuses anybody.
        Clock = "clock",
        /// Another object of the same file moved, and this follows from it. Never a person, never the clock.
        Consequence = "consequence",
    }
}

/// Whoever acts: an account, as which duty, and for whom when a mandate stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand {
    pub account: Uuid,
    pub duty: Duty,
    pub on_behalf_of: Option<Uuid>,
}

/// The first half of an act of two persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countersign {
    pub hand: Hand,
    /// The hash of what was agreed to.
    pub payload: ContentHash,
    pub at: OffsetDateTime,
}

/// Who acts on what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    pub hand: Hand,
    pub countersign: Option<Countersign>,
    /// The hash of what is done now: the second person has to have the same before them.
    pub payload: ContentHash,
    pub now: OffsetDateTime,
    /// Whether whoever acts is tied to the applicant: a member, a relative, a partner in business.
    pub tied: bool,
}

/// Who may take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Any one of these.
    One(&'static [Duty]),
    /// One of the first agrees, and one of the second then does it.
    Two { first: &'static [Duty], then: &'static [Duty] },
    /// Both signatures of the group stand under the same content, and either of them sends it.
    Group,
    /// Nobody: it follows from a step of another machine.
    Nobody,
}

/// A signature of the group under a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    pub account: Uuid,
    pub content: ContentHash,
}

/// Both signatures of the group, and what they have to stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signatures {
    pub content: ContentHash,
    pub chair: Option<Signature>,
    pub treasurer: Option<Signature>,
}

impl Hand {
    /// Whether it is the hand of that person, or of somebody who acts in their name: the two count as one.
    pub fn stands_for(&self, person: Uuid) -> bool {
        self.account == person || self.on_behalf_of == Some(person)
    }

    /// Whether two hands are of one person or act in one name.
    fn is_one_with(&self, other: &Self) -> bool {
        self.stands_for(other.account) || other.on_behalf_of.is_some_and(|person| self.stands_for(person))
    }
}

impl Duty {
    /// Whether it belongs to the agency: only there can a tie stand in the way.
    pub const fn is_officer(self) -> bool {
        match self {
            Self::Verifier
            | Self::Reviewer
            | Self::Lead
            | Self::ProgrammeOwner
            | Self::Decider
            | Self::SecondDecider
            | Self::Disburser
            | Self::Head => true,
            Self::Chair | Self::Treasurer | Self::Writer | Self::Clock | Self::Consequence => false,
        }
    }
}

impl Who {
    /// The duties that may press the button.
    pub const fn hands(self) -> &'static [Duty] {
        match self {
            Self::One(duties) => duties,
            Self::Two { then, .. } => then,
            Self::Group => &[Duty::Chair, Duty::Treasurer],
            Self::Nobody => &[Duty::Consequence],
        }
    }

    /// Whether whoever acts may, alone or with the person before.
    pub fn admits(self, acting: &Acting) -> Result<(), Refusal> {
        refuse(!self.hands().contains(&acting.hand.duty), Refusal::NotYourDuty)?;
        match self {
            Self::One(_) | Self::Group | Self::Nobody => Ok(()),
            Self::Two { first, .. } => acting.is_countersigned(first),
        }
    }

    /// What it may answer beside [`Refusal::NotYourDuty`].
    pub const fn refusals(self) -> &'static [Refusal] {
        match self {
            Self::One(_) | Self::Nobody => &[],
            Self::Two { .. } => &[Refusal::SecondPersonNeeded, Refusal::SamePersonTwice, Refusal::CountersignStale],
            Self::Group => &[Refusal::SignatureMissing, Refusal::SignatureStale, Refusal::SamePersonTwice],
        }
    }
}

impl Acting {
    /// An officer with a tie sees nothing, not even that there is something.
    pub fn sees(&self) -> Result<(), Refusal> {
        refuse(self.tied && self.hand.duty.is_officer(), Refusal::NotFound)
    }

    fn is_countersigned(&self, first: &[Duty]) -> Result<(), Refusal> {
        let countersign = self.countersign.filter(|countersign| first.contains(&countersign.hand.duty));
        let countersign = countersign.ok_or(Refusal::SecondPersonNeeded)?;
        refuse(countersign.hand.is_one_with(&self.hand), Refusal::SamePersonTwice)?;
        let old = self.now - countersign.at > COUNTERSIGN_VALID;
        refuse(old || countersign.payload != self.payload, Refusal::CountersignStale)
    }
}

impl Signatures {
    /// Both are there, of two persons, under what stands there now.
    pub fn hold(&self) -> Result<(), Refusal> {
        let (Some(chair), Some(treasurer)) = (self.chair, self.treasurer) else {
            return Err(Refusal::SignatureMissing);
        };
        refuse(chair.account == treasurer.account, Refusal::SamePersonTwice)?;
        refuse([chair, treasurer].iter().any(|one| one.content != self.content), Refusal::SignatureStale)
    }
}

/// Says no when something is wrong.
pub fn refuse(wrong: bool, refusal: Refusal) -> Result<(), Refusal> {
    if wrong { Err(refusal) } else { Ok(()) }
}
