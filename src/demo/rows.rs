//! Rows of the demo world, written in one transaction.
use std::collections::{HashMap, HashSet};

use entity::{
    public::{
        agency, availability, call, category, employer, enterprise, opening, opening_item, outlet, product,
        product_photo, variant,
    },
    registry::{
        ops::{person, product_review},
        trade::product_licence,
        work::employer_check,
    },
    values::{self, Lines, Shares},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, prelude::TimeUnixTimestampMillis};
use time::{Date, Duration, OffsetDateTime, Time};
use uuid::Uuid;

use super::world::{self, FUNDING, GOODS, JOBS, NETWORKS, OUTLETS, PAPERS, World};
use crate::{
    error::Result,
    jobs, network,
    platform::{changes, search::Kind},
    regions::{self, Zone},
};

/// Writes everything and notes it for the index.
pub async fn write(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    enterprises(db, world).await?;
    goods(db, world, now).await?;
    reviews(db, world, now).await?;
    papers(db, world, now).await?;
    agencies(db, world).await?;
    outlets(db, world).await?;
    employers(db, world).await?;
    openings(db, world, now).await?;
    calls(db, world, now).await?;
    networks(db, world).await
}

/// Whether anybody or anything is in the store already.
pub async fn holds_anything(db: &impl ConnectionTrait) -> Result<bool> {
    let somebody = person::Entity::find().one(db).await?.is_some();
    Ok(somebody
        || enterprise::Entity::find().one(db).await?.is_some()
        || employer::Entity::find().one(db).await?.is_some())
}

async fn enterprises(db: &impl ConnectionTrait, world: &World) -> Result<()> {
    let row = |known: &world::Enterprise| enterprise::Model {
        id: GOODS.id(&known.key),
        public_code: GOODS.public_code(&known.key),
        trade_name: known.trade_name.clone(),
        sector: known.sector.clone(),
        regency_code: known.regency.clone(),
        story: known.story.clone(),
        state: "active".to_owned(),
        row_version: 1,
    };
    insert(db, world.enterprises.iter().map(row)).await
}

async fn goods(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    let categories: HashMap<String, i32> =
        category::Entity::find().all(db).await?.into_iter().map(|row| (row.key, row.id)).collect();
    let stocked: HashSet<&str> = world
        .outlets
        .iter()
        .flat_map(|outlet| &outlet.shelves)
        .filter(|shelf| shelf.band != "none")
        .map(|shelf| shelf.product.as_str())
        .collect();
    let mut products = Vec::new();
    let mut variants = Vec::new();
    let mut photos = Vec::new();
    for maker in &world.enterprises {
        for known in &maker.products {
            let name = maker.name_of(known);
            let id = GOODS.id(&name);
            products.push(product::Model {
                id,
                public_code: GOODS.public_code(&name),
                enterprise_id: GOODS.id(&maker.key),
                category_id: categories.get(&known.category).copied().unwrap_or_default(),
                title: known.name.clone(),
                body: known.body.clone(),
                unit_text: known.unit.clone(),
                ingredients: known.ingredients.clone(),
                keeps_days: known.keeps_days,
                made_to_order: known.made_to_order,
                capacity_per_week: None,
                lead_time_days: None,
                ready_to_eat: known.keeps_days.is_some_and(|days| days < 7),
                cold: known.name.contains("beku"),
                halal: known.halal.clone(),
                not_halal: false,
                licence_until: known.licence_until.filter(|_| known.home_food),
                state: known.state.clone(),
                hold_reason: (known.state == "held").then(|| "paper_expired".to_owned()),
                published_on: known.is_public().then(|| monday(now.date() - Duration::weeks(known.weeks_ago))),
                price_idr: known.price,
                in_stock: stocked.contains(name.as_str()),
                row_version: 1,
            });
            variants.push(variant::Model {
                id: variant_id(&name),
                product_id: id,
                position: 0,
                name: String::new(),
                retail_idr: known.price,
                public_code: GOODS.public_code(&format!("{name}/variant")),
                weight_g: None,
                low_stock_at: 3,
                state: "active".to_owned(),
            });
            if known.has_picture() {
                photos.push(product_photo::Model {
                    id: GOODS.id(&format!("{name}/photo")),
                    product_id: id,
                    position: 0,
                    file_key: GOODS.file_key(&name),
                    width: 1600,
                    height: 1600,
                    alt_text: known.alt.clone(),
                    state: "ready".to_owned(),
                });
            }
        }
    }
    let ids: Vec<Uuid> = products.iter().map(|row| row.id).collect();
    insert(db, products).await?;
    insert(db, variants).await?;
    insert(db, photos).await?;
    changes::note(db, Kind::Product, ids).await
}

/// What was sent two days ago and waits for a moderator.
async fn reviews(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    let waiting = goods_of(world).filter(|(.., known)| known.state == "submitted");
    let row = |(_, maker, known): (u32, &world::Enterprise, &world::Product)| {
        let name = maker.name_of(known);
        product_review::Model {
            id: GOODS.id(&format!("{name}/review")),
            product_id: GOODS.id(&name),
            state: "waiting".to_owned(),
            reasons: Lines::default(),
            note: String::new(),
            made_at: TimeUnixTimestampMillis(now - Duration::days(2)),
            decided_at: None,
        }
    };
    insert(db, waiting.map(row)).await
}

/// Papers with visibly invented numbers: those of food have ended where the year says so.
async fn papers(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    let mut rows = Vec::new();
    for (at, maker) in (1..).zip(&world.enterprises) {
        let number = format!("0000000000{:03}", 100 + at);
        rows.push(paper(&maker.key, maker, None, ("nib", number), None, now));
    }
    for (at, maker, known) in goods_of(world) {
        let name = maker.name_of(known);
        if let Some(year) = known.licence_until.filter(|_| known.home_food) {
            let number = format!("206{}{:02}{}-{:02}", maker.regency, at % 100, 9_900 + at, year % 100);
            rows.push(paper(&name, maker, Some(known), ("pirt", number), Some(year), now));
        }
        if known.halal.as_deref() == Some("certified") {
            let number = format!("ID{at:017}");
            rows.push(paper(&name, maker, Some(known), ("halal", number), None, now));
        }
    }
    insert(db, rows).await
}

fn paper(
    name: &str,
    maker: &world::Enterprise,
    known: Option<&world::Product>,
    (kind, number): (&str, String),
    year: Option<i32>,
    now: OffsetDateTime,
) -> product_licence::Model {
    let name = format!("{name}/{kind}");
    let last_day = year.and_then(|year| Date::from_calendar_date(year, time::Month::December, 31).ok());
    let over = last_day.is_some_and(|day| day < now.date());
    let earlier = TimeUnixTimestampMillis(now - Duration::days(200));
    product_licence::Model {
        id: PAPERS.id(&name),
        public_code: PAPERS.public_code(&name),
        enterprise_id: GOODS.id(&maker.key),
        product_id: known.map(|known| GOODS.id(&maker.name_of(known))),
        kind: kind.to_owned(),
        number,
        issued_by: String::new(),
        expires_on: last_day,
        state: if over { "expired" } else { "checked" }.to_owned(),
        reason: None,
        replaced: false,
        entered_by: Uuid::nil(),
        entered_at: earlier,
        checked_by: Some(Uuid::nil()),
        checked_at: Some(earlier),
        reminded_days: None,
        row_version: 1,
    }
}

/// Every product with its maker, counted from one.
fn goods_of(world: &World) -> impl Iterator<Item = (u32, &world::Enterprise, &world::Product)> {
    let all = world.enterprises.iter().flat_map(|maker| maker.products.iter().map(move |known| (maker, known)));
    (1..).zip(all).map(|(at, (maker, known))| (at, maker, known))
}

async fn agencies(db: &impl ConnectionTrait, world: &World) -> Result<()> {
    let of_outlets = world.outlets.iter().map(|outlet| (&outlet.operator, &outlet.operator_kind, &outlet.regency));
    let of_calls = world.calls.iter().map(|call| (&call.owner, &call.owner_kind, &call.region));
    let mut seen = HashSet::new();
    let offices = of_outlets.chain(of_calls).filter(|(name, _, _)| seen.insert(*name));
    let row = |(name, kind, region): (&String, &String, &String)| agency::Model {
        id: FUNDING.id(name),
        public_code: Some(FUNDING.public_code(name)),
        name: name.clone(),
        kind: kind.clone(),
        region_code: if region.is_empty() { "63".to_owned() } else { region.clone() },
    };
    insert(db, offices.map(row)).await
}

async fn outlets(db: &impl ConnectionTrait, world: &World) -> Result<()> {
    let row = |known: &world::Outlet| outlet::Model {
        id: OUTLETS.id(&known.key),
        public_code: OUTLETS.public_code(&known.key),
        name: known.name.clone(),
        agency_id: FUNDING.id(&known.operator),
        regency_code: known.regency.clone(),
        address: known.address.clone(),
        directions: known.directions.clone(),
        about: known.about.clone(),
        whatsapp: known.whatsapp.clone(),
        hours: Lines(known.hours.clone()),
        state: "open".to_owned(),
        row_version: 1,
    };
    insert(db, world.outlets.iter().map(row)).await?;
    let shelves = world.outlets.iter().flat_map(|outlet| {
        outlet.shelves.iter().map(|shelf| availability::Model {
            variant_id: variant_id(&shelf.product),
            outlet_id: OUTLETS.id(&outlet.key),
            band: shelf.band.clone(),
        })
    });
    insert(db, shelves).await
}

async fn employers(db: &impl ConnectionTrait, world: &World) -> Result<()> {
    let row = |known: &world::Employer| employer::Model {
        id: JOBS.id(&known.key),
        public_code: JOBS.public_code(&known.key),
        trade_name: known.name.clone(),
        regency_code: known.regency.clone(),
        about: known.about.clone(),
        micro: known.micro,
        state: known.state.clone(),
        row_version: 1,
    };
    insert(db, world.employers.iter().map(row)).await?;
    // Numbers are visibly invented.
    let papers = |(at, known): (u32, &world::Employer)| employer_check::Model {
        employer_id: JOBS.id(&known.key),
        legal_name: known.name.clone(),
        nib: format!("00000000002{at:02}"),
        wlkp: String::new(),
        business_address: regions::name(&known.regency),
        checked_by: None,
        checked_at: None,
        row_version: 1,
    };
    insert(db, (1..).zip(&world.employers).map(papers)).await
}

async fn openings(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    let mut rows = Vec::new();
    let mut items = Vec::new();
    let mut skills = Vec::new();
    for employer in &world.employers {
        for known in &employer.openings {
            let name = format!("opening {}", known.no);
            let id = JOBS.id(&name);
            rows.push(opening_row(employer, known, &name, now));
            let required = known.required.iter().map(|phrase| (phrase, true));
            let phrases = required.chain(known.preferred.iter().map(|phrase| (phrase, false)));
            for (position, (phrase, required)) in (0..).zip(phrases) {
                let item = opening_item::Model { opening_id: id, position, required, phrase: phrase.clone() };
                skills.extend(jobs::index::links(&item));
                items.push(item);
            }
        }
    }
    let ids: Vec<Uuid> = rows.iter().map(|row: &opening::Model| row.id).collect();
    insert(db, rows).await?;
    insert(db, items).await?;
    insert(db, skills).await?;
    changes::note(db, Kind::Opening, ids).await
}

fn opening_row(employer: &world::Employer, known: &world::Opening, name: &str, now: OffsetDateTime) -> opening::Model {
    let zone = regions::get(&employer.regency).map_or(Zone::Wib, |region| region.zone);
    let published = !matches!(known.state.as_str(), "draft" | "review" | "returned");
    let closes_at = local(now, zone, known.closes_in_days, 16);
    opening::Model {
        id: JOBS.id(name),
        public_code: JOBS.public_code(name),
        employer_id: JOBS.id(&employer.key),
        title: known.title.clone(),
        body: known.body.trim().to_owned(),
        requirements: String::new(),
        job_reason: String::new(),
        show_employer: true,
        occupation_code: Some(known.occupation.clone()),
        regency_code: employer.regency.clone(),
        remote: known.remote,
        wage_low: known.wage_low,
        wage_high: known.wage_high,
        wage_unit: known.wage_unit.clone(),
        contract: known.contract.clone(),
        education: known.education.clone(),
        experience_years: known.experience_years,
        people: known.people,
        hours: known.hours.clone(),
        benefits: Lines(known.benefits.clone()),
        state: known.state.clone(),
        published_on: published.then(|| now.date() - Duration::days(known.published_days_ago)),
        closes_at: TimeUnixTimestampMillis(closes_at),
        closed_at: match known.state.as_str() {
            "closed_filled" => Some(TimeUnixTimestampMillis(now - Duration::days(1))),
            "closed_expired" => Some(TimeUnixTimestampMillis(closes_at)),
            _ => None,
        },
        row_version: 1,
    }
}

async fn calls(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    let rows: Vec<_> = world.calls.iter().map(|known| call_row(known, now)).collect();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    insert(db, rows).await?;
    changes::note(db, Kind::Call, ids).await
}

fn call_row(known: &world::Call, now: OffsetDateTime) -> call::Model {
    let year = now.year();
    let name = known
        .name
        .replace("{next}", &(year + 1).to_string())
        .replace("{this}", &year.to_string())
        .replace("{last}", &(year - 1).to_string());
    let zone = Zone::from_label(&known.zone).unwrap_or(Zone::Wib);
    let closing_hour = known.closes_at.as_deref().and_then(|at| at.get(..2)?.parse().ok()).unwrap_or(16);
    let criteria = known.criteria.iter().map(|part| (&part.name, part.weight));
    let funders = known.funders.iter().map(|part| (&part.name, part.share));
    call::Model {
        id: FUNDING.id(&known.key),
        public_code: FUNDING.public_code(&known.key),
        agency_id: FUNDING.id(&known.owner),
        name,
        summary: known.summary.clone(),
        purpose: known.purpose.trim().to_owned(),
        kind: known.kind.clone(),
        form: known.form.clone(),
        region_code: Some(known.region.clone()).filter(|region| !region.is_empty()),
        zone: known.zone.to_lowercase(),
        ceiling_idr: known.ceiling,
        per_proposal_idr: known.per_proposal,
        quota: known.quota,
        who_may_apply: Lines(known.who_may_apply.clone()),
        doors: Lines(known.doors.clone()),
        eligibility: Lines(known.eligibility.clone()),
        papers: Lines(known.papers.clone()),
        criteria: shares(criteria),
        steps: Lines(known.steps.clone()),
        instalments: known.instalments.clone(),
        funders: shares(funders),
        legal_basis: known.legal_basis.clone(),
        parameters: known.parameters.clone(),
        questions: serde_json::json!([]),
        state: known.state.clone(),
        opens_at: TimeUnixTimestampMillis(local(now, zone, known.opens_in_days, 8)),
        closes_at: known.closes_in_days.map(|days| TimeUnixTimestampMillis(local(now, zone, days, closing_hour))),
        row_version: 1,
    }
}

/// Two networks; most enterprises belong to one of them, as in the world outside.
async fn networks(db: &impl ConnectionTrait, world: &World) -> Result<()> {
    let ids: Vec<Uuid> = world.enterprises.iter().map(|enterprise| GOODS.id(&enterprise.key)).collect();
    let (first, rest) = ids.split_at(ids.len() * 3 / 4);
    network::found(db, NETWORKS.id("first"), &NETWORKS.public_code("first"), "Jejaring Usaha Sungai Kembar", first)
        .await?;
    network::found(
        db,
        NETWORKS.id("second"),
        &NETWORKS.public_code("second"),
        "Jejaring Usaha Teluk Rampai",
        rest.get(..1).unwrap_or_default(),
    )
    .await
}

fn shares<'a>(parts: impl Iterator<Item = (&'a String, u8)>) -> Shares {
    Shares(parts.map(|(name, percent)| values::Share { name: name.clone(), percent }).collect())
}

pub fn variant_id(product: &str) -> Uuid {
    GOODS.id(&format!("{product}/variant"))
}

fn monday(day: Date) -> Date {
    day - Duration::days(i64::from(day.weekday().number_days_from_monday()))
}

/// A full hour of a day in a zone, so many days from now.
fn local(now: OffsetDateTime, zone: Zone, days: i64, hour: u8) -> OffsetDateTime {
    let day = now.to_offset(zone.utc_offset()).date() + Duration::days(days);
    let time = Time::from_hms(hour, 0, 0).unwrap_or(Time::MIDNIGHT);
    day.with_time(time).assume_offset(zone.utc_offset()).to_offset(time::UtcOffset::UTC)
}

pub(super) async fn insert<M, A>(db: &impl ConnectionTrait, rows: impl IntoIterator<Item = M>) -> Result<()>
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait,
{
    let rows: Vec<A> = rows.into_iter().map(IntoActiveModel::into_active_model).collect();
    for batch in rows.chunks(200) {
        A::Entity::insert_many(batch.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}
