//! A proposal as it was read from the store, and the facts a step asks about it. Pure.
use std::collections::BTreeMap;

use serde_json::{Value, json};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::sent::{file_key, quotes_key};
use crate::funding::{
    budget::{self, Line},
    calls::service::Known,
    eligibility::Door,
    ledger::OfCall,
    machine::{Acting, Duty, Signature, Signatures},
    papers::PaperKind,
    proposals::{
        checks::model::Standing,
        contents::model as contents,
        form::{self, Fault, Question, Section},
        mending::model::{Place, places},
        milestones::model as milestones,
        objections::model as objections,
        recommendations::model as recommendations,
        reviews::model as reviews,
        visits::model as visits,
        workflow::{Applicant, CallFacts, Check, Decision, Editable, Facts, File, Review, State},
    },
    versions::{Content, ContentHash},
};

/// The form of a call never changes once it is published.
const FORM: u32 = 1;
/// Most lines of a budget.
pub const MOST_LINES: u16 = 60;
/// Comparisons of prices one line holds.
pub const QUOTES: usize = 3;

/// What stands in one section, and who wrote it last.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub fields: BTreeMap<String, String>,
    /// 0 before anything was saved.
    pub version: i32,
    pub changed: Option<(Uuid, OffsetDateTime)>,
}

/// The budget: its lines as they were typed, by number.
#[derive(Clone, Debug, Default)]
pub struct Budget {
    pub typed: BTreeMap<u16, Typed>,
    pub lines: Vec<Line>,
    pub faults: Vec<budget::Fault>,
}

/// A signature as it stands, with its moment.
#[derive(Clone, Copy, Debug)]
pub struct Signed {
    pub duty: Duty,
    pub signature: Signature,
    pub at: OffsetDateTime,
}

/// A paper of the proposal.
#[derive(Clone, Debug)]
pub struct Paper {
    pub id: Uuid,
    pub code: String,
    pub kind: PaperKind,
    pub name: String,
    pub size: i32,
    pub stored: String,
    pub quarantined: bool,
    /// The guard found something in it that the group has not said it knows of.
    pub unseen_warning: bool,
    pub added_at: OffsetDateTime,
}

/// A proposal, whole.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub id: Uuid,
    pub code: String,
    pub enterprise: Uuid,
    pub enterprise_active: bool,
    /// Regency or city of the enterprise.
    pub place: String,
    pub state: State,
    pub version: i32,
    pub door: Option<Door>,
    pub publication_read: bool,
    pub opened_at: OffsetDateTime,
    pub submitted_at: Option<OffsetDateTime>,
    pub call: Known,
    pub questions: Vec<Question>,
    pub sections: BTreeMap<Section, Typed>,
    pub budget: Budget,
    pub papers: Vec<Paper>,
    pub signed: Vec<Signed>,
    pub balance: OfCall,
    pub awards: u32,
    pub check: Standing,
    pub review: reviews::Standing,
    /// What stands recommended.
    pub recommendation: Option<recommendations::Standing>,
    /// Questions on what was written.
    pub contents: contents::Standing,
    /// Numbers and days of offices elsewhere.
    pub milestones: milestones::Standing,
    /// The visit that is due. Only looked for while one is.
    pub visit: visits::Standing,
    /// Whether it was refused, and whether the group objected.
    pub refusal: objections::Standing,
    /// Only looked for where a step asks.
    pub turn: Turn,
}

/// How it stands among the others of its call.
#[derive(Clone, Copy, Debug, Default)]
pub struct Turn {
    /// The next in the order of time.
    pub is_next: bool,
    /// Level with others that cannot all be given what is recommended.
    pub tied_at_the_line: bool,
}

impl Budget {
    /// Reads every line.
    pub fn of(typed: BTreeMap<u16, Typed>) -> Self {
        let (mut lines, mut faults) = (Vec::new(), Vec::new());
        for (number, line) in &typed {
            match read_line(*number, &line.fields) {
                Ok(line) => lines.extend(line),
                Err(found) => faults.extend(found),
            }
        }
        Self { typed, lines, faults }
    }
}

impl Dossier {
    /// The fields of a section as they were typed.
    pub fn section(&self, section: Section) -> Typed {
        self.sections.get(&section).cloned().unwrap_or_default()
    }

    /// The name under which it is made; empty as long as none was typed.
    pub fn applicant(&self) -> String {
        self.section(Section::Identity).fields.get(form::APPLICANT).cloned().unwrap_or_default()
    }

    /// What is wrong with the answers of a section.
    pub fn faults(&self, section: Section) -> Vec<(&'static str, Fault)> {
        form::read(&self.questions, section, &self.section(section).fields).1
    }

    /// What it says: everything a signature stands under.
    pub fn content(&self) -> Content {
        let mut answers = BTreeMap::new();
        for section in Section::ALL {
            answers.extend(form::read(&self.questions, *section, &self.section(*section).fields).0);
        }
        if let Some(door) = self.door {
            answers.insert("pintu".to_owned(), json!(door.as_str()));
        }
        for (number, line) in &self.budget.typed {
            let quotes = quotes(&line.fields);
            if !quotes.is_empty() {
                answers.insert(quotes_key(*number), Value::from(quotes));
            }
        }
        let place = |paper: &Paper| file_key(paper.kind, paper.id);
        let files = self.papers.iter().map(|paper| (place(paper), paper.stored.clone())).collect();
        Content { form: FORM, answers, lines: self.budget.lines.clone(), files }
    }

    /// The papers the call asks for and that are not there.
    pub fn missing_papers(&self) -> Vec<PaperKind> {
        let here = |kind: &PaperKind| self.papers.iter().any(|paper| paper.kind == *kind);
        self.call.parameters.papers.iter().copied().filter(|kind| !here(kind)).collect()
    }

    /// Lines that need more comparisons of prices.
    pub fn lines_without_quotes(&self) -> Vec<u16> {
        budget::without_quotes(&self.budget.lines, self.call.parameters.quote_rule())
    }

    /// Whether everything that is typed can be sent.
    pub fn is_complete(&self) -> bool {
        let whole = Section::ALL.iter().all(|section| self.faults(*section).is_empty());
        let budgeted = self.call.terms.certificate || !self.budget.lines.is_empty();
        whole && budgeted && self.budget.faults.is_empty() && self.lines_without_quotes().is_empty()
    }

    /// Who signed what stands there now.
    pub fn signatures(&self, content: ContentHash) -> Signatures {
        let by = |duty| self.signed.iter().find(|signed| signed.duty == duty).map(|signed| signed.signature);
        Signatures { content, chair: by(Duty::Chair), treasurer: by(Duty::Treasurer) }
    }

    /// Whether the group may write a part now: all of a draft, and what the list that stands names.
    pub fn may_write(&self, place: Place) -> bool {
        match self.state.editable() {
            Editable::All => true,
            Editable::ListedItems => self.check.listed().any(|found| places(found.mark.point).contains(&place)),
            Editable::ListedSections => self.contents.lists(place),
            Editable::Nothing => false,
        }
    }

    /// How many points of the list that stands the group has still to answer.
    pub fn unanswered(&self) -> usize {
        match self.state {
            State::ContentRevision => self.contents.open(),
            _ => self.check.listed().filter(|found| !found.answered).count(),
        }
    }

    /// The last day of the list that stands.
    pub fn revision_due(&self) -> Option<Date> {
        if self.state == State::ContentRevision { self.contents.due } else { self.check.due }
    }

    /// Whether the group has answered the whole list that stands.
    pub fn is_answered(&self) -> bool {
        match self.state {
            State::ContentRevision => self.contents.open() == 0,
            _ => self.check.is_answered(),
        }
    }

    /// What a step asks about it.
    pub fn facts(&self, acting: Acting) -> Facts<'_> {
        Facts {
            acting,
            terms: &self.call.terms,
            rubric: &self.call.rubric,
            calendar: &self.call.calendar,
            call: self.call_facts(),
            applicant: Applicant {
                active: self.enterprise_active,
                eligible: true,
                door_accepted: true,
                other_live: false,
                held: false,
            },
            file: self.file(),
            check: Check {
                visit_announced: self.visit.announced.is_some(),
                photos_ready: !self.visit.photos.is_empty(),
                confidentiality: self.visit.bound,
                due: self.revision_due(),
                ..self.check.facts(acting.now)
            },
            review: Review {
                content_revised: self.contents.is_used(),
                ..self.review.facts(acting.hand.account, self.call.terms.reviews_required)
            },
            decision: self.decision(),
        }
    }

    fn decision(&self) -> Decision<'_> {
        let stands = self.recommendation.as_ref();
        Decision {
            lines: &self.budget.lines,
            recommended: stands.map(recommendations::Standing::facts),
            budget: stands.and_then(|standing| standing.budget),
            milestones: &self.milestones.kinds,
            lead: stands.map(|standing| standing.lead),
            decider: self.refusal.refused.and_then(|refused| refused.person),
            decider_for: self.refusal.refused.and_then(|refused| refused.on_behalf_of),
            decider_has_acted: self.refusal.decided,
            rejected_at: self.refusal.refused.map(|refused| refused.at),
            rejected_by: self.refusal.refused.map(|refused| refused.by),
            objected: self.refusal.objected,
        }
    }

    fn call_facts(&self) -> CallFacts {
        CallFacts {
            state: self.call.state,
            balance: self.balance,
            awards: self.awards,
            tied_at_the_line: self.turn.tied_at_the_line,
            is_next: self.turn.is_next,
        }
    }

    fn file(&self) -> File {
        File {
            version: i64::from(self.version),
            opened_at: self.opened_at,
            sections_complete: self.is_complete(),
            papers_complete: self.missing_papers().is_empty(),
            quarantined: self.papers.iter().any(|paper| paper.quarantined),
            warnings_acknowledged: !self.papers.iter().any(|paper| paper.unseen_warning),
            publication_read: self.publication_read,
            signatures: self.signatures(self.content().hash()),
            listed_answered: self.is_answered(),
            recorded_until: None,
        }
    }
}

/// A line out of its fields; none when nothing was typed.
pub fn read_line(number: u16, fields: &BTreeMap<String, String>) -> Result<Option<Line>, Vec<budget::Fault>> {
    let text = |field: budget::Field| fields.get(field.as_str()).cloned().unwrap_or_default();
    let typed = budget::Typed {
        activity: text(budget::Field::Activity),
        description: text(budget::Field::Description),
        form: text(budget::Field::Form),
        quantity: text(budget::Field::Quantity),
        unit: text(budget::Field::Unit),
        unit_price: text(budget::Field::UnitPrice),
        quotes: u8::try_from(quotes(fields).len()).unwrap_or(u8::MAX),
    };
    let mut before = vec![budget::Typed::default(); usize::from(number.saturating_sub(1))];
    before.push(typed);
    Ok(budget::read(&before)?.into_iter().next())
}

/// The comparisons of a line that say where and how much.
pub fn quotes(fields: &BTreeMap<String, String>) -> Vec<Value> {
    let field = |name: &str, at: usize| fields.get(&format!("{name}_{at}")).map_or("", |text| text.trim()).to_owned();
    let quote = |at: usize| {
        let (source, price) = (field("toko", at), field("banding", at));
        let price = crate::platform::money::Rupiah::parse(&price)?;
        (!source.is_empty()).then(|| json!({ "source": source, "price": price.0 }))
    };
    (1..=QUOTES).filter_map(quote).collect()
}
