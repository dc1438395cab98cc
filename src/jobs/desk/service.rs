//! Openings of an employer in the store. Every change counts the version, and one made for an older version is refused.
use entity::{
    public::{employer, opening, opening_item, opening_skill},
    registry::{
        ops::opening_review,
        work::{employer_check, opening_desk, opening_event, opening_revision, pledge_acceptance},
    },
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::{OnConflict, Query as SubQuery, SelectStatement},
};
use serde_json::json;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{AGAIN, ALTOGETHER, Brief, LONGER, OpeningForm, Own, Reason, State, end_of, last_day, until_fits},
    notes,
    policy::MayPost,
    suggestions::service as suggestions,
    workflow::{self, Event, Facts, Party, Refusal},
};
use crate::{
    app::App,
    disclosure::{self, Verdict},
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        mailing::{self, Template},
        model::{Body, BodyKind},
        rooms,
    },
    jobs::{
        index,
        model::{Contract, Education, OpeningView, WageUnit},
        pledge, service as public,
        wages::service as wages,
    },
    moderation::service as moderation,
    platform::{audit, changes, db, ids, search::Kind},
    regions::{self, Zone},
};

/// The field a refusal stands beside: the buttons.
pub const BUTTONS: &str = "tindakan";

/// An opening with everything that decides about it.
#[derive(Clone, Debug)]
pub(in crate::jobs) struct Whole {
    pub row: opening::Model,
    pub desk: Option<opening_desk::Model>,
    pub employer: employer::Model,
    pub items: Vec<opening_item::Model>,
    pub state: State,
    pub own: Own,
}

/// Openings of an employer, those that wait for it first.
pub async fn overview(app: &App, permit: &Permit<MayPost>) -> Result<Vec<Brief>> {
    let rows = opening::Entity::find()
        .filter(opening::Column::EmployerId.eq(permit.object()))
        .order_by_desc(opening::Column::Id)
        .limit(500)
        .all(&app.db)
        .await?;
    let desks = opening_desk::Entity::find()
        .filter(opening_desk::Column::OpeningId.is_in(rows.iter().map(|row| row.id)))
        .all(&app.db)
        .await?;
    let brief = |row: opening::Model| {
        let why = desks.iter().find(|desk| desk.opening_id == row.id).and_then(|desk| desk.why.as_deref());
        Brief {
            state: State::of(&row.state, why),
            place: regions::name(&row.regency_code),
            zone: zone(&row.regency_code),
            closes_at: row.closes_at.0,
            people: row.people,
            code: row.public_code,
            title: row.title,
        }
    };
    let mut briefs: Vec<Brief> = rows.into_iter().map(brief).collect();
    briefs.sort_by_key(|brief| State::ALL.iter().position(|state| *state == brief.state));
    Ok(briefs)
}

/// One opening of an employer. One of another is as if it were not there.
pub async fn find(app: &App, permit: &Permit<MayPost>, code: &str) -> Result<Own> {
    Ok(whole(&app.db, app.clock.now(), own_row(permit.object(), code)).await?.own)
}

/// What everybody would see of it.
pub async fn preview(app: &App, permit: &Permit<MayPost>, code: &str) -> Result<OpeningView> {
    let whole = whole(&app.db, app.clock.now(), own_row(permit.object(), code)).await?;
    let today = last_day(app.clock.now(), whole.own.zone);
    public::view_of(whole.row, whole.employer, whole.items, today)
}

/// What the vacancy report asks of an employer.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    pub legal_name: String,
    pub nib: String,
    pub wlkp: String,
    pub address: String,
}

/// The papers of an employer, for whoever reports its openings.
pub async fn papers(app: &App, permit: &Permit<MayPost>) -> Result<Papers> {
    let row = employer_check::Entity::find_by_id(permit.object()).one(&app.db).await?;
    Ok(row.map_or_else(Papers::default, |row| Papers {
        legal_name: row.legal_name,
        nib: row.nib,
        wlkp: row.wlkp,
        address: row.business_address,
    }))
}

/// What a moderator asked to have mended: the phrases and the sentence.
pub async fn last_words(app: &App, opening: Uuid) -> Result<(Vec<String>, String)> {
    let row = opening_review::Entity::find()
        .filter(opening_review::Column::OpeningId.eq(opening))
        .filter(opening_review::Column::State.eq("returned"))
        .order_by_desc(opening_review::Column::DecidedAt)
        .one(&app.db)
        .await?;
    Ok(row.map(|row| (row.reasons.0, row.note)).unwrap_or_default())
}

/// Begins an opening. Gives its code.
pub async fn create(app: &App, permit: Permit<MayPost>, form: OpeningForm) -> Result<String> {
    let now = app.clock.now();
    let employer = employer::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?;
    let facts = Facts { suspended: employer.state == "suspended", ..Facts::default() };
    workflow::decide(None, Event::Create, Party::Employer, &facts).map_err(|refusal| refused(BUTTONS, refusal))?;
    check(app, &form).await?;
    let (id, code) = (ids::new_id(), ids::new_public_code());
    let transaction = db::begin(&app.db).await?;
    let row = opening::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        employer_id: Set(permit.object()),
        state: Set("draft".to_owned()),
        published_on: Set(None),
        closed_at: Set(None),
        row_version: Set(1),
        ..columns(&form)
    };
    opening::Entity::insert(row).exec_without_returning(&transaction).await?;
    write_items(&transaction, id, &form).await?;
    write_desk(&transaction, id, desk(&form, permit.actor())).await?;
    note(&transaction, now, &permit, "create", id).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Changes an opening. What others already read is judged again, and may go to a moderator. Gives where it stands.
pub async fn save(app: &App, permit: Permit<MayPost>, code: &str, form: OpeningForm) -> Result<State> {
    let now = app.clock.now();
    check(app, &form).await?;
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, now, own_row(permit.object(), code)).await?;
    let minimum = below_minimum(&transaction, &form, now).await?;
    let facts = facts(&form, whole.own.facts, minimum, now);
    let event = if whole.state == State::Open { Event::Edit } else { Event::Save };
    let to = workflow::decide(Some(whole.state), event, Party::Employer, &facts).map_err(at_field)?;
    write_items(&transaction, whole.row.id, &form).await?;
    write_desk(&transaction, whole.row.id, desk(&form, permit.actor())).await?;
    let version = form.version;
    move_to(&transaction, now, &whole, version, to, columns(&form)).await?;
    if event == Event::Edit {
        keep_revision(&transaction, now, whole.row.id, &form).await?;
    }
    note(&transaction, now, &permit, if event == Event::Edit { "edit" } else { "save" }, whole.row.id).await?;
    transaction.commit().await?;
    Ok(to)
}

/// What an employer does to an opening besides writing it.
#[derive(Clone, Debug)]
pub enum Act {
    Submit,
    Appeal(String),
    Withdraw,
    Pause,
    Resume,
    Extend(Option<Date>),
    Fill,
    Close,
    Reopen(Option<Date>),
}

impl Act {
    fn event(&self) -> Event {
        match self {
            Self::Submit => Event::Submit,
            Self::Appeal(_) => Event::Appeal,
            Self::Withdraw => Event::Withdraw,
            Self::Pause => Event::Pause,
            Self::Resume => Event::Resume,
            Self::Extend(_) => Event::Extend,
            Self::Fill => Event::Fill,
            Self::Close => Event::Close,
            Self::Reopen(_) => Event::Reopen,
        }
    }
}

/// Moves an opening. Gives where it stands.
pub async fn act(app: &App, permit: Permit<MayPost>, code: &str, act: Act, version: i32) -> Result<State> {
    let now = app.clock.now();
    if let Act::Appeal(words) = &act {
        let mut faults = Invalid::default();
        moderation::judge_new(app, &[("keberatan", words)], &mut faults).await?;
        faults.finish()?;
    }
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, now, own_row(permit.object(), code)).await?;
    let event = act.event();
    let until = match &act {
        Act::Extend(until) | Act::Reopen(until) => *until,
        _ => None,
    };
    let reasoned = match &act {
        Act::Appeal(words) => (20..=super::model::LONGEST_NOTE).contains(&words.chars().count()),
        _ => true,
    };
    let mut facts = Facts { reasoned, ..whole.own.facts };
    if matches!(event, Event::Extend | Event::Reopen) {
        facts.until_fits = until.is_some_and(|until| longer_fits(&whole, event, until, now));
    }
    let to = workflow::decide(Some(whole.state), event, Party::Employer, &facts).map_err(at_field)?;
    let mut change = opening::ActiveModel::default();
    if let Some(until) = until {
        change.closes_at = Set(TimeUnixTimestampMillis(end_of(until, zone(&whole.row.regency_code))));
        change.closed_at = Set(None);
    }
    move_to(&transaction, now, &whole, version, to, change).await?;
    if let Act::Appeal(words) = &act {
        object(&transaction, whole.row.id, words).await?;
    }
    note(&transaction, now, &permit, word(event), whole.row.id).await?;
    transaction.commit().await?;
    Ok(to)
}

/// The same opening as a new draft.
pub async fn copy(app: &App, permit: Permit<MayPost>, code: &str) -> Result<String> {
    let now = app.clock.now();
    let whole = whole(&app.db, now, own_row(permit.object(), code)).await?;
    let today = last_day(now, zone(&whole.row.regency_code));
    let form = OpeningForm { until: Some(today + super::model::USUAL), ..whole.own.form };
    create(app, permit, form).await
}

/// Ends what is over, shuts what may not stand any more, and opens what may again. Gives how many moved.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let over = opening::Column::ClosesAt.lte(TimeUnixTimestampMillis(now));
    let rows: Vec<Uuid> = opening::Entity::find()
        .select_only()
        .column(opening::Column::Id)
        .filter(opening::Column::State.is_in(["open", "paused"]))
        .filter(over)
        .limit(200)
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut moved = 0;
    for id in rows {
        moved += usize::from(by_system(app, id, Event::Expire).await?);
    }
    for event in [Event::Shut, Event::Unshut] {
        for opening in standing_otherwise(app, now, event).await? {
            moved += usize::from(by_system(app, opening, event).await?);
        }
    }
    Ok(moved)
}

/// Openings that are shown and may not be, or the other way round: a few statements, however many there are, and at most
/// 500 openings in a round.
async fn standing_otherwise(app: &App, now: OffsetDateTime, event: Event) -> Result<Vec<Uuid>> {
    let standings = pledge::service::standings(&app.db, now).await?;
    let holds = |employer: &Uuid| standings.get(employer).is_some_and(|standing| standing.holds());
    let rows = opening::Entity::find().select_only().column(opening::Column::Id);
    let rows = if event == Event::Shut {
        let lapsed = standings.keys().filter(|employer| !holds(employer)).take(500).copied();
        let accepted =
            SubQuery::select().column(pledge_acceptance::Column::EmployerId).from(pledge_acceptance::Entity).take();
        let barred = Condition::any()
            .add(opening::Column::EmployerId.is_in(lapsed))
            .add(opening::Column::EmployerId.not_in_subquery(accepted))
            .add(opening::Column::EmployerId.in_subquery(suspended()));
        rows.filter(opening::Column::State.eq("open")).filter(barred)
    } else {
        let shut = SubQuery::select()
            .column(opening_desk::Column::OpeningId)
            .from(opening_desk::Entity)
            .and_where(opening_desk::Column::Why.eq("gate"))
            .take();
        let shut = Condition::all()
            .add(opening::Column::State.eq("paused"))
            .add(opening::Column::Id.in_subquery(shut))
            .add(opening::Column::EmployerId.not_in_subquery(suspended()));
        let employers: Vec<Uuid> = opening::Entity::find()
            .select_only()
            .column(opening::Column::EmployerId)
            .distinct()
            .filter(shut.clone())
            .into_tuple()
            .all(&app.db)
            .await?;
        let again = employers.into_iter().filter(holds).take(100);
        rows.filter(shut).filter(opening::Column::EmployerId.is_in(again))
    };
    Ok(rows.limit(500).into_tuple().all(&app.db).await?)
}

fn suspended() -> SelectStatement {
    SubQuery::select()
        .column(employer::Column::Id)
        .from(employer::Entity)
        .and_where(employer::Column::State.eq("suspended"))
        .take()
}

/// What the clock or a gate does to one opening. What does not fit any more is left alone.
async fn by_system(app: &App, id: Uuid, event: Event) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, now, opening::Entity::find_by_id(id)).await?;
    let Ok(to) = workflow::decide(Some(whole.state), event, Party::System, &whole.own.facts) else {
        return Ok(false);
    };
    move_to(&transaction, now, &whole, whole.row.row_version, to, opening::ActiveModel::default()).await?;
    write_event(&transaction, now, whole.row.id, word(event), "system", None).await?;
    tell(&transaction, app, now, whole.row.employer_id).await?;
    transaction.commit().await?;
    Ok(true)
}

/// A refusal beside a field.
pub(in crate::jobs) fn refused(field: &'static str, refusal: Refusal) -> Error {
    Invalid::one(field, refusal.key()).into()
}

/// A refusal beside the field it is about.
fn at_field(refusal: Refusal) -> Error {
    let field = match refusal {
        Refusal::UntilWrong => "sampai",
        Refusal::Unanswered => "alasan",
        Refusal::WageUnseen => "upah_dilihat",
        Refusal::NoReason => "keberatan",
        _ => BUTTONS,
    };
    refused(field, refusal)
}

fn word(event: Event) -> &'static str {
    match event {
        Event::Create => "create",
        Event::Save => "save",
        Event::Submit => "submit",
        Event::Appeal => "appeal",
        Event::Approve => "approve",
        Event::Return => "return",
        Event::Withdraw => "withdraw",
        Event::Edit => "edit",
        Event::Pause => "pause",
        Event::Resume => "resume",
        Event::Shut => "shut",
        Event::Unshut => "unshut",
        Event::Extend => "extend",
        Event::Fill => "fill",
        Event::Close => "close",
        Event::Expire => "expire",
        Event::Remove => "remove",
        Event::Reopen => "reopen",
    }
}

/// Moves an opening, if nobody changed it since that version: with its days, its place in the queue of moderators, and
/// word to the index.
pub(in crate::jobs) async fn move_to(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    whole: &Whole,
    version: i32,
    to: State,
    mut change: opening::ActiveModel,
) -> Result<()> {
    let (row, from) = (&whole.row, whole.state);
    let (state, why) = to.stored();
    change.state = Set(state.to_owned());
    change.row_version = Set(version + 1);
    if to == State::Open && row.published_on.is_none() {
        change.published_on = Set(Some(last_day(now, zone(&row.regency_code))));
    }
    if to.is_over() && !from.is_over() {
        let ended = if to == State::Expired { row.closes_at.0 } else { now };
        change.closed_at = Set(Some(TimeUnixTimestampMillis(ended)));
    }
    let moved = opening::Entity::update_many()
        .set(change)
        .filter(opening::Column::Id.eq(row.id))
        .filter(opening::Column::RowVersion.eq(version))
        .exec(db)
        .await?;
    if moved.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    mark_desk(db, now, whole, to, why).await?;
    if from != to && from == State::Review {
        close_review(db, now, row.id, "withdrawn", Vec::new(), "").await?;
    }
    if from != to && to == State::Review {
        open_review(db, now, row.id, whole.own.notes.refused).await?;
    }
    if to == State::Open && matches!(from, State::Draft | State::Returned | State::Review) {
        if row.published_on.is_none() {
            suggestions::learn(db, now, whole.items.iter().map(|item| item.phrase.as_str())).await?;
        }
        keep_revision(db, now, row.id, &whole.own.form).await?;
    }
    if from == State::Open || to == State::Open {
        changes::note(db, Kind::Opening, [row.id]).await?;
    }
    Ok(())
}

async fn mark_desk(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    whole: &Whole,
    to: State,
    why: Option<&str>,
) -> Result<()> {
    let mut update = opening_desk::Entity::update_many()
        .col_expr(opening_desk::Column::Why, Expr::value(why))
        .filter(opening_desk::Column::OpeningId.eq(whole.row.id));
    let stamp = TimeUnixTimestampMillis(now);
    if to == State::Open && whole.desk.as_ref().is_none_or(|desk| desk.opened_at.is_none()) {
        update = update.col_expr(opening_desk::Column::OpenedAt, Expr::value(stamp));
    }
    if to == State::Removed {
        update = update.col_expr(opening_desk::Column::RemovedAt, Expr::value(stamp));
    }
    update.exec(db).await?;
    Ok(())
}

/// Closes the review that waits, if one does.
pub(in crate::jobs) async fn close_review(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    opening: Uuid,
    state: &str,
    reasons: Vec<String>,
    words: &str,
) -> Result<()> {
    let decided = opening_review::ActiveModel {
        state: Set(state.to_owned()),
        reasons: Set(Lines(reasons)),
        note: Set(words.to_owned()),
        decided_at: Set(Some(TimeUnixTimestampMillis(now))),
        ..Default::default()
    };
    opening_review::Entity::update_many()
        .set(decided)
        .filter(opening_review::Column::OpeningId.eq(opening))
        .filter(opening_review::Column::State.eq("waiting"))
        .exec(db)
        .await?;
    Ok(())
}

async fn open_review(db: &impl ConnectionTrait, now: OffsetDateTime, opening: Uuid, objection: bool) -> Result<()> {
    let row = opening_review::ActiveModel {
        id: Set(ids::new_id()),
        opening_id: Set(opening),
        state: Set("waiting".to_owned()),
        objection: Set(objection),
        reasons: Set(Lines::default()),
        note: Set(String::new()),
        made_at: Set(TimeUnixTimestampMillis(now)),
        decided_at: Set(None),
    };
    opening_review::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Tells everybody who belongs to an employer that there is news.
pub(in crate::jobs) async fn tell(
    db: &impl ConnectionTrait,
    app: &App,
    now: OffsetDateTime,
    employer: Uuid,
) -> Result<()> {
    let body = Body { kind: BodyKind::Employer, id: employer };
    for member in rooms::of(app.rooms, body.kind)?.members(db, body, false).await? {
        mailing::put(db, now, member.person_id, Template::News).await?;
    }
    Ok(())
}

/// One opening with everything that decides about it: a fixed number of statements.
pub(in crate::jobs) async fn whole(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    which: sea_orm::Select<opening::Entity>,
) -> Result<Whole> {
    let found = which.find_also_related(employer::Entity).one(db).await?;
    let (row, employer) = found.and_then(|(row, employer)| Some((row, employer?))).ok_or(Error::NotFound)?;
    let desk = opening_desk::Entity::find_by_id(row.id).one(db).await?;
    let items = opening_item::Entity::find()
        .filter(opening_item::Column::OpeningId.eq(row.id))
        .order_by_asc(opening_item::Column::Position)
        .all(db)
        .await?;
    let form = form_of(&row, desk.as_ref(), &items)?;
    let removed = opening_desk::Column::RemovedAt.gt(TimeUnixTimestampMillis(now - Duration::days(365)));
    let of_employer = SubQuery::select()
        .column(opening::Column::Id)
        .from(opening::Entity)
        .and_where(opening::Column::EmployerId.eq(row.employer_id))
        .take();
    let removed_lately = opening_desk::Entity::find()
        .filter(opening_desk::Column::OpeningId.in_subquery(of_employer))
        .filter(removed)
        .count(db)
        .await?;
    let shown = opening::Entity::find()
        .filter(opening::Column::EmployerId.eq(row.employer_id))
        .filter(opening::Column::PublishedOn.is_not_null())
        .count(db)
        .await?;
    let standing = pledge::service::standing(db, row.employer_id, now).await?;
    let state = State::of(&row.state, desk.as_ref().and_then(|desk| desk.why.as_deref()));
    let known = Facts {
        suspended: employer.state == "suspended",
        verified: employer.state == "active",
        pledged: standing.holds(),
        expired: row.closes_at.0 <= now,
        first: shown == 0,
        removed_lately: removed_lately > 0,
        ended_lately: row.closed_at.is_some_and(|closed| closed.0 + AGAIN >= now),
        reasoned: true,
        ..Facts::default()
    };
    let minimum = below_minimum(db, &form, now).await?;
    let facts = facts(&form, known, minimum, now);
    let own = Own {
        id: row.id,
        code: row.public_code.clone(),
        state,
        closes_at: row.closes_at.0,
        zone: zone(&row.regency_code),
        lacking: workflow::before_showing(&facts),
        notes: notes::judge(&form),
        form,
        facts,
    };
    Ok(Whole { row, desk, employer, items, state, own })
}

pub(in crate::jobs) fn own_row(employer: Uuid, code: &str) -> sea_orm::Select<opening::Entity> {
    opening::Entity::find()
        .filter(opening::Column::EmployerId.eq(employer))
        .filter(opening::Column::PublicCode.eq(code))
}

/// The facts that follow from what is written.
fn facts(form: &OpeningForm, known: Facts, below_minimum: bool, now: OffsetDateTime) -> Facts {
    let today = last_day(now, zone(&form.regency_code));
    let judged = notes::judge(form);
    let faults = form.check(today).0;
    Facts {
        complete: faults.iter().all(|(field, _)| *field == "sampai"),
        until_fits: form.until.is_some_and(|until| until_fits(until, today)),
        refused: judged.refused,
        asks: judged.asks || !unsure(form).is_empty(),
        unanswered: judged.unanswered,
        wage_unseen: below_minimum && !form.wage_seen,
        ..known
    }
}

/// Texts of which the guard is not sure whether they may be public.
pub(in crate::jobs) fn unsure(form: &OpeningForm) -> Vec<&str> {
    let unsure = |(_, text): &(&str, &str)| matches!(disclosure::check(text), Verdict::Warn(_));
    form.texts().into_iter().filter(unsure).map(|(_, text)| text).collect()
}

/// A last day typed to go on: after the present one, at most thirty days more, at most 120 altogether.
fn longer_fits(whole: &Whole, event: Event, until: Date, now: OffsetDateTime) -> bool {
    let zone = zone(&whole.row.regency_code);
    let today = last_day(now, zone);
    let present = last_day(whole.row.closes_at.0, zone);
    let from = if event == Event::Reopen { today } else { present };
    let opened = whole.desk.as_ref().and_then(|desk| desk.opened_at).map_or(now, |at| at.0);
    until > present && until >= today && until <= from + LONGER && until <= last_day(opened, zone) + ALTOGETHER
}

/// Whether a monthly wage lies below the minimum of its place.
pub async fn below_minimum(db: &impl ConnectionTrait, form: &OpeningForm, now: OffsetDateTime) -> Result<bool> {
    let Some(low) = form.wage_low.filter(|_| form.wage_unit == WageUnit::Month) else { return Ok(false) };
    let minimum = wages::minimum(db, &form.regency_code, now.year()).await?;
    Ok(minimum.is_some_and(|minimum| low < minimum.amount.0))
}

async fn check(app: &App, form: &OpeningForm) -> Result<()> {
    let today = last_day(app.clock.now(), zone(&form.regency_code));
    let mut faults = form.check(today);
    // What the guard is not sure of is kept, and a moderator reads it before anybody else does: see `facts`.
    moderation::judge_all(app, &form.texts(), "", &mut faults).await?;
    faults.0.dedup();
    faults.finish()
}

fn zone(regency: &str) -> Zone {
    regions::get(regency).map_or(Zone::Wib, |region| region.zone)
}

/// Every column that is typed.
fn columns(form: &OpeningForm) -> opening::ActiveModel {
    let until = form.until.map(|until| TimeUnixTimestampMillis(end_of(until, zone(&form.regency_code))));
    opening::ActiveModel {
        title: Set(form.title.clone()),
        body: Set(form.duties.clone()),
        requirements: Set(form.requirements.clone()),
        job_reason: Set(form.reason_words.clone()),
        show_employer: Set(form.show_employer),
        occupation_code: Set(Some(form.occupation.clone()).filter(|code| !code.is_empty())),
        regency_code: Set(form.regency_code.clone()),
        remote: Set(form.remote),
        wage_low: Set(form.wage_low),
        wage_high: Set(form.wage_high.or(form.wage_low)),
        wage_unit: Set(form.wage_unit.as_str().to_owned()),
        contract: Set(form.contract.unwrap_or(Contract::FixedTerm).as_str().to_owned()),
        education: Set(form.education.as_str().to_owned()),
        experience_years: Set(form.experience_years),
        people: Set(form.people),
        hours: Set(form.hours.clone()),
        benefits: Set(Lines(form.benefits.clone())),
        closes_at: until.map_or(sea_orm::ActiveValue::NotSet, Set),
        ..opening::ActiveModel::default()
    }
}

fn form_of(
    row: &opening::Model,
    desk: Option<&opening_desk::Model>,
    items: &[opening_item::Model],
) -> Result<OpeningForm> {
    let lines = |required: bool| {
        items.iter().filter(|item| item.required == required).map(|item| item.phrase.clone()).collect::<Vec<_>>()
    };
    Ok(OpeningForm {
        title: row.title.clone(),
        occupation: row.occupation_code.clone().unwrap_or_default(),
        people: row.people,
        regency_code: row.regency_code.clone(),
        remote: row.remote,
        wage_low: row.wage_low,
        wage_high: row.wage_high.filter(|high| Some(*high) != row.wage_low),
        wage_unit: WageUnit::of(&row.wage_unit)?,
        wage_seen: desk.is_some_and(|desk| desk.wage_seen),
        contract: Some(Contract::of(&row.contract)?),
        hours: row.hours.clone(),
        required: lines(true),
        preferred: lines(false),
        education: Education::of(&row.education)?,
        experience_years: row.experience_years,
        duties: row.body.clone(),
        requirements: row.requirements.clone(),
        benefits: row.benefits.0.clone(),
        reason: desk.and_then(|desk| desk.reason.as_deref()).and_then(Reason::parse),
        reason_words: row.job_reason.clone(),
        exam_after_offer: desk.is_some_and(|desk| desk.exam_after_offer),
        show_employer: row.show_employer,
        until: Some(last_day(row.closes_at.0, zone(&row.regency_code))),
        karirhub_ref: desk.map(|desk| desk.karirhub_ref.clone()).unwrap_or_default(),
        version: row.row_version,
    })
}

async fn write_items(db: &impl ConnectionTrait, opening: Uuid, form: &OpeningForm) -> Result<()> {
    opening_skill::Entity::delete_many().filter(opening_skill::Column::OpeningId.eq(opening)).exec(db).await?;
    opening_item::Entity::delete_many().filter(opening_item::Column::OpeningId.eq(opening)).exec(db).await?;
    let lines = form.required.iter().map(|line| (true, line)).chain(form.preferred.iter().map(|line| (false, line)));
    let items: Vec<opening_item::Model> = (0..)
        .zip(lines)
        .map(|(position, (required, line))| opening_item::Model {
            opening_id: opening,
            position,
            required,
            phrase: line.clone(),
        })
        .collect();
    let links: Vec<_> = items.iter().flat_map(index::links).collect();
    let rows: Vec<opening_item::ActiveModel> = items.into_iter().map(Into::into).collect();
    opening_item::Entity::insert_many(rows).exec_without_returning(db).await?;
    if !links.is_empty() {
        opening_skill::Entity::insert_many(links).exec_without_returning(db).await?;
    }
    Ok(())
}

fn desk(form: &OpeningForm, poster: Uuid) -> opening_desk::ActiveModel {
    opening_desk::ActiveModel {
        posted_by: Set(Some(poster)),
        karirhub_ref: Set(form.karirhub_ref.clone()),
        objection: Set(String::new()),
        reason: Set(form.reason.map(|reason| reason.as_str().to_owned())),
        exam_after_offer: Set(form.exam_after_offer),
        wage_seen: Set(form.wage_seen),
        ..opening_desk::ActiveModel::default()
    }
}

async fn write_desk(db: &impl ConnectionTrait, opening: Uuid, mut row: opening_desk::ActiveModel) -> Result<()> {
    use opening_desk::Column;
    row.opening_id = Set(opening);
    let replace = OnConflict::column(Column::OpeningId)
        .update_columns([
            Column::PostedBy,
            Column::KarirhubRef,
            Column::Objection,
            Column::Reason,
            Column::ExamAfterOffer,
            Column::WageSeen,
        ])
        .to_owned();
    opening_desk::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

async fn object(db: &impl ConnectionTrait, opening: Uuid, words: &str) -> Result<()> {
    opening_desk::Entity::update_many()
        .col_expr(opening_desk::Column::Objection, Expr::value(words))
        .filter(opening_desk::Column::OpeningId.eq(opening))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps an opening as it is shown from now on: whoever answers it answers this.
async fn keep_revision(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    opening: Uuid,
    form: &OpeningForm,
) -> Result<()> {
    let last: Option<i32> = opening_revision::Entity::find()
        .select_only()
        .column(opening_revision::Column::Number)
        .filter(opening_revision::Column::OpeningId.eq(opening))
        .order_by_desc(opening_revision::Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    let content = json!({
        "title": form.title,
        "duties": form.duties,
        "requirements": form.requirements,
        "required": form.required,
        "preferred": form.preferred,
        "wage_low_idr": form.wage_low,
        "wage_high_idr": form.wage_high,
        "wage_unit": form.wage_unit.as_str(),
        "contract": form.contract.map(Contract::as_str),
        "education": form.education.as_str(),
        "experience_years": form.experience_years,
        "hours": form.hours,
        "benefits": form.benefits,
        "regency": form.regency_code,
        "remote": form.remote,
    });
    let row = opening_revision::ActiveModel {
        opening_id: Set(opening),
        number: Set(last.unwrap_or(0) + 1),
        content: Set(content),
        made_at: Set(TimeUnixTimestampMillis(now)),
    };
    opening_revision::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub(in crate::jobs) async fn write_event(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    opening: Uuid,
    event: &str,
    party: &str,
    actor: Option<Uuid>,
) -> Result<()> {
    let row = opening_event::ActiveModel {
        id: Set(ids::new_id()),
        opening_id: Set(opening),
        event: Set(event.to_owned()),
        party: Set(party.to_owned()),
        actor: Set(actor),
        at: Set(TimeUnixTimestampMillis(now)),
        reason: Set(None),
        note: Set(String::new()),
    };
    opening_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn note(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    permit: &Permit<MayPost>,
    event: &'static str,
    opening: Uuid,
) -> Result<()> {
    write_event(db, now, opening, event, "employer", Some(permit.actor())).await?;
    let line = audit::Event { object: Some(opening), reason: Some(event), ..permit.event("post_opening", "opening") };
    audit::done(db, now, line).await
}
