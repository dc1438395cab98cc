//! How an application goes on: where it stands and what is shown of the applicant, decided together. Pure; the clock
//! comes with the facts. To the employer a refused invitation and silence are the same thing at every moment.
use time::{Duration, OffsetDateTime};

crate::words! {
    /// Where an application stands.
    pub enum Stage {
        Sent = "sent",
        Invited = "invited",
        Offered = "offered",
        Hired = "hired",
        Declined = "declined",
        Withdrawn = "withdrawn",
        Ended = "ended",
    }
}

crate::words! {
    /// Whether the applicant shows a name or an address.
    pub enum Release {
        Sealed = "sealed",
        Released = "released",
    }
}

crate::words! {
    /// Who takes a step.
    pub enum Party {
        Applicant = "applicant",
        Employer = "employer",
        System = "system",
    }
}

crate::words! {
    /// A step, without what comes with it.
    pub enum Step {
        Send = "send",
        Look = "look",
        Invite = "invite",
        /// The applicant does not want to be invited. Nobody is told.
        Refuse = "refuse",
        Lapse = "lapse",
        Message = "message",
        Offer = "offer",
        Accept = "accept",
        TurnDown = "turn_down",
        Decline = "decline",
        Withdraw = "withdraw",
        /// A person filled, closed or removed the opening.
        OpeningEnded = "opening_ended",
        Erase = "erase",
        Release = "release",
        /// Other fields are shown.
        Change = "change",
        WithdrawRelease = "withdraw_release",
        EmployerSuspended = "employer_suspended",
    }
}

crate::words! {
    /// How the employer sees it.
    pub enum Seen {
        Sent = "terkirim",
        /// Invited without an answer, whatever the reason.
        Waiting = "menunggu",
        Invited = "diundang",
        Offered = "ditawari",
        Hired = "diterima",
        Declined = "tidak",
        Withdrawn = "ditarik",
        Ended = "ditutup",
    }
}

/// Days an invitation waits for an answer.
pub const INVITATION: Duration = Duration::days(14);
/// Days after which what has ended is removed.
pub const KEPT: Duration = Duration::days(180);
/// Applications a person may send in a day.
pub const MOST_A_DAY: i32 = 20;

/// Both parts of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    pub stage: Stage,
    pub release: Release,
}

/// Where a row of the table leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Stage(Stage),
    Same,
    Gone,
}

/// Every step of the stage there is: from, step, who, to.
pub const STAGES: &[(Option<Stage>, Step, Party, To)] = {
    use Party::{Applicant, Employer, System};
    use Stage::{Declined, Ended, Hired, Invited, Offered, Sent, Withdrawn};
    &[
        (None, Step::Send, Applicant, To::Stage(Sent)),
        (Some(Sent), Step::Look, Employer, To::Same),
        (Some(Invited), Step::Look, Employer, To::Same),
        (Some(Offered), Step::Look, Employer, To::Same),
        (Some(Hired), Step::Look, Employer, To::Same),
        (Some(Sent), Step::Invite, Employer, To::Stage(Invited)),
        (Some(Invited), Step::Refuse, Applicant, To::Stage(Sent)),
        (Some(Invited), Step::Lapse, System, To::Stage(Sent)),
        (Some(Invited), Step::Message, Applicant, To::Same),
        (Some(Invited), Step::Message, Employer, To::Same),
        (Some(Offered), Step::Message, Applicant, To::Same),
        (Some(Offered), Step::Message, Employer, To::Same),
        (Some(Invited), Step::Offer, Employer, To::Stage(Offered)),
        (Some(Offered), Step::Accept, Applicant, To::Stage(Hired)),
        (Some(Offered), Step::TurnDown, Applicant, To::Stage(Withdrawn)),
        (Some(Sent), Step::Decline, Employer, To::Stage(Declined)),
        (Some(Invited), Step::Decline, Employer, To::Stage(Declined)),
        (Some(Offered), Step::Decline, Employer, To::Stage(Declined)),
        (Some(Sent), Step::Withdraw, Applicant, To::Stage(Withdrawn)),
        (Some(Invited), Step::Withdraw, Applicant, To::Stage(Withdrawn)),
        (Some(Offered), Step::Withdraw, Applicant, To::Stage(Withdrawn)),
        (Some(Sent), Step::OpeningEnded, System, To::Stage(Ended)),
        (Some(Invited), Step::OpeningEnded, System, To::Stage(Ended)),
        (Some(Offered), Step::OpeningEnded, System, To::Stage(Ended)),
        (Some(Declined), Step::Erase, Applicant, To::Gone),
        (Some(Withdrawn), Step::Erase, Applicant, To::Gone),
        (Some(Ended), Step::Erase, Applicant, To::Gone),
        (Some(Hired), Step::Erase, Applicant, To::Gone),
        (Some(Declined), Step::Erase, System, To::Gone),
        (Some(Withdrawn), Step::Erase, System, To::Gone),
        (Some(Ended), Step::Erase, System, To::Gone),
        (Some(Hired), Step::Erase, System, To::Gone),
        // Never answered, and the opening ran out: the guard asks for that.
        (Some(Sent), Step::Erase, System, To::Gone),
        (Some(Invited), Step::Erase, System, To::Gone),
        (Some(Offered), Step::Erase, System, To::Gone),
    ]
};

/// Every step of the release there is: from, step, who, to. The guard says in which stages.
pub const RELEASES: &[(Release, Step, Party, Release)] = &[
    (Release::Sealed, Step::Release, Party::Applicant, Release::Released),
    (Release::Released, Step::Change, Party::Applicant, Release::Released),
    (Release::Released, Step::WithdrawRelease, Party::Applicant, Release::Sealed),
    (Release::Released, Step::EmployerSuspended, Party::System, Release::Sealed),
];

/// What a typed text is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    Fine,
    Empty,
    /// A recruiter asks for something that has no place in work.
    Demand,
    Guarded,
    /// A number, an address or a link.
    Contact,
}

/// What has to be known to decide.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact of its own")]
pub struct Facts {
    pub now: OffsetDateTime,
    pub opening_open: bool,
    /// Another application of the person for the opening is alive.
    pub alive: bool,
    /// What is sent is what was looked at.
    pub as_previewed: bool,
    pub consented: bool,
    /// The card has a skill.
    pub skilled: bool,
    /// Sent today, this one included.
    pub sent_today: i32,
    /// Whoever acts is a person: nothing declines by itself.
    pub person: bool,
    /// Whoever acts for the employer is one of its recruiters.
    pub named: bool,
    /// The employer stands by the pledge, and is not suspended.
    pub pledged: bool,
    pub invited: bool,
    pub replied: bool,
    pub refused: bool,
    pub invite_ends_at: Option<OffsetDateTime>,
    pub words: Words,
    /// Wage and start are stated.
    pub stated: bool,
    /// A reason of the list was chosen.
    pub reasoned: bool,
    /// How many fields are to be shown.
    pub fields: usize,
    pub shows_phone: bool,
    /// The sign-in is of just now.
    pub fresh: bool,
    /// From when the days until the removal run.
    pub clock_at: Option<OffsetDateTime>,
}

/// Why a step is not taken. Each has a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such step from here, or not by this party.
    NotNow,
    OpeningClosed,
    Alive,
    Skills,
    PreviewChanged,
    Consent,
    TooMany,
    NotNamed,
    NoPledge,
    AlreadyInvited,
    /// The applicant has not answered the invitation.
    WaitForAnswer,
    /// The applicant has answered: it can be withdrawn, not refused.
    Answered,
    NotYet,
    WordsEmpty,
    WordsDemand,
    WordsGuarded,
    WordsContact,
    Terms,
    NotReleased,
    NotAPerson,
    Reason,
    NothingChosen,
    SignInAgain,
}

impl Refusal {
    /// The field the sentence stands beside, and its key.
    pub fn sentence(self) -> (&'static str, &'static str) {
        match self {
            Self::NotNow => ("pesan", "application-fault-not-now"),
            Self::OpeningClosed => ("keterampilan", "application-fault-closed"),
            Self::Alive => ("keterampilan", "application-fault-alive"),
            Self::Skills => ("keterampilan", "application-fault-skills"),
            Self::PreviewChanged => ("setuju", "application-fault-preview"),
            Self::Consent => ("setuju", "application-fault-consent"),
            Self::TooMany => ("setuju", "application-fault-today"),
            Self::NotNamed => ("pesan", "application-fault-not-named"),
            Self::NoPledge => ("pesan", "application-fault-pledge"),
            Self::AlreadyInvited => ("undang", "application-fault-invited"),
            Self::WaitForAnswer => ("upah", "application-fault-wait"),
            Self::Answered => ("pesan", "application-fault-answered"),
            Self::NotYet => ("pesan", "application-fault-not-yet"),
            Self::WordsEmpty => ("pesan", "application-fault-empty"),
            Self::WordsDemand => ("pesan", "application-fault-demand"),
            Self::WordsGuarded => ("pesan", "guard-block"),
            Self::WordsContact => ("pesan", "application-fault-contact"),
            Self::Terms => ("upah", "application-fault-terms"),
            Self::NotReleased => ("terima", "application-fault-not-released"),
            Self::NotAPerson => ("alasan", "application-fault-person"),
            Self::Reason => ("alasan", "application-fault-reason"),
            Self::NothingChosen => ("kontak", "application-fault-nothing-shown"),
            Self::SignInAgain => ("kontak", "application-fault-fresh"),
        }
    }
}

/// Where a step leads, or why it is not taken. Nothing is left after [`Step::Erase`].
pub fn decide(from: Option<State>, step: Step, party: Party, facts: &Facts) -> Result<Option<State>, Refusal> {
    if party == Party::Employer {
        may_act(facts)?;
        // Asked before the table, which would answer otherwise before and after a refusal.
        refuse(step == Step::Invite && facts.invited, Refusal::AlreadyInvited)?;
    }
    let stage = from.map(|state| facts.stage_for(party, state.stage));
    if let Some(row) = STAGES.iter().find(|(at, known, who, _)| *at == stage && *known == step && *who == party) {
        guard(stage, from, step, party, facts)?;
        return Ok(match (row.3, from) {
            (To::Gone, _) => None,
            (To::Stage(stage), from) => Some(State { stage, release: release_at(stage, from) }),
            (To::Same, from) => from,
        });
    }
    let state = from.ok_or(Refusal::NotNow)?;
    let stage = facts.stage_for(party, state.stage);
    let row = RELEASES.iter().find(|(at, known, who, _)| *at == state.release && *known == step && *who == party);
    let (.., release) = row.ok_or(Refusal::NotNow)?;
    may_release(stage, step, facts)?;
    Ok(Some(State { release: *release, ..state }))
}

/// Whether the employer may be shown who it is.
pub fn shows_identity(state: State, facts: &Facts) -> bool {
    let live = matches!(state.stage, Stage::Invited | Stage::Offered | Stage::Hired);
    live && state.release == Release::Released && facts.pledged && facts.named
}

/// How the employer sees it.
pub fn seen(stage: Stage, facts: &Facts) -> Seen {
    match stage {
        Stage::Sent | Stage::Invited if facts.invited && !facts.replied => Seen::Waiting,
        Stage::Sent => Seen::Sent,
        Stage::Invited => Seen::Invited,
        Stage::Offered => Seen::Offered,
        Stage::Hired => Seen::Hired,
        Stage::Declined => Seen::Declined,
        Stage::Withdrawn => Seen::Withdrawn,
        Stage::Ended => Seen::Ended,
    }
}

/// The steps a party may take now: the buttons it sees.
pub fn open_steps(state: State, party: Party, facts: &Facts) -> Vec<Step> {
    let stage = facts.stage_for(party, state.stage);
    let open = |step: Step| match step {
        Step::Invite => !facts.invited,
        Step::Offer => facts.replied,
        Step::Refuse => !facts.replied,
        Step::Accept => state.release == Release::Released,
        Step::Release | Step::Change => may_show(stage, step),
        _ => true,
    };
    let stages = STAGES.iter().filter(|(at, _, who, _)| *at == Some(stage) && *who == party).map(|row| row.1);
    let releases = RELEASES.iter().filter(|(at, _, who, _)| *at == state.release && *who == party).map(|row| row.1);
    stages.chain(releases).filter(|step| open(*step)).collect()
}

impl Facts {
    /// The stage as a party has to treat it. An invitation without an answer is over when its time is, whether that
    /// was written down or not; one that was refused goes on for the employer as long as one that is not answered.
    pub fn stage_for(&self, party: Party, stage: Stage) -> Stage {
        match stage {
            Stage::Invited if self.is_over() && party != Party::System => Stage::Sent,
            Stage::Sent if party == Party::Employer && self.refused && !self.is_over() => Stage::Invited,
            stage => stage,
        }
    }

    fn is_over(&self) -> bool {
        !self.replied && self.invite_ends_at.is_some_and(|end| end <= self.now)
    }
}

impl Stage {
    /// Nothing is waited for any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Hired | Self::Declined | Self::Withdrawn | Self::Ended)
    }

    /// The card may be read.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Sent | Self::Invited | Self::Offered | Self::Hired)
    }
}

fn may_act(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.named, Refusal::NotNamed)?;
    refuse(!facts.pledged, Refusal::NoPledge)
}

fn guard(stage: Option<Stage>, from: Option<State>, step: Step, party: Party, facts: &Facts) -> Result<(), Refusal> {
    match step {
        Step::Send => may_send(facts),
        Step::Invite | Step::Message => words(facts.words),
        Step::Refuse => refuse(facts.replied, Refusal::Answered),
        Step::Lapse => {
            refuse(facts.replied, Refusal::Answered)?;
            refuse(facts.invite_ends_at.is_none_or(|end| facts.now < end), Refusal::NotYet)
        }
        Step::Offer => {
            refuse(!facts.replied, Refusal::WaitForAnswer)?;
            refuse(!facts.stated, Refusal::Terms)?;
            words(facts.words)
        }
        Step::Accept => refuse(from.is_none_or(|state| state.release != Release::Released), Refusal::NotReleased),
        Step::Decline => {
            refuse(!facts.person, Refusal::NotAPerson)?;
            refuse(!facts.reasoned, Refusal::Reason)?;
            words(facts.words)
        }
        Step::Erase if party == Party::System => {
            let over = facts.clock_at.is_some_and(|clock| clock + KEPT <= facts.now);
            refuse(!over || stage.is_none(), Refusal::NotYet)
        }
        _ => Ok(()),
    }
}

fn may_send(facts: &Facts) -> Result<(), Refusal> {
    refuse(!facts.opening_open, Refusal::OpeningClosed)?;
    refuse(facts.alive, Refusal::Alive)?;
    refuse(!facts.skilled, Refusal::Skills)?;
    refuse(!facts.as_previewed, Refusal::PreviewChanged)?;
    refuse(!facts.consented, Refusal::Consent)?;
    refuse(facts.sent_today > MOST_A_DAY, Refusal::TooMany)
}

fn may_show(stage: Stage, step: Step) -> bool {
    matches!(stage, Stage::Invited | Stage::Offered) || step == Step::Change && stage == Stage::Hired
}

fn may_release(stage: Stage, step: Step, facts: &Facts) -> Result<(), Refusal> {
    if !matches!(step, Step::Release | Step::Change) {
        return Ok(());
    }
    refuse(!may_show(stage, step), Refusal::NotNow)?;
    refuse(facts.fields == 0, Refusal::NothingChosen)?;
    refuse(facts.shows_phone && !facts.fresh, Refusal::SignInAgain)
}

/// What has ended shows nobody.
fn release_at(stage: Stage, from: Option<State>) -> Release {
    match (stage, from) {
        (Stage::Declined | Stage::Withdrawn | Stage::Ended, _) | (_, None) => Release::Sealed,
        (_, Some(state)) => state.release,
    }
}

fn words(words: Words) -> Result<(), Refusal> {
    match words {
        Words::Fine => Ok(()),
        Words::Empty => Err(Refusal::WordsEmpty),
        Words::Demand => Err(Refusal::WordsDemand),
        Words::Guarded => Err(Refusal::WordsGuarded),
        Words::Contact => Err(Refusal::WordsContact),
    }
}

fn refuse(wrong: bool, refusal: Refusal) -> Result<(), Refusal> {
    if wrong { Err(refusal) } else { Ok(()) }
}

#[cfg(test)]
#[path = "workflow_tests.rs"]
mod tests;
