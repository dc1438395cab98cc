//! A write-off the maker does not agree to: both sides name what the outlet bears until they name the same.
use entity::registry::trade::{dispute, write_off};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::Duration;
use uuid::Uuid;

use super::{
    service::{KIND, LossView, show, take},
    workflow::{Event, State},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        agreements::{model::PlacementView, service::day_at},
        documents::{Happened, Refusal, happened, tell},
        ledger,
        party::{Hand, Party, Side},
    },
    platform::{db, ids},
};

const OPEN: [&str; 2] = ["open", "answered"];

/// What one side named last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    pub rupiah: i64,
    pub side: Side,
}

/// The maker objects, in words the outlet reads.
pub async fn object(app: &App, party: &Party, code: &str, text: &str) -> Result<()> {
    let now = app.clock.now();
    if text.trim().chars().count() < 3 {
        return Err(Invalid::one("isi", "fault-dispute-text").into());
    }
    tell(app, "isi", text).await?;
    let transaction = db::begin(&app.db).await?;
    let (loss, place) = locked(&transaction, party, code).await?;
    take(&transaction, now, day_at(now, &place.regency), party, loss.id, (Event::Dispute, text)).await?;
    let row = dispute::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_document_code()),
        placement_id: Set(place.id),
        subject: Set(KIND.to_owned()),
        subject_id: Set(loss.id),
        reason: Set("damaged".to_owned()),
        state: Set("open".to_owned()),
        opened_side: Set(party.side().as_str().to_owned()),
        opened_by: Set(party.actor()),
        opened_at: Set(TimeUnixTimestampMillis(now)),
        answer_before: Set(day_at(now, &place.regency) + Duration::days(7)),
        row_version: Set(1),
        ..Default::default()
    };
    dispute::Entity::insert(row).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was named last, while it is disputed.
pub async fn named(db: &impl ConnectionTrait, loss: Uuid) -> Result<Option<Named>> {
    let Some(row) = find(db, loss).await? else { return Ok(None) };
    let (Some(rupiah), Some(side)) = (row.proposed_idr, row.proposed_side) else { return Ok(None) };
    Ok(Some(Named { rupiah, side: Side::of(&side)? }))
}

/// Names what the outlet bears: nothing up to what the pieces would have brought the maker.
pub async fn propose(app: &App, party: &Party, code: &str, rupiah: i64) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (loss, _) = locked(&transaction, party, code).await?;
    let open = may_settle(&transaction, party, &loss).await?;
    if !(0..=loss.worth_idr).contains(&rupiah) {
        return Err(Invalid::one("rupiah", "fault-loss-rupiah").into());
    }
    dispute::Entity::update_many()
        .col_expr(dispute::Column::State, Expr::value("answered"))
        .col_expr(dispute::Column::ProposedIdr, Expr::value(rupiah))
        .col_expr(dispute::Column::ProposedSide, Expr::value(party.side().as_str()))
        .col_expr(dispute::Column::RowVersion, Expr::col(dispute::Column::RowVersion).add(1))
        .filter(dispute::Column::Id.eq(open.id))
        .exec(&transaction)
        .await?;
    let state = loss.state.as_str();
    let words = rupiah.to_string();
    let what = Happened { kind: KIND, document: loss.id, event: "propose", from: state, to: state, note: &words };
    happened(&transaction, now, party, what).await?;
    transaction.commit().await?;
    Ok(())
}

/// The other side names the same: so much is owed for the loss, from today. [`Error::Conflict`] when another sum was
/// named meanwhile.
pub async fn agree(app: &App, party: &Party, code: &str, rupiah: i64) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (loss, place) = locked(&transaction, party, code).await?;
    let open = may_settle(&transaction, party, &loss).await?;
    if open.proposed_idr != Some(rupiah) || open.proposed_side.as_deref() == Some(party.side().as_str()) {
        return Err(Error::Conflict);
    }
    write_off::Entity::update_many()
        .col_expr(write_off::Column::DueIdr, Expr::value(rupiah))
        .filter(write_off::Column::Id.eq(loss.id))
        .exec(&transaction)
        .await?;
    let event = if rupiah == 0 && loss.due_idr > 0 { Event::Reverse } else { Event::Uphold };
    take(&transaction, now, day_at(now, &place.regency), party, loss.id, (event, "")).await?;
    let end = if rupiah == loss.due_idr { "resolved_upheld" } else { "resolved_adjusted" };
    dispute::Entity::update_many()
        .col_expr(dispute::Column::State, Expr::value(end))
        .col_expr(dispute::Column::RowVersion, Expr::col(dispute::Column::RowVersion).add(1))
        .filter(dispute::Column::Id.eq(open.id))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// The open dispute, for one of the two who settle it.
async fn may_settle(db: &DatabaseTransaction, party: &Party, loss: &LossView) -> Result<dispute::Model> {
    if loss.state != State::Disputed {
        return Err(Refusal::WrongState.into());
    }
    if !matches!(party.hand(), Hand::Maker | Hand::Manager) {
        return Err(Refusal::NotYours.into());
    }
    find(db, loss.id).await?.ok_or(Error::NotFound)
}

async fn find(db: &impl ConnectionTrait, loss: Uuid) -> Result<Option<dispute::Model>> {
    let row = dispute::Entity::find()
        .filter(dispute::Column::Subject.eq(KIND))
        .filter(dispute::Column::SubjectId.eq(loss))
        .filter(dispute::Column::State.is_in(OPEN))
        .one(db)
        .await?;
    Ok(row)
}

async fn locked(db: &DatabaseTransaction, party: &Party, code: &str) -> Result<(LossView, PlacementView)> {
    let (_, place) = show(db, party, code).await?;
    ledger::lock(db, vec![place.id]).await?;
    show(db, party, code).await
}
