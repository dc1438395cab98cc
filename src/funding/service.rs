//! Public reads of calls.
use entity::{
    public::{agency, call},
    values::Shares,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    eligibility::{Door, Question},
    model::{Amended, CallCard, CallState, CallView, Form, FundingKind, Share},
    record::{
        Object,
        events::{self, Happened},
    },
};
use crate::{
    app::App,
    error::{Error, Result},
    platform::money::Rupiah,
    regions::{self, Zone},
};

/// Other calls that are named beside an answer.
const OTHERS_SHOWN: usize = 6;

/// Calls that anyone may see: the open ones by closing time, then those to come, then those that are over.
pub async fn list(app: &App) -> Result<Vec<CallCard>> {
    let rows = call::Entity::find()
        .filter(call::Column::State.ne(CallState::Draft.as_str()))
        .find_also_related(agency::Entity)
        .order_by_asc(call::Column::PublicCode)
        .limit(200)
        .all(&app.db)
        .await?;
    let cards = rows.into_iter().filter_map(|(row, owner)| Some(card(&row, &owner?)));
    let mut cards: Vec<CallCard> = cards.collect::<Result<_>>()?;
    let now = app.clock.now();
    cards.sort_by_key(|card| {
        let (group, at) = match now_state(card, now) {
            CallState::Open => (0, card.closes_at.map_or(i64::MAX, OffsetDateTime::unix_timestamp)),
            CallState::Scheduled => (1, card.opens_at.unix_timestamp()),
            _ => (2, -card.closes_at.map_or(0, OffsetDateTime::unix_timestamp)),
        };
        (group, at, card.code.clone())
    });
    for card in &mut cards {
        card.state = now_state(card, now);
    }
    Ok(cards)
}

/// One call.
pub async fn show(app: &App, code: &str) -> Result<CallView> {
    let (row, owner) = public(app, code).await?;
    view(row, &owner, app.clock.now())
}

/// One call with what was changed of it since it was published.
pub async fn show_whole(app: &App, code: &str) -> Result<(CallView, Vec<Amended>)> {
    let (row, owner) = public(app, code).await?;
    whole(&app.db, row, &owner, app.clock.now()).await
}

/// What the page of a call says, at a moment, and what was changed of it.
pub async fn whole(
    db: &impl ConnectionTrait,
    row: call::Model,
    owner: &agency::Model,
    now: OffsetDateTime,
) -> Result<(CallView, Vec<Amended>)> {
    let amendments = amendments(db, row.id).await?;
    Ok((view(row, owner, now)?, amendments))
}

async fn public(app: &App, code: &str) -> Result<(call::Model, agency::Model)> {
    call::Entity::find()
        .filter(call::Column::PublicCode.eq(code))
        .filter(call::Column::State.ne(CallState::Draft.as_str()))
        .find_also_related(agency::Entity)
        .one(&app.db)
        .await?
        .and_then(|(row, owner)| Some((row, owner?)))
        .ok_or(Error::NotFound)
}

fn view(row: call::Model, owner: &agency::Model, now: OffsetDateTime) -> Result<CallView> {
    let mut card = card(&row, owner)?;
    card.state = now_state(&card, now);
    Ok(CallView {
        card,
        purpose: row.purpose,
        quota: row.quota,
        who_may_apply: row.who_may_apply.0,
        eligibility: row.eligibility.0.iter().map(|word| Question::of(word)).collect::<Result<_>>()?,
        papers: row.papers.0,
        criteria: shares(row.criteria),
        steps: row.steps.0,
        instalments: row.instalments,
        funders: shares(row.funders),
        legal_basis: row.legal_basis,
    })
}

/// What was changed of a call since it was published, the newest first.
async fn amendments(db: &impl ConnectionTrait, call: Uuid) -> Result<Vec<Amended>> {
    let happened = events::of(db, Object::Call, call).await?;
    let stamp = |millis: i64| OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).ok();
    let amended = |event: Happened| Amended {
        at: event.at,
        closes_at: event.payload["closes_at"].as_i64().and_then(stamp),
        ceiling: event.payload["ceiling"].as_i64().map(Rupiah),
        why: event.payload["why"].as_str().unwrap_or_default().to_owned(),
    };
    Ok(happened.into_iter().filter(|event| event.event == "amend").map(amended).collect())
}

/// Other calls that ask for no legal form and are open or will be.
pub async fn without_legal_form(app: &App, besides: &str) -> Result<Vec<CallCard>> {
    let suits = |card: &CallCard| {
        card.doors.is_empty() && card.code != besides && matches!(card.state, CallState::Open | CallState::Scheduled)
    };
    Ok(list(app).await?.into_iter().filter(suits).take(OTHERS_SHOWN).collect())
}

/// Codes of visible calls, for the sitemap.
pub async fn sitemap(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    let codes = call::Entity::find()
        .select_only()
        .column(call::Column::PublicCode)
        .filter(call::Column::State.ne(CallState::Draft.as_str()))
        .order_by_asc(call::Column::PublicCode)
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes)
}

/// A clock opens and closes calls on the page before anybody presses a button.
fn now_state(card: &CallCard, now: OffsetDateTime) -> CallState {
    match card.state {
        CallState::Open if card.closes_at.is_some_and(|at| at <= now) => CallState::Closed,
        CallState::Scheduled if card.opens_at <= now => CallState::Open,
        state => state,
    }
}

fn card(row: &call::Model, owner: &agency::Model) -> Result<CallCard> {
    Ok(CallCard {
        code: row.public_code.clone(),
        name: row.name.clone(),
        summary: row.summary.clone(),
        owner: owner.name.clone(),
        place: row.region_code.as_deref().map(regions::name),
        kind: FundingKind::of(&row.kind)?,
        form: Form::of(&row.form)?,
        ceiling_idr: Rupiah(row.ceiling_idr),
        per_proposal_idr: Rupiah(row.per_proposal_idr),
        doors: row.doors.0.iter().map(|word| Door::of(word)).collect::<Result<_>>()?,
        state: CallState::of(&row.state)?,
        opens_at: row.opens_at.0,
        closes_at: row.closes_at.map(|at| at.0),
        zone: Zone::from_label(&row.zone).unwrap_or(Zone::Wib),
    })
}

fn shares(column: Shares) -> Vec<Share> {
    column.0.into_iter().map(|share| Share { name: share.name, percent: share.percent }).collect()
}
