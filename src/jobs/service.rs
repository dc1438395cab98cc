//! Public reads of openings: the list, a search, one opening, the newest, and matches for a person.
use std::collections::HashMap;

use entity::public::{employer, opening, opening_item, opening_skill};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis, sea_query::Query as SubQuery,
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    index,
    model::{Contract, Education, OpeningCard, OpeningFilter, OpeningView, Remote, Wage, WageUnit},
    seekers::model::{Offer, Wishes},
};
use crate::{
    app::App,
    error::{Error, Result},
    matching::{Candidate, Explanation, How, Item, Place, Seeker, Weights, feedback, rank, vocabulary::SkillId},
    platform::{
        db,
        listing::{Key, PAGE_SIZE, Page, Position, page_size},
        money::Rupiah,
        search::{Filter, Kind, Phrase, Query},
    },
    regions::{self, Zone},
};

/// How long the page of a closed opening stays to say so.
const CLOSED_STAYS: Duration = Duration::days(30);

/// The list of openings: with words the best matches, else the newest first.
pub async fn browse(app: &App, filter: &OpeningFilter) -> Result<Page<OpeningCard>> {
    if !filter.words.is_empty() {
        let seeker = Seeker::new(Seeker::split(&filter.words), None);
        if let Some(page) = best(app, &seeker, filter).await? {
            return Ok(page);
        }
    }
    let total = app.search.count(&index::query(&Seeker::default(), filter, now(app)))?;
    let rows = newest_rows(app, filter).await?;
    let page = Page::keyed(rows, &filter.position, total, |row| Key {
        first: true,
        day: row.published_on.unwrap_or(Date::MIN),
        code: row.public_code.clone(),
    });
    let cards = cards(&app.db, &page.items).await?;
    Ok(Page { items: cards, total: page.total, previous: page.previous, next: page.next })
}

/// The openings that suit a person best, with reasons. `None` while there is no index.
pub async fn best(app: &App, seeker: &Seeker, filter: &OpeningFilter) -> Result<Option<Page<OpeningCard>>> {
    let query = index::query(seeker, filter, now(app));
    let Some(scores) = scores(app, query).await? else { return Ok(None) };
    let rows = open_among(app, scores.keys().copied()).all(&app.db).await?;
    let ranked = ranked(app, seeker, rows, &scores).await?;
    let number = filter.position.number();
    let total = ranked.len();
    let shown = ranked.into_iter().skip((number - 1) * page_size()).take(page_size());
    let cards = explained(&app.db, shown.collect()).await?;
    Ok(Some(Page::numbered(cards, number, total, Some(total))))
}

/// The openings that suit somebody who looks for work, with reasons, at most a page of each: those of which they were
/// told, and the best of the others. `None` while there is no index.
pub async fn suiting(
    app: &App,
    seeker: &Seeker,
    wishes: &Wishes,
    told: &[Uuid],
) -> Result<Option<(Vec<OpeningCard>, Vec<OpeningCard>)>> {
    let filter = OpeningFilter { contracts: wishes.contracts.clone(), ..OpeningFilter::default() };
    let mut query = index::query(seeker, &filter, now(app));
    query.filter.regions.clone_from(&wishes.provinces);
    if !wishes.remote {
        query.filter.or_tags.clear();
    }
    let Some(scores) = scores(app, query).await? else { return Ok(None) };
    let wanted = scores.keys().chain(told).copied();
    let mut rows = open_among(app, wanted).all(&app.db).await?;
    rows.retain(|row| wishes.agree(row.employer_id, &Offer::of(row)));
    let covers = |explanation: &Explanation| {
        explanation.required().chain(explanation.preferred()).any(|(_, how)| *how != How::Missing)
    };
    let ranked = ranked(app, seeker, rows, &scores).await?.into_iter().filter(|(_, explanation)| covers(explanation));
    let (mut news, mut others): (Vec<_>, Vec<_>) = ranked.partition(|(row, _)| told.contains(&row.id));
    news.truncate(page_size());
    others.truncate(page_size());
    Ok(Some((explained(&app.db, news).await?, explained(&app.db, others).await?)))
}

impl Offer {
    /// What an opening offers, as far as a wish can speak of it.
    pub(super) fn of(row: &opening::Model) -> Self {
        let monthly = WageUnit::parse(&row.wage_unit) == Some(WageUnit::Month);
        Self {
            province: row.regency_code.chars().take(2).collect(),
            remote: row.remote,
            contract: Contract::parse(&row.contract),
            monthly: row.wage_high.or(row.wage_low).filter(|_| monthly),
        }
    }
}

/// The scores of the text of what answers a query; the words the best answers share count too.
async fn scores(app: &App, query: Query) -> Result<Option<HashMap<Uuid, f32>>> {
    let bonus = if query.phrases.is_empty() { Phrase::default() } else { shared_words(app, &query).await? };
    let hits = app.search.find(&Query { bonus, ..query })?;
    Ok(hits.map(|hits| hits.iter().map(|hit| (hit.id, hit.score)).collect()))
}

/// The words the best answers share, taken from all open openings, so that a filter moves no score.
async fn shared_words(app: &App, query: &Query) -> Result<Phrase> {
    let alive = Filter { alive_at: query.filter.alive_at, ..Filter::default() };
    let first = Query { filter: alive, limit: feedback::ANSWERS, ..query.clone() };
    let best = app.search.find(&first)?.unwrap_or_default();
    let ids: Vec<Uuid> = best.iter().map(|hit| hit.id).collect();
    let mut words = index::words(&app.db, &ids).await?;
    let answers: Vec<_> = best.iter().map(|hit| (hit.score, words.remove(&hit.id).unwrap_or_default())).collect();
    Ok(feedback::bonus(&answers, &|word| app.search.rarity(Kind::Opening, word)))
}

/// Rows with their reasons, best first.
async fn ranked(
    app: &App,
    seeker: &Seeker,
    rows: Vec<opening::Model>,
    scores: &HashMap<Uuid, f32>,
) -> Result<Vec<(opening::Model, Explanation)>> {
    let candidates = candidates(&app.db, &rows, scores).await?;
    let ranked = rank(seeker, candidates, Weights::PERSON, &|stem| app.search.rarity(Kind::Opening, stem));
    let mut by_id: HashMap<Uuid, opening::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(ranked.into_iter().filter_map(|found| Some((by_id.remove(&found.id)?, found.explanation))).collect())
}

async fn explained(db: &impl ConnectionTrait, found: Vec<(opening::Model, Explanation)>) -> Result<Vec<OpeningCard>> {
    let (rows, reasons): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let mut cards = cards(db, &rows).await?;
    for (card, explanation) in cards.iter_mut().zip(reasons) {
        card.explanation = Some(explanation);
    }
    Ok(cards)
}

/// The newest openings.
pub async fn newest(app: &App, limit: u64) -> Result<Vec<OpeningCard>> {
    let rows = open(app)
        .order_by_desc(opening::Column::PublishedOn)
        .order_by_asc(opening::Column::PublicCode)
        .limit(limit)
        .all(&app.db)
        .await?;
    cards(&app.db, &rows).await
}

/// One opening. A closed one says so for a while and is gone then; one that was taken down is gone at once.
pub async fn show(app: &App, code: &str) -> Result<OpeningView> {
    let (row, employer) = opening::Entity::find()
        .filter(opening::Column::PublicCode.eq(code))
        .find_also_related(employer::Entity)
        .one(&app.db)
        .await?
        .and_then(|(row, employer)| Some((row, employer?)))
        .ok_or(Error::NotFound)?;
    let closed = closed(&row, &employer, app.clock.now())?;
    let items = items_of(&app.db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let published = row.published_on.ok_or(Error::NotFound)?;
    view(row, employer, items, (published, closed))
}

/// What everybody would see of an opening that is not shown yet.
pub(in crate::jobs) fn view_of(
    row: opening::Model,
    employer: employer::Model,
    items: Vec<opening_item::Model>,
    today: Date,
) -> Result<OpeningView> {
    let published = row.published_on.unwrap_or(today);
    view(row, employer, items, (published, false))
}

/// Skills that open openings ask for, the most asked first, with the number of openings.
pub async fn asked_skills(app: &App, limit: u64) -> Result<Vec<(SkillId, i64)>> {
    let open = SubQuery::select()
        .column(opening::Column::Id)
        .from(opening::Entity)
        .and_where(opening::Column::State.eq("open"))
        .and_where(opening::Column::ClosesAt.gt(TimeUnixTimestampMillis(app.clock.now())))
        .take();
    let rows: Vec<(i32, i64)> = opening_skill::Entity::find()
        .select_only()
        .column(opening_skill::Column::SkillId)
        .column_as(opening_skill::Column::OpeningId.count(), "openings")
        .filter(opening_skill::Column::OpeningId.in_subquery(open))
        .group_by(opening_skill::Column::SkillId)
        .order_by_desc(opening_skill::Column::OpeningId.count())
        .order_by_asc(opening_skill::Column::SkillId)
        .limit(limit)
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().filter_map(|(skill, n)| Some((SkillId(u16::try_from(skill).ok()?), n))).collect())
}

/// Codes of open openings with their days, for the sitemap.
pub async fn sitemap(app: &App) -> Result<Vec<(String, Date)>> {
    let rows: Vec<(String, Option<Date>)> = open(app)
        .select_only()
        .columns([opening::Column::PublicCode, opening::Column::PublishedOn])
        .order_by_asc(opening::Column::PublicCode)
        .limit(20_000)
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().filter_map(|(code, day)| Some((code, day?))).collect())
}

fn now(app: &App) -> i64 {
    app.clock.now().unix_timestamp()
}

/// Openings that anyone may apply for now: open, before their closing time, of an employer in good standing.
pub(super) fn open(app: &App) -> sea_orm::Select<opening::Entity> {
    lasting(app).filter(opening::Column::State.eq("open"))
}

/// Those of these openings that stand open.
pub(super) fn open_among(app: &App, ids: impl IntoIterator<Item = Uuid>) -> sea_orm::Select<opening::Entity> {
    lasting(app).filter(db::is(opening::Column::State, "open")).filter(opening::Column::Id.is_in(ids))
}

/// Openings before their last day, of employers who may show any.
fn lasting(app: &App) -> sea_orm::Select<opening::Entity> {
    let suspended = SubQuery::select()
        .column(employer::Column::Id)
        .from(employer::Entity)
        .and_where(employer::Column::State.eq("suspended"))
        .take();
    opening::Entity::find()
        .filter(opening::Column::ClosesAt.gt(TimeUnixTimestampMillis(app.clock.now())))
        .filter(opening::Column::EmployerId.not_in_subquery(suspended))
}

fn closed(row: &opening::Model, employer: &employer::Model, now: OffsetDateTime) -> Result<bool> {
    if row.state == "removed" || employer.state == "suspended" {
        return Err(Error::Gone);
    }
    let ended = match row.state.as_str() {
        "open" if row.closes_at.0 > now => return Ok(false),
        "open" => row.closes_at.0,
        "closed_filled" | "closed_expired" => row.closed_at.map_or(row.closes_at.0, |at| at.0),
        _ => return Err(Error::NotFound),
    };
    if ended + CLOSED_STAYS < now { Err(Error::Gone) } else { Ok(true) }
}

async fn newest_rows(app: &App, filter: &OpeningFilter) -> Result<Vec<opening::Model>> {
    use opening::Column::{PublicCode, PublishedOn};
    let rows = open(app).filter(condition(filter));
    let rows = match &filter.position {
        Position::Before(key) => rows
            .filter(
                Condition::any()
                    .add(PublishedOn.gt(key.day))
                    .add(Condition::all().add(PublishedOn.eq(key.day)).add(PublicCode.lt(&key.code))),
            )
            .order_by_asc(PublishedOn)
            .order_by_desc(PublicCode),
        Position::After(key) => rows
            .filter(
                Condition::any()
                    .add(PublishedOn.lt(key.day))
                    .add(Condition::all().add(PublishedOn.eq(key.day)).add(PublicCode.gt(&key.code))),
            )
            .order_by_desc(PublishedOn)
            .order_by_asc(PublicCode),
        _ => rows.order_by_desc(PublishedOn).order_by_asc(PublicCode),
    };
    Ok(rows.limit(PAGE_SIZE + 1).all(&app.db).await?)
}

fn condition(filter: &OpeningFilter) -> Condition {
    use opening::Column;
    let region = filter.region.map(|region| {
        let near = Condition::any().add(Column::RegencyCode.starts_with(region.code));
        if filter.remote == Some(Remote::No) { near } else { near.add(Column::Remote.eq(true)) }
    });
    let wage = filter.wage.map(|least| {
        let enough =
            Condition::all().add(Column::WageUnit.eq(WageUnit::Month.as_str())).add(Column::WageHigh.gte(least.0));
        let any = Condition::any().add(enough);
        if filter.wage_unknown { any.add(Column::WageHigh.is_null()) } else { any }
    });
    let skill = filter.skill.map(|skill| {
        let asking = SubQuery::select()
            .column(opening_skill::Column::OpeningId)
            .from(opening_skill::Entity)
            .and_where(opening_skill::Column::SkillId.eq(i32::from(skill.0)))
            .take();
        Column::Id.in_subquery(asking)
    });
    let contracts = (!filter.contracts.is_empty())
        .then(|| Column::Contract.is_in(filter.contracts.iter().map(|contract| contract.as_str())));
    let education = filter.education.map(|most| Column::Education.is_in(index::up_to(most).map(Education::as_str)));
    Condition::all()
        .add_option(region)
        .add_option(wage)
        .add_option(skill)
        .add_option(contracts)
        .add_option(education)
        .add_option(filter.remote.map(|remote| Column::Remote.eq(remote == Remote::Yes)))
        .add_option(filter.experience.map(|most| Column::ExperienceYears.lte(most)))
}

/// Rows as the ranking needs them: two statements for any number of rows.
async fn candidates(
    db: &impl ConnectionTrait,
    rows: &[opening::Model],
    scores: &HashMap<Uuid, f32>,
) -> Result<Vec<Candidate>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut items = items_of(db, &ids).await?;
    let mut skills: HashMap<(Uuid, i32), Vec<SkillId>> = HashMap::new();
    let links = opening_skill::Entity::find().filter(opening_skill::Column::OpeningId.is_in(ids)).all(db).await?;
    for link in links {
        let known = skills.entry((link.opening_id, link.position)).or_default();
        known.extend(u16::try_from(link.skill_id).map(SkillId));
    }
    let candidate = |row: &opening::Model| Candidate {
        id: row.id,
        code: row.public_code.clone(),
        published: row.published_on.map_or(0, |day| i64::from(day.to_julian_day())),
        text: scores.get(&row.id).copied().unwrap_or_default(),
        place: Place { regency: row.regency_code.clone(), remote: row.remote },
        items: items
            .remove(&row.id)
            .unwrap_or_default()
            .into_iter()
            .map(|item| {
                let skills = skills.remove(&(row.id, item.position)).unwrap_or_default();
                Item::new(item.phrase, item.required, skills)
            })
            .collect(),
    };
    Ok(rows.iter().map(candidate).collect())
}

async fn items_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<opening_item::Model>>> {
    let rows = opening_item::Entity::find()
        .filter(opening_item::Column::OpeningId.is_in(ids.iter().copied()))
        .order_by_asc(opening_item::Column::Position)
        .all(db)
        .await?;
    let mut items: HashMap<Uuid, Vec<opening_item::Model>> = HashMap::new();
    for row in rows {
        items.entry(row.opening_id).or_default().push(row);
    }
    Ok(items)
}

async fn cards(db: &impl ConnectionTrait, rows: &[opening::Model]) -> Result<Vec<OpeningCard>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names: HashMap<Uuid, String> = employer::Entity::find()
        .select_only()
        .columns([employer::Column::Id, employer::Column::TradeName])
        .filter(employer::Column::Id.is_in(rows.iter().map(|row| row.employer_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    rows.iter()
        .map(|row| {
            Ok(OpeningCard {
                code: row.public_code.clone(),
                title: row.title.clone(),
                employer: names.get(&row.employer_id).filter(|_| row.show_employer).cloned(),
                place: regions::name(&row.regency_code),
                remote: row.remote,
                wage: wage(row)?,
                contract: Contract::of(&row.contract)?,
                people: row.people,
                published_on: row.published_on.ok_or(Error::NotFound)?,
                closes_at: row.closes_at.0,
                zone: zone(&row.regency_code),
                explanation: None,
            })
        })
        .collect()
}

fn wage(row: &opening::Model) -> Result<Wage> {
    Ok(Wage {
        low_idr: row.wage_low.map(Rupiah),
        high_idr: row.wage_high.map(Rupiah),
        unit: WageUnit::of(&row.wage_unit)?,
    })
}

fn zone(regency: &str) -> Zone {
    regions::get(regency).map_or(Zone::Wib, |region| region.zone)
}

fn view(
    row: opening::Model,
    employer: employer::Model,
    items: Vec<opening_item::Model>,
    (published_on, closed): (Date, bool),
) -> Result<OpeningView> {
    let named = row.show_employer;
    let (required, preferred): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.required);
    let phrases = |items: Vec<opening_item::Model>| items.into_iter().map(|item| item.phrase).collect();
    Ok(OpeningView {
        wage: wage(&row)?,
        contract: Contract::of(&row.contract)?,
        education: Education::of(&row.education)?,
        place: regions::name(&row.regency_code),
        province: regions::province_of(&row.regency_code).map_or_else(String::new, |province| province.name.to_owned()),
        zone: zone(&row.regency_code),
        published_on,
        closes_at: row.closes_at.0,
        code: row.public_code,
        title: row.title,
        body: row.body,
        requirements: row.requirements,
        job_reason: row.job_reason,
        employer: named.then_some(employer.trade_name),
        about_employer: if named { employer.about } else { String::new() },
        remote: row.remote,
        experience_years: row.experience_years,
        people: row.people,
        hours: row.hours,
        benefits: row.benefits.0,
        occupation: row.occupation_code,
        required: phrases(required),
        preferred: phrases(preferred),
        closed,
    })
}
