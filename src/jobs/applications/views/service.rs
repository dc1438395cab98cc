//! Reads of applications: the lists of both sides, and one application as each side sees it.
use std::collections::HashMap;

use entity::{
    public::{employer, opening, opening_item, opening_skill},
    registry::work::{application, application_event, application_message, application_view},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        Actor,
        access::{Facts as AccessFacts, Permit},
        model::Office,
    },
    jobs::{
        applications::{
            card::Card,
            coverage::{Asked, coverage},
            model::{ApplicantRow, ApplicantView, Entry, Happened, Looked, OpeningRow, OwnRow, OwnView, Reason, Shows},
            policy::{MayReadApplications, MayUseOwnApplication},
            release::{self, Released},
            workflow::{self, Facts, KEPT, Party, Release, Seen, Stage, State, Step},
        },
        pledge,
    },
    matching::vocabulary::SkillId,
    platform::{
        ids,
        listing::{Key, PAGE_SIZE, Page, Position},
    },
    regions::{self, Zone},
};

/// Applications of a person that are listed.
const MOST_ROWS: u64 = 200;
/// Messages, steps or looks that are shown of one application.
const MOST_ENTRIES: u64 = 200;
/// Rows of a file.
const MOST_LINES: u64 = 5_000;

/// The applications somebody has sent, newest first.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<OwnRow>> {
    let rows = application::Entity::find()
        .filter(application::Column::PersonId.eq(actor.person()))
        .order_by_desc(application::Column::SentAt)
        .order_by_asc(application::Column::PublicCode)
        .limit(MOST_ROWS)
        .all(&app.db)
        .await?;
    let openings = openings(&app.db, rows.iter().map(|row| row.opening_id)).await?;
    let now = app.clock.now();
    rows.into_iter()
        .filter_map(|row| Some((openings.get(&row.opening_id)?, row)))
        .map(|((opening, employer), row)| {
            let held = Held { row, opening: opening.clone(), employer: employer.clone() };
            let state = held.state()?;
            Ok(OwnRow {
                stage: held.facts(now).stage_for(Party::Applicant, state.stage),
                release: state.release,
                code: held.row.public_code.clone(),
                title: held.opening.title.clone(),
                employer: held.employer_name(),
                sent_at: held.row.sent_at.0,
                zone: held.zone(),
            })
        })
        .collect()
}

/// Whom an application is about, for the rules of access.
pub async fn access_facts(db: &impl ConnectionTrait, code: &str) -> Result<AccessFacts<'static>> {
    let row = application::Entity::find().filter(application::Column::PublicCode.eq(code)).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(AccessFacts { object: row.id, about: Some(row.person_id), ..AccessFacts::default() })
}

/// An application as the one who sent it sees it.
pub async fn own(app: &App, permit: &Permit<MayUseOwnApplication>) -> Result<OwnView> {
    let held = Held::load(&app.db, permit.object()).await?;
    let (state, facts) = (held.state()?, held.facts(app.clock.now()));
    let stage = facts.stage_for(Party::Applicant, state.stage);
    let all = Shows { name: true, phone: true, email: true };
    let entries = entries(&app.db, held.row.id, Party::Applicant).await?;
    Ok(OwnView {
        taken_back: held.taken_back(&entries),
        steps: workflow::open_steps(state, Party::Applicant, &facts),
        contact: release::preview(app, permit.actor(), all).await?,
        views: looks(&app.db, held.row.id).await?,
        card: held.card()?,
        shows: Shows::read(&held.row.released_fields.0),
        invite_ends_at: held.row.invite_ends_at.map(|at| at.0).filter(|_| stage == Stage::Invited && !facts.replied),
        offer: held.offer(stage),
        reason: held.reason()?,
        days_left: held.days_left(facts.now),
        code: held.row.public_code.clone(),
        opening_code: held.opening.public_code.clone(),
        title: held.opening.title.clone(),
        employer: held.employer_name(),
        shown_code: held.row.code.clone(),
        sent_at: held.row.sent_at.0,
        version: held.row.row_version,
        zone: held.zone(),
        release: state.release,
        stage,
        entries,
    })
}

/// Whether an employer stands by the pledge and is not suspended: then its recruiters may read.
pub async fn may_read(app: &App, permit: &Permit<MayReadApplications>) -> Result<bool> {
    let employer = employer::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?;
    pledged(&app.db, &employer, app.clock.now()).await
}

pub(in crate::jobs::applications) async fn pledged(
    db: &impl ConnectionTrait,
    employer: &employer::Model,
    now: OffsetDateTime,
) -> Result<bool> {
    Ok(employer.state != "suspended" && pledge::service::standing(db, employer.id, now).await?.holds())
}

/// The openings of an employer that somebody answered, with how many did and can be read.
pub async fn answered(app: &App, permit: &Permit<MayReadApplications>) -> Result<Vec<OpeningRow>> {
    let counted: Vec<(Uuid, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::OpeningId)
        .column_as(application::Column::Id.count(), "applications")
        .filter(application::Column::EmployerId.eq(permit.object()))
        .filter(application::Column::Stage.ne(Stage::Withdrawn.as_str()))
        .group_by(application::Column::OpeningId)
        .order_by_asc(application::Column::OpeningId)
        .limit(MOST_ROWS)
        .into_tuple()
        .all(&app.db)
        .await?;
    let openings = openings(&app.db, counted.iter().map(|(id, _)| *id)).await?;
    let row = |(id, applications): (Uuid, i64)| {
        let (opening, _) = openings.get(&id)?;
        Some(OpeningRow { code: opening.public_code.clone(), title: opening.title.clone(), applications })
    };
    let mut rows: Vec<OpeningRow> = counted.into_iter().filter_map(row).collect();
    rows.sort_by(|a, b| (&a.title, &a.code).cmp(&(&b.title, &b.code)));
    Ok(rows)
}

/// Code and title of an opening of an employer.
pub async fn opening_of(app: &App, permit: &Permit<MayReadApplications>, code: &str) -> Result<(Uuid, String)> {
    let row = opening::Entity::find()
        .filter(opening::Column::PublicCode.eq(code))
        .filter(opening::Column::EmployerId.eq(permit.object()))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((row.id, row.title))
}

/// The applicants of an opening, the oldest first. Within a day the order is that of random codes.
pub async fn applicants(
    app: &App,
    opening: Uuid,
    seen: Option<Seen>,
    position: &Position,
) -> Result<Page<ApplicantRow>> {
    use application::Column::{PublicCode, SentOn};
    let rows = of_opening(opening, seen);
    let rows = match position {
        Position::Before(key) => rows
            .filter(
                Condition::any()
                    .add(SentOn.lt(key.day))
                    .add(Condition::all().add(SentOn.eq(key.day)).add(PublicCode.lt(&key.code))),
            )
            .order_by_desc(SentOn)
            .order_by_desc(PublicCode),
        Position::After(key) => rows
            .filter(
                Condition::any()
                    .add(SentOn.gt(key.day))
                    .add(Condition::all().add(SentOn.eq(key.day)).add(PublicCode.gt(&key.code))),
            )
            .order_by_asc(SentOn)
            .order_by_asc(PublicCode),
        _ => rows.order_by_asc(SentOn).order_by_asc(PublicCode),
    };
    let rows = rows.limit(PAGE_SIZE + 1).all(&app.db).await?;
    let page =
        Page::keyed(rows, position, None, |row| Key { first: true, day: row.sent_on, code: row.public_code.clone() });
    let asked = asked(&app.db, opening).await?;
    let now = app.clock.now();
    let mut items = Vec::new();
    for row in page.items {
        items.push(applicant_row(&row, &asked, now)?);
    }
    Ok(Page { items, total: page.total, previous: page.previous, next: page.next })
}

/// All of them, for a file.
pub async fn all_applicants(app: &App, opening: Uuid) -> Result<Vec<ApplicantRow>> {
    let rows = of_opening(opening, None)
        .order_by_asc(application::Column::SentOn)
        .order_by_asc(application::Column::PublicCode)
        .limit(MOST_LINES)
        .all(&app.db)
        .await?;
    let asked = asked(&app.db, opening).await?;
    let now = app.clock.now();
    rows.iter().map(|row| applicant_row(row, &asked, now)).collect()
}

fn of_opening(opening: Uuid, seen: Option<Seen>) -> sea_orm::Select<application::Entity> {
    use application::Column;
    let stage = |stage: Stage| Column::Stage.eq(stage.as_str());
    let condition = seen.map(|seen| match seen {
        Seen::Sent => Condition::all().add(stage(Stage::Sent)).add(Column::Invited.eq(false)),
        Seen::Waiting => Condition::all()
            .add(Column::Stage.is_in([Stage::Sent.as_str(), Stage::Invited.as_str()]))
            .add(Column::Invited.eq(true))
            .add(Column::Replied.eq(false)),
        Seen::Invited => Condition::all().add(stage(Stage::Invited)).add(Column::Replied.eq(true)),
        Seen::Offered => Condition::all().add(stage(Stage::Offered)),
        Seen::Hired => Condition::all().add(stage(Stage::Hired)),
        Seen::Declined => Condition::all().add(stage(Stage::Declined)),
        Seen::Withdrawn => Condition::all().add(stage(Stage::Withdrawn)),
        Seen::Ended => Condition::all().add(stage(Stage::Ended)),
    });
    let rows = application::Entity::find().filter(Column::OpeningId.eq(opening));
    match condition {
        Some(condition) => rows.filter(condition),
        None => rows,
    }
}

fn applicant_row(row: &application::Model, asked: &[Asked], now: OffsetDateTime) -> Result<ApplicantRow> {
    let state = state_of(row)?;
    let card: Option<Card> = if state.stage.is_live() { Some(serde_json::from_value(row.card.clone())?) } else { None };
    Ok(ApplicantRow {
        item: row.public_code.clone(),
        code: row.code.clone(),
        sent_on: row.sent_on,
        seen: workflow::seen(state.stage, &facts_of(row, now)),
        release: state.release,
        coverage: card.map(|card| coverage(&card, asked)),
    })
}

/// An application as a recruiter sees it. Each look is written down for the applicant. `None` while the employer does not
/// stand by the pledge; one that was withdrawn is not there.
pub async fn applicant(app: &App, permit: &Permit<MayReadApplications>, item: &str) -> Result<Option<ApplicantView>> {
    let held = of_employer(&app.db, permit.object(), item).await?;
    let now = app.clock.now();
    let pledged = pledged(&app.db, &held.employer, now).await?;
    let facts = Facts { person: true, named: true, pledged, ..held.facts(now) };
    let state = held.state()?;
    if !pledged {
        return Ok(None);
    }
    // What has ended is a line of the list and nothing more.
    if workflow::decide(Some(state), Step::Look, Party::Employer, &facts).is_err() {
        return Err(Error::NotFound);
    }
    let shows = Shows::read(&held.row.released_fields.0);
    let actor = permit.actor();
    let contact = match Released::prove(permit, state, &facts, held.row.person_id, shows) {
        Some(proof) => Some(release::read(app, proof).await?),
        None => None,
    };
    let reader = match contact {
        Some(_) => Some((release::reader(app, actor).await?, now)),
        None => None,
    };
    look(&app.db, held.row.id, Looked::Card, now).await?;
    if contact.is_some() {
        look(&app.db, held.row.id, Looked::Contact, now).await?;
    }
    let entries = entries(&app.db, held.row.id, Party::Employer).await?;
    let asked = asked(&app.db, held.opening.id).await?;
    Ok(Some(ApplicantView {
        row: applicant_row(&held.row, &asked, now)?,
        opening_code: held.opening.public_code.clone(),
        title: held.opening.title.clone(),
        card: held.card()?,
        offer: held.offer(state.stage),
        taken_back: held.taken_back(&entries),
        steps: workflow::open_steps(state, Party::Employer, &facts),
        days_left: held.days_left(now),
        zone: held.zone(),
        contact,
        reader,
        entries,
    }))
}

/// The application of a code, if it went to an employer. Withdrawn ones are gone for it.
pub(in crate::jobs::applications) async fn of_employer(
    db: &impl ConnectionTrait,
    employer: Uuid,
    code: &str,
) -> Result<Held> {
    let row = application::Entity::find()
        .filter(application::Column::PublicCode.eq(code))
        .filter(application::Column::EmployerId.eq(employer))
        .filter(application::Column::Stage.ne(Stage::Withdrawn.as_str()))
        .one(db)
        .await?;
    Held::load(db, row.ok_or(Error::NotFound)?.id).await
}

/// Applications that wait for a first look of a recruiter.
pub async fn count_new(app: &App, permit: &Permit<MayReadApplications>) -> Result<u64> {
    use sea_orm::PaginatorTrait;
    let new = application::Entity::find()
        .filter(application::Column::EmployerId.eq(permit.object()))
        .filter(application::Column::Stage.eq(Stage::Sent.as_str()))
        .filter(application::Column::Invited.eq(false));
    Ok(new.count(&app.db).await?)
}

/// An application with what it answers.
pub(in crate::jobs::applications) struct Held {
    pub row: application::Model,
    pub opening: opening::Model,
    pub employer: employer::Model,
}

impl Held {
    pub async fn load(db: &impl ConnectionTrait, id: Uuid) -> Result<Self> {
        let row = application::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
        let found = openings(db, [row.opening_id]).await?.remove(&row.opening_id);
        let (opening, employer) = found.ok_or(Error::NotFound)?;
        Ok(Self { row, opening, employer })
    }

    pub fn state(&self) -> Result<State> {
        state_of(&self.row)
    }

    /// What the row says; who acts and what is typed comes with the step.
    pub fn facts(&self, now: OffsetDateTime) -> Facts {
        facts_of(&self.row, now)
    }

    fn zone(&self) -> Zone {
        regions::get(&self.opening.regency_code).map_or(Zone::Wib, |region| region.zone)
    }

    fn card(&self) -> Result<Card> {
        Ok(serde_json::from_value(self.row.card.clone())?)
    }

    fn employer_name(&self) -> String {
        if self.opening.show_employer { self.employer.trade_name.clone() } else { String::new() }
    }

    fn offer(&self, stage: Stage) -> Option<(String, String)> {
        let made = matches!(stage, Stage::Offered | Stage::Hired);
        made.then(|| (self.row.offer_wage.clone(), self.row.offer_start.clone()))
    }

    fn reason(&self) -> Result<Option<(Reason, String)>> {
        let reason = self.row.reason.as_deref().map(Reason::of).transpose()?;
        Ok(reason.map(|reason| (reason, self.row.reason_words.clone())))
    }

    fn taken_back(&self, entries: &[Entry]) -> bool {
        let withdrawn = |entry: &Entry| matches!(entry.what, Happened::Step(Step::WithdrawRelease));
        self.row.release == Release::Sealed.as_str() && entries.iter().any(withdrawn)
    }

    /// Days until nothing of it is left, once they run.
    fn days_left(&self, now: OffsetDateTime) -> Option<i64> {
        self.row.clock_at.map(|clock| (clock.0 + KEPT - now).whole_days().max(0))
    }
}

fn state_of(row: &application::Model) -> Result<State> {
    Ok(State { stage: Stage::of(&row.stage)?, release: Release::of(&row.release)? })
}

fn facts_of(row: &application::Model, now: OffsetDateTime) -> Facts {
    Facts {
        invited: row.invited,
        replied: row.replied,
        refused: row.refused,
        invite_ends_at: row.invite_ends_at.map(|at| at.0),
        clock_at: row.clock_at.map(|at| at.0),
        ..Facts::nothing(now)
    }
}

type Faces = HashMap<Uuid, (opening::Model, employer::Model)>;

async fn openings(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<Faces> {
    let rows = opening::Entity::find()
        .filter(opening::Column::Id.is_in(ids))
        .find_also_related(employer::Entity)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(opening, employer)| Some((opening.id, (opening, employer?)))).collect())
}

/// What an opening asks for, in its order.
async fn asked(db: &impl ConnectionTrait, opening: Uuid) -> Result<Vec<Asked>> {
    let items = opening_item::Entity::find()
        .filter(opening_item::Column::OpeningId.eq(opening))
        .order_by_asc(opening_item::Column::Position)
        .limit(60)
        .all(db)
        .await?;
    let links = opening_skill::Entity::find()
        .filter(opening_skill::Column::OpeningId.eq(opening))
        .order_by_asc(opening_skill::Column::Position)
        .limit(300)
        .all(db)
        .await?;
    let asked = |item: opening_item::Model| Asked {
        skills: links
            .iter()
            .filter(|link| link.position == item.position)
            .filter_map(|link| u16::try_from(link.skill_id).ok().map(SkillId))
            .collect(),
        phrase: item.phrase,
        required: item.required,
    };
    Ok(items.into_iter().map(asked).collect())
}

/// Messages and steps in their order, as a side may see them: the employer learns nothing of a refusal or of time that
/// ran out, and the applicant gets nothing after a refusal.
async fn entries(db: &impl ConnectionTrait, application: Uuid, side: Party) -> Result<Vec<Entry>> {
    let messages = application_message::Entity::find()
        .filter(application_message::Column::ApplicationId.eq(application))
        .order_by_desc(application_message::Column::At)
        .order_by_desc(application_message::Column::Id)
        .limit(MOST_ENTRIES)
        .all(db)
        .await?;
    let events = application_event::Entity::find()
        .filter(application_event::Column::ApplicationId.eq(application))
        .order_by_desc(application_event::Column::At)
        .order_by_desc(application_event::Column::Id)
        .limit(MOST_ENTRIES)
        .all(db)
        .await?;
    let mut all = Vec::new();
    for row in messages {
        if side == Party::Employer || row.delivered {
            let said = Happened::Said(row.body);
            all.push((row.at.0, row.id, Entry { party: Party::of(&row.side)?, at: row.at.0, what: said }));
        }
    }
    for row in events {
        let step = Step::of(&row.event)?;
        let hidden = match side {
            Party::Employer => matches!(step, Step::Refuse | Step::Lapse | Step::Message | Step::Change),
            _ => step == Step::Message,
        };
        if !hidden {
            let entry = Entry { party: Party::of(&row.party)?, at: row.at.0, what: Happened::Step(step) };
            all.push((row.at.0, row.id, entry));
        }
    }
    all.sort_by_key(|(at, id, _)| (*at, *id));
    Ok(all.into_iter().map(|(.., entry)| entry).collect())
}

async fn looks(db: &impl ConnectionTrait, application: Uuid) -> Result<Vec<(String, Looked, OffsetDateTime)>> {
    let rows = application_view::Entity::find()
        .filter(application_view::Column::ApplicationId.eq(application))
        .order_by_desc(application_view::Column::At)
        .order_by_desc(application_view::Column::Id)
        .limit(MOST_ENTRIES)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.office, Looked::of(&row.what)?, row.at.0))).collect()
}

async fn look(db: &impl ConnectionTrait, application: Uuid, what: Looked, now: OffsetDateTime) -> Result<()> {
    let row = application_view::ActiveModel {
        id: Set(ids::new_id()),
        application_id: Set(application),
        office: Set(Office::Recruiter.as_str().to_owned()),
        what: Set(what.as_str().to_owned()),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    application_view::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
