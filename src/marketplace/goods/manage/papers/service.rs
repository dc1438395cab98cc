//! Papers of an enterprise and its goods: entered by the enterprise, checked by a moderator, ended by the calendar. What
//! becomes of a paper reaches the goods that need it in the same transaction.
use std::collections::{HashMap, HashSet};

use entity::{
    public::{enterprise, paper_need, product},
    registry::trade::product_licence,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, Duration, Month, OffsetDateTime};
use uuid::Uuid;

use super::{
    super::{
        policy::{MayEditGoods, MayEditPapers, MayReviewGoods, MaySeePapers},
        products::{
            model::{HoldReason, State},
            service::{self as products, Whole},
            workflow::{self as goods, Facts as GoodsFacts},
        },
    },
    model::{MOST_PAPERS, Paper, PaperForm, PaperKind, PaperReason, PaperState},
    needs::{Handling, Line, Need},
    numbers::{self, Doubt},
    workflow::{self, Event, Facts, Refusal, Who},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{access::Permit, mailing::Template},
    platform::{audit, changes, db, ids, search::Kind},
    regions::Zone,
};

/// A paper with the name of what it is for and what looks odd about its number.
#[derive(Clone, Debug)]
pub struct PaperRow {
    pub paper: Paper,
    /// Name of the product; empty for all goods of the enterprise.
    pub goods: String,
    /// Trade name of the enterprise.
    pub maker: String,
    pub doubts: Vec<Doubt>,
    pub days_left: Option<i64>,
}

/// The day where papers end last: nobody's paper ends before its day is over anywhere in the country.
pub fn today(app: &App) -> Date {
    app.clock.now().to_offset(Zone::Wib.utc_offset()).date()
}

/// Papers of an enterprise that no newer one replaced.
pub async fn list(app: &App, permit: &Permit<MaySeePapers>) -> Result<Vec<PaperRow>> {
    let rows = product_licence::Entity::find()
        .filter(product_licence::Column::EnterpriseId.eq(permit.object()))
        .filter(product_licence::Column::Replaced.eq(false))
        .order_by_asc(product_licence::Column::ExpiresOn)
        .order_by_asc(product_licence::Column::PublicCode)
        .limit(MOST_PAPERS)
        .all(&app.db)
        .await?;
    named(app, rows).await
}

/// Products a paper can be for: code and name.
pub async fn choices(app: &App, permit: &Permit<MaySeePapers>) -> Result<Vec<(String, String)>> {
    let rows = product::Entity::find()
        .filter(product::Column::EnterpriseId.eq(permit.object()))
        .filter(product::Column::State.ne(State::Archived.as_str()))
        .order_by_asc(product::Column::Title)
        .limit(200)
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.public_code, row.title)).collect())
}

/// Enters a paper. It takes the place of one of the same kind for the same goods: at once if that does not hold, else
/// when it has been checked itself.
pub async fn enter(app: &App, permit: Permit<MayEditPapers>, form: PaperForm) -> Result<()> {
    let (now, enterprise) = (app.clock.now(), permit.object());
    let kind = PaperKind::parse(&form.kind).ok_or_else(|| Invalid::one("jenis", "fault-paper-kind"))?;
    products::judge(app, enterprise, &[("penerbit", &form.issued_by)]).await?;
    let transaction = db::begin(&app.db).await?;
    let product = match form.product.as_str() {
        "" => None,
        _ if kind.of_enterprise() => None,
        code => Some(products::row_of(&transaction, enterprise, code).await?.id),
    };
    let all = product_licence::Column::EnterpriseId.eq(enterprise);
    if product_licence::Entity::find().filter(all).count(&transaction).await? >= MOST_PAPERS {
        return Err(Invalid::one("jenis", "fault-paper-many").into());
    }
    let earlier = current(&transaction, enterprise, kind, product).await?;
    let from = earlier.iter().map(|row| PaperState::of(&row.state)).next_back().transpose()?;
    let event = if from.is_some() { Event::Replace } else { Event::Enter };
    let state = workflow::decide(from, event, Who::Maker, &Facts::default()).map_err(|why| refused("jenis", why))?;
    let gone = earlier.iter().filter(|row| row.state != PaperState::Checked.as_str()).map(|row| row.id);
    replace(&transaction, gone.collect()).await?;
    let row = product_licence::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_public_code()),
        enterprise_id: Set(enterprise),
        product_id: Set(product),
        kind: Set(kind.as_str().to_owned()),
        expires_on: Set(form.expires_on.or_else(|| last_day(kind, &form.number))),
        number: Set(form.number),
        issued_by: Set(form.issued_by),
        state: Set(state.as_str().to_owned()),
        reason: Set(None),
        replaced: Set(false),
        entered_by: Set(permit.actor()),
        entered_at: Set(TimeUnixTimestampMillis(now)),
        checked_by: Set(None),
        checked_at: Set(None),
        reminded_days: Set(None),
        row_version: Set(1),
    };
    product_licence::Entity::insert(row).exec_without_returning(&transaction).await?;
    audit::done(&transaction, now, permit.event("enter_paper", "enterprise")).await?;
    Ok(transaction.commit().await?)
}

/// Papers that wait for a moderator, the longest waiting first.
pub async fn waiting(app: &App, permit: &Permit<MayReviewGoods>) -> Result<Vec<PaperRow>> {
    let _ = permit.object();
    let rows = product_licence::Entity::find()
        .filter(product_licence::Column::State.eq(PaperState::Entered.as_str()))
        .filter(product_licence::Column::Replaced.eq(false))
        .order_by_asc(product_licence::Column::EnteredAt)
        .order_by_asc(product_licence::Column::Id)
        .limit(24)
        .all(&app.db)
        .await?;
    named(app, rows).await
}

/// A moderator agrees to a paper, or rejects it with a reason. Goods that were held for want of it come back, goods that
/// cannot be sold without it are held.
pub async fn decide(
    app: &App,
    permit: Permit<MayReviewGoods>,
    code: &str,
    version: i32,
    rejection: Option<PaperReason>,
    event: Event,
) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let row = product_licence::Entity::find()
        .filter(product_licence::Column::PublicCode.eq(code))
        .filter(product_licence::Column::Replaced.eq(false))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let facts = Facts {
        own: row.entered_by == permit.actor(),
        reason_given: rejection.is_some(),
        over: row.expires_on.is_some_and(|day| day < today(app)),
        near: false,
    };
    let to = workflow::decide(Some(PaperState::of(&row.state)?), event, Who::Moderator, &facts)
        .map_err(|why| refused(products::BUTTONS, why))?;
    let change = product_licence::ActiveModel {
        state: Set(to.as_str().to_owned()),
        reason: Set(rejection.map(|reason| reason.as_str().to_owned())),
        checked_by: Set(Some(permit.actor())),
        checked_at: Set(Some(TimeUnixTimestampMillis(now))),
        ..Default::default()
    };
    write(&transaction, &row, version, change).await?;
    if to == PaperState::Checked {
        let kind = PaperKind::of(&row.kind)?;
        let earlier = current(&transaction, row.enterprise_id, kind, row.product_id).await?;
        replace(&transaction, earlier.iter().map(|known| known.id).filter(|id| *id != row.id).collect()).await?;
    }
    settle(&transaction, now, &row, HoldReason::PaperRejected).await?;
    let event = audit::Event {
        object: Some(row.id),
        reason: rejection.map(PaperReason::as_str),
        ..permit.event("check_paper", "paper")
    };
    audit::done(&transaction, now, event).await?;
    products::tell(&transaction, app, now, row.enterprise_id, Template::News).await?;
    Ok(transaction.commit().await?)
}

/// What the calendar does: papers whose last day has passed end, with the goods that need them; others are spoken of.
/// Gives how many papers ended and how many reminders went out.
pub async fn daily(app: &App) -> Result<(usize, usize)> {
    let (now, today) = (app.clock.now(), today(app));
    let near = product_licence::Entity::find()
        .filter(product_licence::Column::State.eq(PaperState::Checked.as_str()))
        .filter(product_licence::Column::Replaced.eq(false))
        .filter(product_licence::Column::ExpiresOn.lte(today + Duration::days(workflow::REMINDERS[0])))
        .order_by_asc(product_licence::Column::ExpiresOn)
        .limit(5_000)
        .all(&app.db)
        .await?;
    let (mut ended, mut reminded) = (0, 0);
    for row in near {
        let left = row.expires_on.map_or(i64::MAX, |day| (day - today).whole_days());
        let reminder = workflow::reminder(left, row.reminded_days);
        let facts = Facts { over: left < 0, near: reminder.is_some(), ..Facts::default() };
        let event = if left < 0 { Event::Expire } else { Event::Remind };
        let Ok(to) = workflow::decide(Some(PaperState::of(&row.state)?), event, Who::System, &facts) else { continue };
        let transaction = db::begin(&app.db).await?;
        let mut change = product_licence::ActiveModel { state: Set(to.as_str().to_owned()), ..Default::default() };
        if let Some(days) = reminder {
            change.reminded_days = Set(Some(days));
        }
        match write(&transaction, &row, row.row_version, change).await {
            // Somebody else was faster: the next day looks again.
            Err(Error::Conflict) => continue,
            other => other?,
        }
        if event == Event::Expire {
            settle(&transaction, now, &row, HoldReason::PaperExpired).await?;
            ended += 1;
        } else {
            reminded += 1;
        }
        let template = if event == Event::Expire { Template::News } else { Template::Deadline };
        products::tell(&transaction, app, now, row.enterprise_id, template).await?;
        let action = if event == Event::Expire { "end_paper" } else { "remind_paper" };
        let line = audit::Event {
            role: "system",
            action,
            object_kind: "paper",
            object: Some(row.id),
            ..audit::Event::default()
        };
        audit::done(&transaction, now, line).await?;
        transaction.commit().await?;
    }
    Ok((ended, reminded))
}

/// Papers that end within the longest reminder, with the days left: what the home of an enterprise speaks of.
pub async fn ending(app: &App, permit: &Permit<MayEditGoods>) -> Result<Vec<(PaperKind, i64)>> {
    let today = today(app);
    let rows = product_licence::Entity::find()
        .filter(product_licence::Column::EnterpriseId.eq(permit.object()))
        .filter(product_licence::Column::Replaced.eq(false))
        .filter(product_licence::Column::State.is_in([PaperState::Checked.as_str(), PaperState::Expired.as_str()]))
        .filter(product_licence::Column::ExpiresOn.lte(today + Duration::days(workflow::REMINDERS[0])))
        .order_by_asc(product_licence::Column::ExpiresOn)
        .limit(5)
        .all(&app.db)
        .await?;
    rows.into_iter()
        .filter_map(|row| row.expires_on.map(|day| (row.kind, (day - today).whole_days())))
        .map(|(kind, left)| Ok((PaperKind::of(&kind)?, left)))
        .collect()
}

/// Papers of enterprises that no newer one replaced.
pub(in crate::marketplace::goods) async fn of_enterprises(
    db: &impl ConnectionTrait,
    enterprises: &HashSet<Uuid>,
) -> Result<HashMap<Uuid, Vec<Paper>>> {
    let rows = product_licence::Entity::find()
        .filter(product_licence::Column::EnterpriseId.is_in(enterprises.iter().copied()))
        .filter(product_licence::Column::Replaced.eq(false))
        .order_by_asc(product_licence::Column::EnteredAt)
        .all(db)
        .await?;
    let mut papers: HashMap<Uuid, Vec<Paper>> = HashMap::new();
    for row in rows {
        papers.entry(row.enterprise_id).or_default().push(paper(row)?);
    }
    Ok(papers)
}

/// The table of needs, by kind of goods and handling.
pub(in crate::marketplace::goods) async fn needs(
    db: &impl ConnectionTrait,
) -> Result<HashMap<(i32, Handling), Vec<Line>>> {
    let mut needs: HashMap<(i32, Handling), Vec<Line>> = HashMap::new();
    for row in paper_need::Entity::find().limit(2_000).all(db).await? {
        let line =
            Line { paper: PaperKind::of(&row.paper)?, need: Need::of(&row.need)?, note: row.note, source: row.source };
        needs.entry((row.category_id, Handling::of(&row.handling)?)).or_default().push(line);
    }
    for lines in needs.values_mut() {
        lines.sort_by_key(|line| PaperKind::ALL.iter().position(|kind| *kind == line.paper));
    }
    Ok(needs)
}

/// The last year in which the licence of a product holds, for its public page.
pub(in crate::marketplace::goods) fn licence_until(whole: &Whole) -> Option<i32> {
    let licence = |paper: &&Paper| {
        matches!(paper.kind, PaperKind::HomeFood | PaperKind::FoodAgency) && paper.state == PaperState::Checked
    };
    whole.papers.iter().filter(licence).filter_map(|paper| paper.expires_on.map(Date::year)).max()
}

/// Lets goods feel what became of a paper.
async fn settle(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    row: &product_licence::Model,
    hold: HoldReason,
) -> Result<()> {
    let mut touched = Condition::all().add(product::Column::EnterpriseId.eq(row.enterprise_id));
    if let Some(product) = row.product_id {
        touched = touched.add(product::Column::Id.eq(product));
    }
    let rows = product::Entity::find().filter(touched).limit(1_000).all(db).await?;
    let kind = PaperKind::of(&row.kind)?;
    for whole in products::load(db, rows).await? {
        refresh_year(db, &whole).await?;
        let needed = whole.needs.iter().any(|line| line.paper == kind && line.need == Need::Held);
        let lacks = whole.lacking.held.contains(&kind) || whole.lacking.unchecked.contains(&kind);
        let complete = whole.facts().papers_missing + whole.facts().papers_unchecked + whole.facts().papers_wrong == 0;
        if needed && lacks {
            let facts = GoodsFacts { reason_given: true, ..whole.facts() };
            if let Ok(to) = goods::decide(Some(whole.state), goods::Event::Hold, goods::Who::System, &facts) {
                let change =
                    product::ActiveModel { hold_reason: Set(Some(hold.as_str().to_owned())), ..Default::default() };
                products::move_to(db, now, &whole.row, whole.row.row_version, to, change).await?;
            }
        } else if complete && whole.hold.is_some_and(HoldReason::is_of_papers) {
            let facts = GoodsFacts { cause_gone: true, ..whole.facts() };
            if let Ok(to) = goods::decide(Some(whole.state), goods::Event::Release, goods::Who::Moderator, &facts) {
                let change = product::ActiveModel::default();
                products::move_to(db, now, &whole.row, whole.row.row_version, to, change).await?;
            }
        }
    }
    Ok(())
}

async fn refresh_year(db: &impl ConnectionTrait, whole: &Whole) -> Result<()> {
    let year = licence_until(whole);
    if whole.row.licence_until == year {
        return Ok(());
    }
    product::Entity::update_many()
        .col_expr(product::Column::LicenceUntil, Expr::value(year))
        .filter(product::Column::Id.eq(whole.row.id))
        .exec(db)
        .await?;
    changes::note(db, Kind::Product, [whole.row.id]).await
}

/// Papers of a kind for the same goods that no newer one replaced, the oldest first.
async fn current(
    db: &impl ConnectionTrait,
    enterprise: Uuid,
    kind: PaperKind,
    product: Option<Uuid>,
) -> Result<Vec<product_licence::Model>> {
    let same = match product {
        Some(product) => product_licence::Column::ProductId.eq(product),
        None => product_licence::Column::ProductId.is_null(),
    };
    Ok(product_licence::Entity::find()
        .filter(product_licence::Column::EnterpriseId.eq(enterprise))
        .filter(product_licence::Column::Kind.eq(kind.as_str()))
        .filter(product_licence::Column::Replaced.eq(false))
        .filter(same)
        .order_by_asc(product_licence::Column::EnteredAt)
        .all(db)
        .await?)
}

async fn replace(db: &impl ConnectionTrait, gone: Vec<Uuid>) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    product_licence::Entity::update_many()
        .col_expr(product_licence::Column::Replaced, Expr::value(true))
        .filter(product_licence::Column::Id.is_in(gone))
        .exec(db)
        .await?;
    Ok(())
}

async fn write(
    db: &impl ConnectionTrait,
    row: &product_licence::Model,
    version: i32,
    mut change: product_licence::ActiveModel,
) -> Result<()> {
    change.row_version = Set(version + 1);
    let written = product_licence::Entity::update_many()
        .set(change)
        .filter(product_licence::Column::Id.eq(row.id))
        .filter(product_licence::Column::RowVersion.eq(version))
        .exec(db)
        .await?;
    if written.rows_affected == 0 { Err(Error::Conflict) } else { Ok(()) }
}

/// Names and doubts of papers: two statements for any number of them.
async fn named(app: &App, rows: Vec<product_licence::Model>) -> Result<Vec<PaperRow>> {
    let goods = product::Entity::find()
        .filter(product::Column::Id.is_in(rows.iter().filter_map(|row| row.product_id)))
        .all(&app.db)
        .await?;
    let makers = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(rows.iter().map(|row| row.enterprise_id)))
        .all(&app.db)
        .await?;
    let today = today(app);
    rows.into_iter()
        .map(|row| {
            let maker = makers.iter().find(|maker| maker.id == row.enterprise_id).ok_or(Error::NotFound)?;
            let title = goods.iter().find(|goods| Some(goods.id) == row.product_id).map(|goods| goods.title.clone());
            let paper = paper(row)?;
            Ok(PaperRow {
                doubts: numbers::doubts(paper.kind, &paper.number, &maker.regency_code, today),
                days_left: paper.days_left(today),
                goods: title.unwrap_or_default(),
                maker: maker.trade_name.clone(),
                paper,
            })
        })
        .collect()
}

fn paper(row: product_licence::Model) -> Result<Paper> {
    Ok(Paper {
        code: row.public_code,
        kind: PaperKind::of(&row.kind)?,
        number: row.number,
        issued_by: row.issued_by,
        expires_on: row.expires_on,
        state: PaperState::of(&row.state)?,
        reason: row.reason.as_deref().map(PaperReason::of).transpose()?,
        product: row.product_id,
        entered_at: row.entered_at.0,
        version: row.row_version,
    })
}

/// The end that a number tells by itself.
fn last_day(kind: PaperKind, number: &str) -> Option<Date> {
    let year = (kind == PaperKind::HomeFood).then(|| numbers::year_of_home_food(number)).flatten()?;
    Date::from_calendar_date(year, Month::December, 31).ok()
}

fn refused(field: &'static str, refusal: Refusal) -> Error {
    Invalid::one(field, refusal.key()).into()
}
