//! What a decision leaves in the store, and the waiting list of a call.
use std::collections::BTreeMap;

use entity::registry::grants::{
    budget_letter as letter, call_ranking, funding_event, proposal, recommendation, recommendation_cut as line_cut,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::Value;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    super::{
        acts::Dossier,
        reviews::ranking::service::place,
        workflow::{Event, Kind, State},
    },
    model::{Approval, BudgetLetter, parts_level},
};
use crate::{
    app::App,
    error::Result,
    funding::{
        awards::service::{Offer, offer},
        budget::Cut,
        machine::{BudgetResult, Effect},
        record::Object,
    },
    platform::{attachments::Accepted, ids, money::Rupiah, work_days::day_at},
};

/// Carries out an effect of a decision. False for one that is of something else.
pub async fn carry_out(
    db: &DatabaseTransaction,
    app: &App,
    dossier: &Dossier,
    (effect, event): (&Effect, &Event),
    payload: &Value,
) -> Result<bool> {
    match (effect, event) {
        (Effect::CreateAward { amount }, Event::Approve { .. }) => award(db, app, dossier, *amount, payload).await?,
        (Effect::ForgetBudget, _) => forget_budget(db, dossier.id).await?,
        (Effect::RecordBudget { result, amount }, Event::BudgetCut { cuts, .. }) => {
            record_budget(db, dossier, (*result, Some((*amount, cuts)))).await?;
        }
        (Effect::RecordBudget { result, .. }, _) => record_budget(db, dossier, (*result, None)).await?,
        // The list is made when somebody asks for it, and the number is recorded among the papers from outside.
        (Effect::MakeBatchSheet | Effect::AskSipdNumber, _) => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// What was decided when it was approved.
///
/// # Errors
/// The payload is none of this step.
pub fn approved(payload: &Value) -> Result<Approval> {
    Ok(serde_json::from_value(payload.clone()).map_err(anyhow::Error::from)?)
}

async fn award(db: &DatabaseTransaction, app: &App, dossier: &Dossier, amount: Rupiah, payload: &Value) -> Result<()> {
    let given = approved(payload)?;
    let today = day_at(app.clock.now(), dossier.call.terms.zone.utc_offset());
    let (number, day) = given.decree.clone().unwrap_or((given.number.clone(), today));
    let lines = given.lines(&dossier.budget.lines);
    let new = Offer {
        proposal: dossier.id,
        lines: &lines,
        awarded: amount,
        recommended: dossier.recommendation.as_ref().map_or(amount, |standing| standing.amount),
        decision: (&number, day),
    };
    offer(db, app, new).await?;
    Ok(())
}

/// What the office above left of it: the new cuts take the place of those that were recommended, each with its reason
/// where it had one. What was recommended before stands in the history.
async fn record_budget(
    db: &impl ConnectionTrait,
    dossier: &Dossier,
    (result, cut): (BudgetResult, Option<(Rupiah, &Vec<Cut>)>),
) -> Result<()> {
    let mut change = recommendation::ActiveModel {
        budget_result: Set(Some(result.as_str().to_owned())),
        ..recommendation::ActiveModel::default()
    };
    if let Some((amount, cuts)) = cut {
        change.amount_idr = Set(amount.0);
        line_cut::Entity::delete_many().filter(line_cut::Column::ProposalId.eq(dossier.id)).exec(db).await?;
        let before = dossier.recommendation.as_ref().map_or(&[][..], |standing| &standing.given.cuts);
        for cut in cuts {
            let known = before.iter().find(|known| known.line == cut.number);
            let row = line_cut::ActiveModel {
                proposal_id: Set(dossier.id),
                line: Set(i32::from(cut.number)),
                cut_idr: Set(cut.amount.0),
                reason: Set(known.map(|known| known.reason.clone()).unwrap_or_default()),
            };
            line_cut::Entity::insert(row).exec_without_returning(db).await?;
        }
    }
    recommendation::Entity::update_many()
        .set(change)
        .filter(recommendation::Column::ProposalId.eq(dossier.id))
        .exec(db)
        .await?;
    Ok(())
}

/// The letter about the budget that counts: the newest since it was sent there last.
pub async fn budget_letter(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Option<BudgetLetter>> {
    let sent: Option<TimeUnixTimestampMillis> = funding_event::Entity::find()
        .select_only()
        .column(funding_event::Column::At)
        .filter(funding_event::Column::Object.eq(Object::Proposal.as_str()))
        .filter(funding_event::Column::ObjectId.eq(proposal))
        .filter(funding_event::Column::Event.eq(Kind::SendBudget.as_str()))
        .order_by_desc(funding_event::Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    let Some(sent) = sent else { return Ok(None) };
    let row = letter::Entity::find()
        .filter(letter::Column::ProposalId.eq(proposal))
        .filter(letter::Column::AddedAt.gte(sent))
        .order_by_desc(letter::Column::AddedAt)
        .order_by_desc(letter::Column::Id)
        .one(db)
        .await?;
    Ok(row.map(|row| BudgetLetter { number: row.number, day: row.day, file: row.stored.zip(row.media) }))
}

/// Keeps a letter about the budget.
pub async fn keep_letter(
    db: &impl ConnectionTrait,
    proposal: Uuid,
    (number, day): (String, Date),
    file: Option<(Accepted, String)>,
    (person, now): (Uuid, OffsetDateTime),
) -> Result<()> {
    let size = |accepted: &Accepted| i32::try_from(accepted.bytes.len()).unwrap_or(i32::MAX);
    let row = letter::ActiveModel {
        id: Set(ids::new_id()),
        proposal_id: Set(proposal),
        number: Set(number),
        day: Set(day),
        media: Set(file.as_ref().map(|(accepted, _)| accepted.media.as_str().to_owned())),
        size_bytes: Set(file.as_ref().map(|(accepted, _)| size(accepted))),
        stored: Set(file.map(|(_, stored)| stored)),
        added_at: Set(TimeUnixTimestampMillis(now)),
        added_by: Set(person),
    };
    letter::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn forget_budget(db: &impl ConnectionTrait, proposal: Uuid) -> Result<()> {
    recommendation::Entity::update_many()
        .col_expr(recommendation::Column::BudgetResult, Expr::value(None::<String>))
        .filter(recommendation::Column::ProposalId.eq(proposal))
        .exec(db)
        .await?;
    Ok(())
}

/// With what a decision asks besides: whether it is the next on the waiting list, or level with others of a ranking that
/// cannot all be given what is recommended.
pub async fn placed(db: &impl ConnectionTrait, mut dossier: Dossier) -> Result<Dossier> {
    match dossier.state {
        State::Waitlisted => {
            let ranks = waiting(db, dossier.call.row.id).await?;
            let own = ranks.get(&dossier.id).copied();
            dossier.turn.is_next = own.is_some() && ranks.values().min().copied() == own;
        }
        State::Recommended if dossier.call.terms.is_ranked() => {
            dossier.turn.tied_at_the_line = is_parted(db, &dossier).await?;
        }
        _ => {}
    }
    Ok(dossier)
}

/// The ranks of those who wait in a call, as they were decided last.
pub async fn waiting(db: &impl ConnectionTrait, call: Uuid) -> Result<BTreeMap<Uuid, u32>> {
    let ids: Vec<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::CallId.eq(call))
        .filter(proposal::Column::State.eq(State::Waitlisted.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    let events: Vec<(Uuid, String)> = funding_event::Entity::find()
        .select_only()
        .columns([funding_event::Column::ObjectId, funding_event::Column::Payload])
        .filter(funding_event::Column::Object.eq(Object::Proposal.as_str()))
        .filter(funding_event::Column::ObjectId.is_in(ids))
        .filter(funding_event::Column::Event.eq(Kind::Waitlist.as_str()))
        .order_by_asc(funding_event::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    let mut ranks = BTreeMap::new();
    for (proposal, payload) in events {
        let payload: Value = serde_json::from_str(&payload)?;
        let rank = payload["rank"].as_u64().and_then(|rank| u32::try_from(rank).ok());
        ranks.insert(proposal, rank.unwrap_or(u32::MAX));
    }
    Ok(ranks)
}

/// Whether others share its place in the frozen ranking, are recommended too, and cannot all be given it.
async fn is_parted(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<bool> {
    let Some(standing) = &dossier.recommendation else { return Ok(false) };
    let call = dossier.call.row.id;
    let Some(place) = place(db, call, dossier.id).await? else { return Ok(false) };
    let place = i32::try_from(place).map_err(anyhow::Error::from)?;
    let level: Vec<Uuid> = call_ranking::Entity::find()
        .select_only()
        .column(call_ranking::Column::ProposalId)
        .filter(call_ranking::Column::CallId.eq(call))
        .filter(call_ranking::Column::Place.eq(place))
        .filter(call_ranking::Column::ProposalId.ne(dossier.id))
        .into_tuple()
        .all(db)
        .await?;
    let live: Vec<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::Id.is_in(level))
        .filter(proposal::Column::State.is_in([State::Recommended, State::BudgetCheck].map(State::as_str)))
        .into_tuple()
        .all(db)
        .await?;
    let others = recommendation::Entity::find()
        .filter(recommendation::Column::ProposalId.is_in(live))
        .filter(recommendation::Column::Positive.eq(true))
        .all(db)
        .await?;
    let others: Vec<Rupiah> = others.into_iter().map(|row| Rupiah(row.amount_idr)).collect();
    let terms = &dossier.call.terms;
    let room = terms.has_ledger().then(|| dossier.balance.available());
    let places = terms.quota.map(|quota| quota.saturating_sub(dossier.awards));
    Ok(parts_level(standing.amount, &others, room, places))
}
