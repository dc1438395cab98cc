//! What the five machines of funding have in common: who acts, a row of a table, why not, and the plan of a step. Pure;
//! no machine is known here.
mod duties;
mod effects;
mod kinds;
mod refusals;

pub use duties::{Acting, COUNTERSIGN_VALID, Countersign, Duty, Hand, Signature, Signatures, Who, refuse};
pub use effects::{BudgetResult, Effect, EffectKind, Letter, Milestone, News, Notice, Reader};
pub(crate) use kinds::kinds;
pub use refusals::Refusal;

use time::Date;

use super::{
    deadlines::{Change, Timer},
    ledger::{Entry, Posting},
    reasons::{Reason, Use},
};

crate::words! {
    /// Whether the screen of a row is there from the first release on. Rules and tables are.
    pub enum Release {
        First = "first",
        Later = "later",
    }
}

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To<S: 'static> {
    One(S),
    /// Stays where it was.
    Same,
    /// The facts or what is recorded say which.
    OneOf(&'static [S]),
}

/// A row of a table: what docs/funding.md shows and the tests hold `decide` against.
#[derive(Clone, Copy, Debug)]
pub struct Row<S: 'static, K: 'static> {
    pub number: &'static str,
    /// Empty when the row begins something.
    pub from: &'static [S],
    pub event: K,
    pub to: To<S>,
    pub who: Who,
    /// What it may answer, beside the wrong state, the wrong duty, a tie, and what [`Who::refusals`] adds.
    pub guards: &'static [Refusal],
    pub ledger: &'static [Entry],
    pub effects: &'static [EffectKind],
    /// The timer that runs in it, fires it or warns of it.
    pub timeout: Option<Timer>,
    pub release: Release,
}

/// What a step does, all of it: the preview shows it and the service carries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a plan does nothing until it is carried out"]
pub struct Plan<S> {
    pub to: S,
    pub ledger: Vec<Posting>,
    pub deadlines: Vec<Change>,
    pub notices: Vec<Notice>,
    pub effects: Vec<Effect>,
}

/// What somebody tells of an office elsewhere, a day and whether there is a number or a paper: the day has come, does not
/// go back behind what was told last, and is proven.
///
/// # Errors
/// The refusal of the first of these that does not hold.
pub fn told_outside((date, proof): (Date, bool), today: Date, last: Option<Date>) -> Result<(), Refusal> {
    refuse(date > today, Refusal::DateInFuture)?;
    refuse(last.is_some_and(|last| date < last), Refusal::DateGoesBack)?;
    refuse(!proof, Refusal::ProofMissing)
}

/// What a typed text is like. The text itself stays with the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Nothing,
    Fine,
    /// The guard over texts found something.
    Blocked,
}

/// Reasons of an office: codes of the list and a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    pub codes: Vec<Reason>,
    pub text: Written,
}

impl<S> Plan<S> {
    pub const fn to(state: S) -> Self {
        Self { to: state, ledger: Vec::new(), deadlines: Vec::new(), notices: Vec::new(), effects: Vec::new() }
    }

    pub fn effect(mut self, effect: Effect) -> Self {
        self.effects.push(effect);
        self
    }

    /// An effect that only some facts bring about.
    pub fn effect_if(self, wanted: bool, effect: Effect) -> Self {
        if wanted { self.effect(effect) } else { self }
    }

    pub fn issue(self, letter: Letter) -> Self {
        self.effect(Effect::Issue { letter })
    }

    pub fn tell(mut self, news: News, to: Reader) -> Self {
        self.notices.push(Notice { news, to });
        self
    }

    pub fn clock(mut self, change: Change) -> Self {
        self.deadlines.push(change);
        self
    }

    pub fn post(mut self, posting: Posting) -> Self {
        self.ledger.push(posting);
        self
    }
}

impl<S: PartialEq + Copy, K: PartialEq> Row<S, K> {
    /// Whether it is about this event, where the object stands.
    pub fn meets(&self, from: Option<S>, event: &K) -> bool {
        self.event == *event && from.map_or(self.from.is_empty(), |state| self.from.contains(&state))
    }
}

/// Whether whoever acts may take a step, by the rows about it. Of two rows the one that names the duty answers.
pub fn admit<S: PartialEq + Copy, K: PartialEq>(
    table: &[Row<S, K>],
    from: Option<S>,
    event: &K,
    acting: &Acting,
) -> Result<(), Refusal> {
    let mut rows = table.iter().filter(|row| row.meets(from, event)).map(|row| row.who);
    let who = rows.find(|who| who.hands().contains(&acting.hand.duty)).ok_or(Refusal::NotYourDuty)?;
    who.admits(acting)
}

impl Written {
    /// It is there, and may stand.
    pub fn is_needed(self) -> Result<(), Refusal> {
        refuse(self == Self::Nothing, Refusal::ReasonMissing)?;
        self.may_stand()
    }

    /// It may stand, if it is there.
    pub fn may_stand(self) -> Result<(), Refusal> {
        refuse(self == Self::Blocked, Refusal::TextBlocked)
    }
}

impl Grounds {
    /// At least one reason, each of this step, and a text where a reason says nothing without one.
    pub fn fit(&self, step: Use, ranked: bool) -> Result<(), Refusal> {
        refuse(self.codes.is_empty(), Refusal::ReasonMissing)?;
        refuse(!self.codes.iter().all(|code| code.fits(step, ranked)), Refusal::ReasonOfAnotherStep)?;
        let needs_text = self.codes.iter().any(|code| code.needs_text());
        refuse(needs_text && self.text == Written::Nothing, Refusal::ReasonMissing)?;
        self.text.may_stand()
    }

    /// The same, with a text in any case.
    pub fn fit_with_text(&self, step: Use, ranked: bool) -> Result<(), Refusal> {
        self.fit(step, ranked)?;
        self.text.is_needed()
    }
}

#[cfg(test)]
pub(super) mod table_tests;
