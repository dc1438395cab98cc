//! Keeps what is recommended.
use entity::registry::grants::{funding_document, recommendation, recommendation_cut as line_cut};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::OnConflict,
};
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    super::acts::Dossier,
    model::{LineCut, Recommendation, Standing},
};
use crate::{
    error::Result,
    funding::machine::{BudgetResult, Letter},
    platform::money::Rupiah,
};

/// What stands recommended of a proposal.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Option<Standing>> {
    let Some(row) = recommendation::Entity::find_by_id(proposal).one(db).await? else { return Ok(None) };
    let cuts = line_cut::Entity::find()
        .filter(line_cut::Column::ProposalId.eq(proposal))
        .order_by_asc(line_cut::Column::Line)
        .all(db)
        .await?;
    let cut = |row: line_cut::Model| {
        let line = u16::try_from(row.line).map_err(anyhow::Error::from)?;
        Ok(LineCut { line, cut: row.cut_idr, reason: row.reason })
    };
    let given = Recommendation {
        positive: row.positive,
        cuts: cuts.into_iter().map(cut).collect::<Result<_>>()?,
        reasons: serde_json::from_str(&row.reasons).map_err(anyhow::Error::from)?,
        note: row.note,
        out_of_order: row.out_of_order,
    };
    Ok(Some(Standing {
        given,
        amount: Rupiah(row.amount_idr),
        lead: row.lead_id,
        second: row.second_id,
        at: row.made_at.0,
        budget: row.budget_result.as_deref().map(BudgetResult::of).transpose()?,
    }))
}

/// What two officers agreed to.
///
/// # Errors
/// The payload is none of this step.
pub fn agreed(payload: &Value) -> Result<Recommendation> {
    Ok(serde_json::from_value(payload.clone()).map_err(anyhow::Error::from)?)
}

/// Keeps a recommendation in the place of an earlier one.
pub async fn keep(
    db: &impl ConnectionTrait,
    dossier: &Dossier,
    payload: &Value,
    (lead, second): (Uuid, Uuid),
    now: OffsetDateTime,
) -> Result<()> {
    let given = agreed(payload)?;
    let certificate = dossier.call.terms.certificate;
    let amount = if certificate { Rupiah(0) } else { given.amount(&dossier.budget.lines) };
    forget(db, dossier.id).await?;
    let row = recommendation::ActiveModel {
        proposal_id: Set(dossier.id),
        positive: Set(given.positive),
        amount_idr: Set(amount.0),
        reasons: Set(serde_json::to_string(&given.reasons)?),
        note: Set(given.note),
        out_of_order: Set(given.out_of_order),
        lead_id: Set(lead),
        second_id: Set(second),
        made_at: Set(TimeUnixTimestampMillis(now)),
        budget_result: Set(None),
    };
    recommendation::Entity::insert(row).exec_without_returning(db).await?;
    for cut in given.cuts {
        let row = line_cut::ActiveModel {
            proposal_id: Set(dossier.id),
            line: Set(i32::from(cut.line)),
            cut_idr: Set(cut.cut),
            reason: Set(cut.reason),
        };
        let once = OnConflict::columns([line_cut::Column::ProposalId, line_cut::Column::Line]).do_nothing().to_owned();
        line_cut::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Nothing is recommended any more. The note that said so stays readable as one that is revoked.
pub async fn take_back(db: &impl ConnectionTrait, proposal: Uuid, now: OffsetDateTime) -> Result<()> {
    funding_document::Entity::update_many()
        .col_expr(funding_document::Column::RevokedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(funding_document::Column::ObjectId.eq(proposal))
        .filter(funding_document::Column::Letter.eq(Letter::RecommendationNote.as_str()))
        .filter(funding_document::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    forget(db, proposal).await
}

async fn forget(db: &impl ConnectionTrait, proposal: Uuid) -> Result<()> {
    recommendation::Entity::delete_by_id(proposal).exec(db).await?;
    line_cut::Entity::delete_many().filter(line_cut::Column::ProposalId.eq(proposal)).exec(db).await?;
    Ok(())
}
