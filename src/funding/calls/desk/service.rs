//! Calls of an office as they are read: the list, and one call with everything that decides about it.
use entity::{
    public::call,
    registry::grants::{award, deadline, proposal},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis, sea_query::Query as SubQuery,
};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    model::{AssessmentForm, Brief, DoorsForm, Draft, MoneyForm, SEATS, Step, TextForm, without},
    moves::service::{Pending, pending},
    policy::MaySeeCalls,
};
use crate::{
    app::App,
    disclosure::{self, Verdict},
    error::{Error, Result},
    funding::{
        calls::{
            service::{self as calls, Known, Seat},
            staffing,
            workflow::{self, Facts, Proposals},
        },
        eligibility::{Door, Question},
        ledger::OfCall,
        machine::{Acting, Countersign, Duty, Hand, Refusal, Written},
        model::{Amended, CallState, CallView, FundingKind, Share},
        papers::PaperKind,
        proposals::workflow::State as ProposalState,
        record::{
            Object, books,
            events::{self, Happened},
        },
        service as public,
        versions::{ContentHash, canonical},
    },
    identity::{
        access::{Action, Permit},
        model::{Body, BodyKind, Office},
        rooms,
    },
    moderation::service as moderation,
    platform::{
        i18n::{self, Lang},
        money::Rupiah,
    },
    regions::Zone,
};

/// States in which the office works on a proposal before its ranking.
const UNDER_WAY: [ProposalState; 6] = [
    ProposalState::Submitted,
    ProposalState::AdminCheck,
    ProposalState::AdminRevision,
    ProposalState::FieldVisit,
    ProposalState::InReview,
    ProposalState::ContentRevision,
];
/// States nothing follows from any more, as far as a call goes.
const OVER: [ProposalState; 5] = [
    ProposalState::Approved,
    ProposalState::Rejected,
    ProposalState::Withdrawn,
    ProposalState::Lapsed,
    ProposalState::Voided,
];

/// One call of an office.
#[derive(Clone, Debug)]
pub struct Own {
    pub code: String,
    pub state: CallState,
    pub version: i32,
    pub zone: Zone,
    pub opens_at: OffsetDateTime,
    pub closes_at: Option<OffsetDateTime>,
    pub draft: Draft,
    /// As what the one who asks works on it.
    pub duties: Vec<Duty>,
    /// Each seat with how many there are for it and how many it takes.
    pub staff: Vec<(Duty, usize, usize)>,
    /// Different persons can take every seat.
    pub staffed: bool,
    /// What stands in the way of publishing it.
    pub lacking: Vec<Refusal>,
    pub pending: Vec<Pending>,
    pub happened: Vec<Happened>,
    pub balance: OfCall,
    pub proposals: i64,
}

/// A call with everything that decides about its steps, of one moment.
#[derive(Clone, Debug)]
pub(in crate::funding) struct Ground {
    pub known: Known,
    pub draft: Draft,
    /// Those the panel names, as far as they still hold the office their duty asks for.
    pub panel: Vec<(Uuid, Duty)>,
    /// The same with those who stand in for somebody now.
    sitting: Vec<Seat>,
    pub shares: Vec<u32>,
    pub proposals: Proposals,
    pub balance: OfCall,
    pub texts: Written,
    pub questions_allowed: bool,
}

impl Ground {
    /// The facts of a step somebody takes.
    pub fn facts(&self, acting: Acting) -> Facts<'_> {
        Facts {
            acting,
            terms: &self.known.terms,
            rubric: &self.known.rubric,
            calendar: &self.known.calendar,
            version: i64::from(self.known.row.row_version),
            texts: self.texts,
            questions_allowed: self.questions_allowed,
            shares: &self.shares,
            panel: &self.panel,
            proposals: self.proposals,
            balance: self.balance,
        }
    }

    /// As what somebody works on the call.
    pub fn duties(&self, person: Uuid) -> Vec<Duty> {
        self.sitting.iter().filter(|seat| seat.person == person).map(|seat| seat.duty).collect()
    }

    /// A hand with the one it acts for, where that is by a mandate.
    pub fn signed(&self, hand: Hand) -> Hand {
        let lent = self.sitting.iter().find(|seat| seat.person == hand.account && seat.duty == hand.duty);
        Hand { on_behalf_of: lent.filter(|seat| !seat.is_own()).map(|seat| seat.of), ..hand }
    }

    /// The mark of everything two persons agree on: texts, terms and panel. Neither the state nor the version is part of
    /// it, because the clock changes both.
    pub fn mark(&self) -> String {
        let row = &self.known.row;
        let mut panel: Vec<_> =
            self.panel.iter().map(|(account, duty)| format!("{account} {}", duty.as_str())).collect();
        panel.sort();
        let shares = |shares: &entity::values::Shares| {
            shares.0.iter().map(|share| json!([share.name, share.percent])).collect::<Vec<_>>()
        };
        let content = json!({
            "texts": [row.name, row.summary, row.purpose, row.kind, row.form, row.region_code, row.legal_basis],
            "lines": [row.who_may_apply.0, row.doors.0, row.eligibility.0, row.papers.0, row.steps.0],
            "shares": [shares(&row.criteria), shares(&row.funders)],
            "money": [row.ceiling_idr, row.per_proposal_idr, row.quota, row.instalments],
            "times": [moment(row.opens_at.0), row.closes_at.map(|at| moment(at.0)), row.zone],
            "parameters": row.parameters,
            "questions": row.questions,
            "panel": panel,
        });
        ContentHash::of(canonical(&content).as_bytes()).hex()
    }

    /// What stands in the way of publishing.
    pub fn lacking(&self, now: OffsetDateTime) -> Vec<Refusal> {
        let hand = Hand { account: Uuid::nil(), duty: Duty::Decider, on_behalf_of: None };
        let acting = acting(hand, None, ContentHash::of(&[]), now);
        if self.known.state == CallState::Draft { workflow::before_publishing(&self.facts(acting)) } else { Vec::new() }
    }
}

/// Milliseconds, as the store keeps them.
pub(super) fn moment(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

/// Somebody acts on a call. Nobody is tied to one: ties are to those who apply.
pub(super) fn acting(
    hand: Hand,
    countersign: Option<Countersign>,
    payload: ContentHash,
    now: OffsetDateTime,
) -> Acting {
    Acting { hand, countersign, payload, now, tied: false }
}

/// Calls of an office, drafts too: what is open or comes first, then what is over.
pub async fn overview(app: &App, permit: &Permit<MaySeeCalls>) -> Result<Vec<Brief>> {
    let rows = call::Entity::find()
        .filter(call::Column::AgencyId.eq(permit.object()))
        .order_by_desc(call::Column::OpensAt)
        .order_by_asc(call::Column::PublicCode)
        .limit(500)
        .all(&app.db)
        .await?;
    let counts: Vec<(Uuid, i64)> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::CallId)
        .column_as(proposal::Column::Id.count(), "n")
        .filter(proposal::Column::CallId.is_in(rows.iter().map(|row| row.id)))
        .filter(proposal::Column::SubmittedAt.is_not_null())
        .group_by(proposal::Column::CallId)
        .into_tuple()
        .all(&app.db)
        .await?;
    let brief = |row: call::Model| {
        Ok(Brief {
            proposals: counts.iter().find(|(id, _)| *id == row.id).map_or(0, |(_, n)| *n),
            state: CallState::of(&row.state)?,
            opens_at: row.opens_at.0,
            closes_at: row.closes_at.map(|at| at.0),
            zone: Zone::from_label(&row.zone).unwrap_or(Zone::Wib),
            code: row.public_code,
            name: row.name,
        })
    };
    let mut briefs: Vec<Brief> = rows.into_iter().map(brief).collect::<Result<_>>()?;
    briefs.sort_by_key(|brief| CallState::ALL.iter().position(|state| *state == brief.state));
    Ok(briefs)
}

/// One call of an office. One of another office is as if it were not there.
pub async fn find<A: Action>(app: &App, permit: &Permit<A>, code: &str) -> Result<Own> {
    let now = app.clock.now();
    let known = of_office(&app.db, permit.object(), code).await?;
    let ground = ground(app, &app.db, known).await?;
    let row = &ground.known.row;
    let happened = events::of(&app.db, Object::Call, row.id).await?;
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::CallId.eq(row.id))
        .filter(proposal::Column::SubmittedAt.is_not_null())
        .count(&app.db)
        .await?;
    let reviews = ground.known.terms.reviews_required;
    Ok(Own {
        code: row.public_code.clone(),
        state: ground.known.state,
        version: row.row_version,
        zone: ground.known.terms.zone,
        opens_at: ground.known.terms.opens_at,
        closes_at: ground.known.terms.closes_at,
        draft: ground.draft.clone(),
        duties: ground.duties(permit.actor()),
        staff: staffing::seats(&ground.panel, reviews),
        staffed: staffing::is_complete(&ground.panel, reviews),
        lacking: ground.lacking(now),
        pending: pending(app, &ground, permit.actor()).await?,
        happened,
        balance: ground.balance,
        proposals: i64::try_from(proposals).unwrap_or(i64::MAX),
    })
}

/// What everybody would see of it.
pub async fn preview(app: &App, permit: &Permit<MaySeeCalls>, code: &str) -> Result<(CallView, Vec<Amended>)> {
    let known = of_office(&app.db, permit.object(), code).await?;
    let owner = calls::office(&app.db, &known.row).await?;
    public::whole(&app.db, known.row, &owner, app.clock.now()).await
}

/// A call of an office by its code.
pub(in crate::funding::calls) async fn of_office(db: &impl ConnectionTrait, agency: Uuid, code: &str) -> Result<Known> {
    let known = calls::of_code(db, code).await?;
    if known.row.agency_id == agency { Ok(known) } else { Err(Error::NotFound) }
}

/// Everything that decides about the steps of a call: a fixed number of statements.
pub(in crate::funding) async fn ground(app: &App, db: &impl ConnectionTrait, known: Known) -> Result<Ground> {
    let draft = draft_of(&known)?;
    let texts = judge(db, &draft).await?;
    let mut ground = unjudged(app, db, known, draft).await?;
    ground.texts = texts;
    Ok(ground)
}

/// The same for a step that asks for no text: those of the clock.
pub(in crate::funding) async fn ground_of_clock(app: &App, db: &impl ConnectionTrait, known: Known) -> Result<Ground> {
    let draft = draft_of(&known)?;
    unjudged(app, db, known, draft).await
}

async fn unjudged(app: &App, db: &impl ConnectionTrait, known: Known, draft: Draft) -> Result<Ground> {
    let id = known.row.id;
    let sitting = seated(app, db, &known).await?;
    Ok(Ground {
        panel: sitting.iter().filter(|seat| seat.is_own()).map(|seat| (seat.person, seat.duty)).collect(),
        sitting,
        shares: known.row.funders.0.iter().map(|share| u32::from(share.percent) * 100).collect(),
        proposals: proposals(db, id, app.clock.now()).await?,
        balance: books::of(db, id).await?,
        texts: Written::Fine,
        questions_allowed: words(&known.row.questions).iter().all(|text| is_allowed(text)),
        draft,
        known,
    })
}

/// Those on a seat who hold the office its duty asks for.
async fn seated(app: &App, db: &impl ConnectionTrait, known: &Known) -> Result<Vec<Seat>> {
    let people = colleagues(app, db, known.row.agency_id).await?;
    let holds = |person: Uuid, office: Office| {
        people.iter().any(|(known, _, offices)| *known == person && offices.contains(&office))
    };
    let stands = |seat: &Seat| SEATS.iter().any(|(duty, office)| *duty == seat.duty && holds(seat.person, *office));
    Ok(calls::sitting(db, known.row.id, app.clock.now()).await?.into_iter().filter(stands).collect())
}

/// Persons of an office, each once, with the code of their first membership and all their offices.
pub(in crate::funding::calls) async fn colleagues(
    app: &App,
    db: &impl ConnectionTrait,
    agency: Uuid,
) -> Result<Vec<(Uuid, String, Vec<Office>)>> {
    let body = Body { kind: BodyKind::Agency, id: agency };
    let mut people: Vec<(Uuid, String, Vec<Office>)> = Vec::new();
    for row in rooms::of(app.rooms, body.kind)?.members(db, body, false).await? {
        let office = Office::of(&row.office)?;
        match people.iter_mut().find(|(person, ..)| *person == row.person_id) {
            Some((.., offices)) => offices.push(office),
            None => people.push((row.person_id, row.public_code, vec![office])),
        }
    }
    Ok(people)
}

/// The texts of a call together, as the guard judges them.
async fn judge(db: &impl ConnectionTrait, draft: &Draft) -> Result<Written> {
    if [&draft.text.name, &draft.text.summary, &draft.text.purpose].iter().any(|text| text.is_empty()) {
        return Ok(Written::Nothing);
    }
    let texts: Vec<&str> = draft.texts().into_iter().map(|(_, text)| text).collect();
    Ok(if moderation::may_stand(db, &texts).await? { Written::Fine } else { Written::Blocked })
}

/// Whether a question asks for nothing a call may not ask.
fn is_allowed(text: &str) -> bool {
    disclosure::check(text) == Verdict::Pass && disclosure::review(text).is_empty()
}

/// Every text of a document.
fn words(document: &Value) -> Vec<&str> {
    match document {
        Value::String(text) => vec![text.as_str()],
        Value::Array(items) => items.iter().flat_map(words).collect(),
        Value::Object(fields) => fields.values().flat_map(words).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// How many proposals of a call stand where.
async fn proposals(db: &impl ConnectionTrait, call: Uuid, now: OffsetDateTime) -> Result<Proposals> {
    let counts: Vec<(String, i64)> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::State)
        .column_as(proposal::Column::Id.count(), "n")
        .filter(proposal::Column::CallId.eq(call))
        .group_by(proposal::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let sum = |wanted: &dyn Fn(&str) -> bool| {
        counts.iter().filter(|(state, _)| wanted(state)).map(|(_, n)| u32::try_from(*n).unwrap_or(u32::MAX)).sum()
    };
    let among = |states: &[ProposalState], state: &str| states.iter().any(|known| known.as_str() == state);
    let rejected = SubQuery::select()
        .column(proposal::Column::Id)
        .from(proposal::Entity)
        .and_where(proposal::Column::CallId.eq(call))
        .and_where(proposal::Column::State.eq(ProposalState::Rejected.as_str()))
        .take();
    let windows = deadline::Entity::find()
        .filter(deadline::Column::ObjectId.in_subquery(rejected))
        .filter(deadline::Column::Timer.eq("objection_window"))
        .filter(deadline::Column::EndedAt.is_null())
        .filter(deadline::Column::DueAt.gte(TimeUnixTimestampMillis(now)))
        .count(db)
        .await?;
    let approved = award::Entity::find()
        .filter(award::Column::CallId.eq(call))
        .filter(award::Column::State.ne("declined"))
        .count(db)
        .await?;
    let objected: u32 = sum(&|state| state == ProposalState::Objected.as_str());
    let waitlisted: u32 = sum(&|state| state == ProposalState::Waitlisted.as_str());
    Ok(Proposals {
        under_way: sum(&|state| among(&UNDER_WAY, state)),
        may_object: objected + u32::try_from(windows).unwrap_or(u32::MAX),
        live: sum(&|state| !among(&OVER, state)),
        waitlisted,
        approved: u32::try_from(approved).unwrap_or(u32::MAX),
    })
}

/// The names of the papers of the list, as the public page says them.
pub(super) fn paper_names(kinds: &[PaperKind]) -> Vec<String> {
    kinds.iter().map(|kind| i18n::text(Lang::Id, kind.key(), None)).collect()
}

fn draft_of(known: &Known) -> Result<Draft> {
    let (row, parameters) = (&known.row, &known.parameters);
    let shares = |shares: &entity::values::Shares| -> Vec<Share> {
        shares.0.iter().map(|share| Share { name: share.name.clone(), percent: share.percent }).collect()
    };
    Ok(Draft {
        text: TextForm {
            name: row.name.clone(),
            summary: row.summary.clone(),
            purpose: row.purpose.clone(),
            kind: Some(FundingKind::of(&row.kind)?),
            region: row.region_code.clone(),
            applicants: row.who_may_apply.0.clone(),
            steps: row.steps.0.clone(),
            legal_basis: row.legal_basis.clone().unwrap_or_default(),
            fiscal_year: parameters.fiscal_year,
        },
        money: MoneyForm {
            forms: parameters.forms.clone(),
            ceiling: known.terms.ceiling,
            ask_min: Rupiah(parameters.ask_min),
            per_proposal: known.terms.ask_max,
            quota: row.quota,
            zone: known.terms.zone,
            opens: Some(known.terms.opens_at),
            closes: known.terms.closes_at,
            grace: parameters.grace_minutes,
            tranches: parameters.tranches.clone(),
            funders: shares(&row.funders),
        },
        doors: DoorsForm {
            doors: row.doors.0.iter().map(|word| Door::of(word)).collect::<Result<_>>()?,
            questions: row.eligibility.0.iter().map(|word| Question::of(word)).collect::<Result<_>>()?,
            papers: parameters.papers.clone(),
            other_papers: without(&row.papers.0, &paper_names(PaperKind::ALL)),
            quotes: parameters.quotes,
            quotes_above: Rupiah(parameters.quotes_above),
            standard_prices: parameters.standard_prices,
        },
        assessment: AssessmentForm {
            reviews_required: parameters.reviews_required,
            blind: parameters.blind,
            criteria: shares(&row.criteria),
            score_max: parameters.score_max,
            selection: parameters.selection,
            needs_field_visit: parameters.needs_field_visit,
            needs_apip: parameters.needs_apip,
            needs_tapd: parameters.needs_tapd,
            needs_budget_act: parameters.needs_budget_act,
            admin_rounds: parameters.admin_rounds,
            revision_days: parameters.revision_days,
            extension_days: parameters.extension_days,
            allow_content_revision: parameters.allow_content_revision,
            admin_days: parameters.admin_days,
            appeal_days: parameters.appeal_days,
            waitlist_until: parameters.waitlist_until,
            decree: parameters.decree,
            publication: parameters.publication,
        },
    })
}

/// What may be done to a call where it stands, for its links.
pub fn steps(state: CallState) -> Vec<Step> {
    let kinds = workflow::meets(Some(state));
    let known = [
        (workflow::Kind::Publish, Step::Publish),
        (workflow::Kind::Amend, Step::Amend),
        (workflow::Kind::Finish, Step::Finish),
        (workflow::Kind::Cancel, Step::Cancel),
    ];
    known.into_iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, step)| step).collect()
}
