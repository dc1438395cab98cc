//! What both sides see: the card, drawn by one template, and the words of states, steps and messages.
use askama::Template;

use crate::{
    error::{Error, Result},
    jobs::{
        applications::{
            card::{Band, Card, Chip, Evidence},
            coverage::Coverage,
            model::{Entry, Happened, Reason},
            workflow::{Party, Release, Seen, Stage, Step},
        },
        pages::skill_name,
    },
    platform::ids,
    regions,
    web::Ui,
};

/// The card as an employer sees it, and as the applicant sees it before it leaves.
#[derive(Template)]
#[template(path = "pages/applications/card.html")]
struct CardPart {
    ui: Ui,
    code: String,
    /// Skill and what stands behind it.
    skills: Vec<String>,
    licences: Vec<String>,
    band: String,
    province: String,
}

/// The card as HTML. The same bytes for whoever looks, in one language.
pub fn card(ui: &Ui, code: &str, card: &Card) -> Result<String> {
    let chip = |chip: &Chip| format!("{} ({})", skill_name(ui, chip.id()), ui.t(chip.evidence.key()));
    let part = CardPart {
        code: ids::shown_document_code(code),
        skills: card.abilities().map(chip).collect(),
        licences: card.licences().map(chip).collect(),
        band: ui.t(card.band.key()),
        province: province(ui, &card.province),
        ui: ui.clone(),
    };
    part.render().map_err(|error| Error::from(anyhow::Error::from(error)))
}

/// The name of a province, or "Indonesia".
pub fn province(ui: &Ui, code: &str) -> String {
    if code.is_empty() { ui.t("application-anywhere") } else { regions::name(code) }
}

impl Band {
    pub fn key(self) -> &'static str {
        match self {
            Self::UnderOne => "card-band-under-one",
            Self::OneToThree => "card-band-one-to-three",
            Self::ThreeToFive => "card-band-three-to-five",
            Self::OverFive => "card-band-over-five",
        }
    }
}

impl Evidence {
    pub fn key(self) -> &'static str {
        match self {
            Self::Stated => "card-evidence-stated",
            Self::Trained => "card-evidence-trained",
            Self::Certified => "card-evidence-certified",
        }
    }
}

impl Stage {
    pub fn key(self) -> &'static str {
        match self {
            Self::Sent => "stage-sent",
            Self::Invited => "stage-invited",
            Self::Offered => "stage-offered",
            Self::Hired => "stage-hired",
            Self::Declined => "stage-declined",
            Self::Withdrawn => "stage-withdrawn",
            Self::Ended => "stage-ended",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Sent => "moving",
            Self::Invited | Self::Offered => "yours",
            Self::Hired => "good",
            Self::Declined | Self::Withdrawn | Self::Ended => "idle",
        }
    }
}

impl Seen {
    pub fn key(self) -> &'static str {
        match self {
            Self::Sent => "stage-sent",
            Self::Waiting => "seen-waiting",
            Self::Invited => "stage-invited",
            Self::Offered => "stage-offered",
            Self::Hired => "stage-hired",
            Self::Declined => "stage-declined",
            Self::Withdrawn => "seen-withdrawn",
            Self::Ended => "stage-ended",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Sent | Self::Invited => "yours",
            Self::Waiting | Self::Offered => "moving",
            Self::Hired => "good",
            Self::Declined | Self::Withdrawn | Self::Ended => "idle",
        }
    }
}

impl Reason {
    pub fn key(self) -> &'static str {
        match self {
            Self::Skills => "application-reason-skills",
            Self::Place => "application-reason-place",
            Self::Wage => "application-reason-wage",
            Self::Filled => "application-reason-filled",
            Self::Other => "application-reason-other",
        }
    }
}

/// "Kontak dibagikan", "Kontak ditarik" or nothing.
pub fn contact_words(ui: &Ui, release: Release, taken_back: bool) -> String {
    match (release, taken_back) {
        (Release::Released, _) => ui.t("contact-shared"),
        (Release::Sealed, true) => ui.t("contact-taken-back"),
        (Release::Sealed, false) => String::new(),
    }
}

/// "3 dari 4 keterampilan wajib: menjahit ✓ bordir –".
pub fn facts(ui: &Ui, coverage: &Coverage) -> Vec<String> {
    let list = |lines: &[(String, bool)]| {
        let line = |(phrase, covered): &(String, bool)| format!("{phrase} {}", if *covered { "✓" } else { "–" });
        lines.iter().map(line).collect::<Vec<_>>().join(", ")
    };
    let mut facts = Vec::new();
    if !coverage.required.is_empty() {
        let (met, all) = coverage.met();
        let values = [("met", &*met.to_string()), ("all", &all.to_string()), ("list", &list(&coverage.required))];
        facts.push(ui.with("coverage-required", &values));
    }
    if !coverage.preferred.is_empty() {
        let values = [("met", &*coverage.advantages().to_string()), ("list", &list(&coverage.preferred))];
        facts.push(ui.with("coverage-preferred", &values));
    }
    facts
}

/// A message or a step as it is drawn.
pub struct StoryRow {
    pub who: String,
    pub when: String,
    pub words: String,
    pub text: String,
}

impl StoryRow {
    /// `when` is a day for recruiters, and a moment for the applicant.
    pub fn new(ui: &Ui, reader: Party, entry: &Entry, when: String) -> Self {
        let who = match entry.party {
            Party::System => ui.t("story-by-itself"),
            party if party == reader => ui.t("story-you"),
            Party::Employer => ui.t("story-recruiter"),
            Party::Applicant => ui.t("story-applicant"),
        };
        let (words, text) = match &entry.what {
            Happened::Said(text) => (String::new(), text.clone()),
            Happened::Step(step) => (ui.t(step_key(*step)), String::new()),
        };
        Self { who, when, words, text }
    }
}

fn step_key(step: Step) -> &'static str {
    match step {
        Step::Send => "application-happened-sent",
        Step::Invite => "application-happened-invited",
        Step::Refuse => "application-happened-refused",
        Step::Lapse => "application-happened-lapsed",
        Step::Offer => "application-happened-offered",
        Step::Accept => "application-happened-accepted",
        Step::TurnDown => "application-happened-turned-down",
        Step::Decline => "application-happened-declined",
        Step::Withdraw => "application-happened-withdrawn",
        Step::OpeningEnded => "application-happened-ended",
        Step::Release => "application-happened-shared",
        Step::Change => "application-happened-changed",
        Step::WithdrawRelease => "application-happened-taken-back",
        Step::EmployerSuspended => "application-happened-suspended",
        Step::Look | Step::Message | Step::Erase => "application-happened-message",
    }
}
