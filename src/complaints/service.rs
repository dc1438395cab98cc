//! Complaints in the store. A row tells neither who made it nor at what hour.
use entity::{
    public::{employer, opening},
    registry::{
        ops::complaint,
        work::{opening_desk, pledge_acceptance},
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::model::{About, Answer, Complaint, ComplaintForm, Event, Row, State, decide, length};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        factors::recovery,
        mailing::{self, Template},
        model::{Body, BodyKind, Office},
        policy::MayAnswerComplaints,
        rooms,
    },
    jobs::{
        desk::{model::State as OpeningState, moves::service as moves},
        employers::{model::EmployerState, service as employers},
    },
    platform::{audit, db, ids},
};

/// The field a refusal stands beside: the buttons.
pub const BUTTONS: &str = "tindakan";

/// Rows of each of the two lists.
const LISTED: u64 = 48;

/// Keeps a complaint. Gives the code with which the answer is read, as it is shown; it is stored nowhere.
pub async fn make(app: &App, form: &ComplaintForm) -> Result<String> {
    let mut faults = form.check();
    let opening = match ids::read_public_code(&form.opening).filter(|_| faults.0.is_empty()) {
        Some(code) => {
            let found = known(&app.db, &code).await?;
            if found.is_none() {
                faults.0.push(("lowongan", "complaint-fault-opening"));
            }
            found
        }
        None => None,
    };
    faults.finish()?;
    let now = app.clock.now();
    let id = ids::new_timeless_id();
    let code = app.keys.paper_code("complaint", id);
    let row = complaint::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_public_code()),
        code_digest: Set(digest(app, &code)),
        opening_id: Set(opening),
        body: Set(form.body.clone()),
        state: Set(State::Waiting.as_str().to_owned()),
        answer: Set(String::new()),
        made_at: Set(TimeUnixTimestampMillis(now.date().midnight().assume_utc())),
        answered_at: Set(None),
        row_version: Set(1),
    };
    let transaction = db::begin(&app.db).await?;
    complaint::Entity::insert(row).exec_without_returning(&transaction).await?;
    tell(app, &transaction, now).await?;
    transaction.commit().await?;
    Ok(recovery::grouped(&code))
}

/// What became of a complaint, for whoever types its code.
pub async fn read(app: &App, typed: &str) -> Result<Option<Answer>> {
    let Some(code) = recovery::read_paper(typed) else { return Ok(None) };
    let row =
        complaint::Entity::find().filter(complaint::Column::CodeDigest.eq(digest(app, &code))).one(&app.db).await?;
    row.map(|row| Ok(Answer { made_on: row.made_at.0.date(), state: State::of(&row.state)?, answer: row.answer }))
        .transpose()
}

/// Those that wait, the longest waiting first, and after them the latest answered ones.
pub async fn list(app: &App, permit: &Permit<MayAnswerComplaints>) -> Result<Vec<Row>> {
    let _ = permit.object();
    let of = |state: State| complaint::Entity::find().filter(complaint::Column::State.eq(state.as_str())).limit(LISTED);
    let waiting = of(State::Waiting).order_by_asc(complaint::Column::MadeAt).order_by_asc(complaint::Column::Id);
    let answered = of(State::Answered).order_by_desc(complaint::Column::MadeAt).order_by_asc(complaint::Column::Id);
    let mut rows = waiting.all(&app.db).await?;
    rows.extend(answered.all(&app.db).await?);
    let openings = opening::Entity::find()
        .filter(opening::Column::Id.is_in(rows.iter().filter_map(|row| row.opening_id)))
        .find_also_related(employer::Entity)
        .all(&app.db)
        .await?;
    let about = |id: Option<Uuid>| {
        let (opening, employer) = openings.iter().find(|(opening, _)| Some(opening.id) == id)?;
        Some((opening.title.clone(), employer.as_ref()?.trade_name.clone()))
    };
    let row = |row: complaint::Model| {
        Ok(Row {
            made_on: row.made_at.0.date(),
            state: State::of(&row.state)?,
            about: about(row.opening_id),
            code: row.public_code,
        })
    };
    rows.into_iter().map(row).collect()
}

/// One complaint with what it is about.
pub async fn find(app: &App, permit: &Permit<MayAnswerComplaints>, code: &str) -> Result<Complaint> {
    let _ = permit.object();
    let held = Held::load(&app.db, code).await?;
    let pledged = match &held.about {
        Some((_, _, employer)) => signed(&app.db, employer.id).await?,
        None => None,
    };
    let about = held.about.map(|(opening, opening_state, employer)| {
        Ok::<_, Error>(About {
            opening: opening.public_code,
            title: opening.title,
            opening_state,
            employer_state: EmployerState::of(&employer.state)?,
            employer: employer.trade_name,
            pledged,
        })
    });
    Ok(Complaint {
        code: held.row.public_code,
        made_on: held.row.made_at.0.date(),
        state: State::of(&held.row.state)?,
        body: held.row.body,
        answer: held.row.answer,
        about: about.transpose()?,
        version: held.row.row_version,
    })
}

/// Does what can be done about a complaint. What happens to openings and employers stands in their own stories too.
pub async fn act(
    app: &App,
    permit: Permit<MayAnswerComplaints>,
    code: &str,
    event: Event,
    answer: &str,
    version: i32,
) -> Result<()> {
    let now = app.clock.now();
    if event == Event::Answer
        && let Some(key) = length(answer)
    {
        return Err(Invalid::one("jawaban", key).into());
    }
    let transaction = db::begin(&app.db).await?;
    let held = Held::load(&transaction, code).await?;
    decide(State::of(&held.row.state)?, held.standing()?, event)
        .map_err(|refusal| Error::from(Invalid::one(BUTTONS, refusal.key())))?;
    let mut change = complaint::ActiveModel { row_version: Set(version + 1), ..Default::default() };
    let reason = match (event, &held.about) {
        (Event::Answer, _) => {
            change.state = Set(State::Answered.as_str().to_owned());
            change.answer = Set(answer.trim().to_owned());
            change.answered_at = Set(Some(TimeUnixTimestampMillis(now)));
            "answer"
        }
        (Event::RemoveOpening, Some((opening, ..))) => {
            moves::remove(app, &transaction, opening.id, permit.actor()).await?;
            "remove_opening"
        }
        (Event::SuspendEmployer, Some((.., employer))) => {
            employers::bar(app, &transaction, &permit, employer.id, EmployerState::Suspended).await?;
            "suspend_employer"
        }
        (Event::ReinstateEmployer, Some((.., employer))) => {
            employers::bar(app, &transaction, &permit, employer.id, EmployerState::Active).await?;
            "reinstate_employer"
        }
        (_, None) => return Err(Error::NotFound),
    };
    let moved = complaint::Entity::update_many()
        .set(change)
        .filter(complaint::Column::Id.eq(held.row.id))
        .filter(complaint::Column::RowVersion.eq(version))
        .exec(&transaction)
        .await?;
    if moved.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    let line = audit::Event {
        object: Some(held.row.id),
        reason: Some(reason),
        ..permit.event("answer_complaints", "complaint")
    };
    audit::done(&transaction, now, line).await?;
    Ok(transaction.commit().await?)
}

/// A complaint with the rows it is about.
struct Held {
    row: complaint::Model,
    about: Option<(opening::Model, OpeningState, employer::Model)>,
}

impl Held {
    async fn load(db: &impl ConnectionTrait, code: &str) -> Result<Self> {
        let row = complaint::Entity::find()
            .filter(complaint::Column::PublicCode.eq(code))
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        let Some(id) = row.opening_id else { return Ok(Self { row, about: None }) };
        let found = opening::Entity::find_by_id(id).find_also_related(employer::Entity).one(db).await?;
        let desk = opening_desk::Entity::find_by_id(id).one(db).await?;
        let about = found.and_then(|(opening, employer)| {
            let state = OpeningState::of(&opening.state, desk.as_ref().and_then(|desk| desk.why.as_deref()));
            Some((opening, state, employer?))
        });
        Ok(Self { row, about })
    }

    fn standing(&self) -> Result<Option<(OpeningState, EmployerState)>> {
        let of = |(_, opening, employer): &(opening::Model, OpeningState, employer::Model)| {
            Ok((*opening, EmployerState::of(&employer.state)?))
        };
        self.about.as_ref().map(of).transpose()
    }
}

/// An opening that was shown at some time. Drafts are nobody's business.
async fn known(db: &impl ConnectionTrait, code: &str) -> Result<Option<Uuid>> {
    Ok(opening::Entity::find()
        .select_only()
        .column(opening::Column::Id)
        .filter(opening::Column::PublicCode.eq(code))
        .filter(opening::Column::PublishedOn.is_not_null())
        .into_tuple()
        .one(db)
        .await?)
}

/// Who accepted the pledge last for an employer.
async fn signed(db: &impl ConnectionTrait, employer: Uuid) -> Result<Option<(String, String, OffsetDateTime)>> {
    let row = pledge_acceptance::Entity::find()
        .filter(pledge_acceptance::Column::EmployerId.eq(employer))
        .order_by_desc(pledge_acceptance::Column::SignedAt)
        .limit(1)
        .one(db)
        .await?;
    Ok(row.map(|row| (row.name, row.position, row.signed_at.0)))
}

/// Whoever answers complaints hears that there is news.
async fn tell(app: &App, db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    for member in rooms::of(app.rooms, BodyKind::Platform)?.members(db, Body::PLATFORM, false).await? {
        if Office::parse(&member.office) == Some(Office::EthicsOfficer) {
            mailing::put(db, now, member.person_id, Template::News).await?;
        }
    }
    Ok(())
}

fn digest(app: &App, code: &str) -> Vec<u8> {
    app.keys.blind("complaint", code).to_vec()
}
