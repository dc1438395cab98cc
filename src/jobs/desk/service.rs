//! Openings of an employer as they are read, with everything that decides about them.
use entity::{
    public::{employer, opening, opening_item},
    registry::{
        ops::opening_review,
        work::{employer_check, opening_desk},
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis, sea_query::Query as SubQuery,
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{AGAIN, ALTOGETHER, Brief, LONGER, OpeningForm, Own, Reason, State, last_day, until_fits},
    notes::{self, Notes},
    policy::MayPost,
    workflow::{self, Facts, Refusal},
};
use crate::{
    app::App,
    disclosure::{self, Verdict},
    error::{Error, Invalid, Result},
    identity::access::Permit,
    jobs::{
        model::{Contract, Education, OpeningView, WageUnit},
        pledge, service as public,
        wages::service as wages,
    },
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

/// A refusal beside a field.
pub(in crate::jobs) fn refused(field: &'static str, refusal: Refusal) -> Error {
    Invalid::one(field, refusal.key()).into()
}

/// A refusal beside the field it is about.
pub(super) fn at_field(refusal: Refusal) -> Error {
    let field = match refusal {
        Refusal::UntilWrong => "sampai",
        Refusal::Unanswered => "alasan",
        Refusal::WageUnseen => "upah_dilihat",
        Refusal::NoReason => "keberatan",
        _ => BUTTONS,
    };
    refused(field, refusal)
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
    let notes = notes::judge(&form);
    let minimum = below_minimum(db, &form, now).await?;
    let today = last_day(now, zone(&row.regency_code));
    let opened = desk.as_ref().is_some_and(|desk| desk.opened_at.is_some());
    // The day of one that was shown was judged when it was set.
    let fits = |until: Date| if opened { until >= today } else { until_fits(until, today) };
    let known = Facts { until_fits: form.until.is_some_and(fits), ..known };
    let facts = facts(&form, &notes, known, minimum, today);
    let own = Own {
        id: row.id,
        code: row.public_code.clone(),
        state,
        closes_at: row.closes_at.0,
        zone: zone(&row.regency_code),
        lacking: workflow::before_showing(&facts),
        notes,
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

/// The facts that follow from what is written, but for the last day.
pub(super) fn facts(form: &OpeningForm, notes: &Notes, known: Facts, below_minimum: bool, today: Date) -> Facts {
    let faults = form.check(today).0;
    Facts {
        complete: faults.iter().all(|(field, _)| *field == "sampai"),
        refused: notes.refused,
        asks: notes.asks || !unsure(form).is_empty(),
        unanswered: notes.unanswered,
        wage_unseen: below_minimum && !form.wage_seen,
        ..known
    }
}

/// Texts of which the guard is not sure whether they may be public.
pub(in crate::jobs) fn unsure(form: &OpeningForm) -> Vec<&str> {
    let unsure = |(_, text): &(&str, &str)| matches!(disclosure::check(text), Verdict::Warn(_));
    form.texts().into_iter().filter(unsure).map(|(_, text)| text).collect()
}

/// Whether a last day may be set: of one that was never shown at most sixty days ahead; of one that was, the present day
/// stays, an earlier one is free, and a later one is at most thirty days more and 120 altogether.
pub(super) fn day_fits(whole: &Whole, until: Date, now: OffsetDateTime) -> bool {
    let today = last_day(now, whole.own.zone);
    if whole.desk.as_ref().is_none_or(|desk| desk.opened_at.is_none()) {
        return until_fits(until, today);
    }
    let present = last_day(whole.row.closes_at.0, whole.own.zone);
    (today..=present).contains(&until) || longer_fits(whole, until, present, now)
}

/// A last day to go on: after the present one, at most thirty days more than a day, at most 120 altogether.
pub(super) fn longer_fits(whole: &Whole, until: Date, from: Date, now: OffsetDateTime) -> bool {
    let zone = whole.own.zone;
    let present = last_day(whole.row.closes_at.0, zone);
    let opened = whole.desk.as_ref().and_then(|desk| desk.opened_at).map_or(now, |at| at.0);
    until > present
        && until >= last_day(now, zone)
        && until <= from + LONGER
        && until <= last_day(opened, zone) + ALTOGETHER
}

/// Whether a monthly wage lies below the minimum of its place.
pub async fn below_minimum(db: &impl ConnectionTrait, form: &OpeningForm, now: OffsetDateTime) -> Result<bool> {
    let Some(low) = form.wage_low.filter(|_| form.wage_unit == WageUnit::Month) else { return Ok(false) };
    let minimum = wages::minimum(db, &form.regency_code, now.year()).await?;
    Ok(minimum.is_some_and(|minimum| low < minimum.amount.0))
}

pub(super) fn zone(regency: &str) -> Zone {
    regions::get(regency).map_or(Zone::Wib, |region| region.zone)
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
