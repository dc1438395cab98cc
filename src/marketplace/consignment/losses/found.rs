//! Pieces that were written off and stand on the shelf after all: the loss is taken back, and what was paid for it.
use entity::registry::trade::write_off;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, Statement,
    prelude::Expr,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    service::{KIND, take},
    workflow::{Event, State},
};
use crate::{
    error::Result,
    marketplace::consignment::{
        agreements::model::LossCause,
        documents::Refusal,
        ledger::{Account, Goods, Money, Operation, Place, post},
        party::Party,
        shelf::LotView,
    },
};

/// How the ledger calls the move, before the loss was accepted and after.
const BEFORE: &str = "found_before";
const AFTER: &str = "found";

/// Pieces of a lot that can turn up: those written off as gone that have not turned up yet. While both sides speak about
/// a loss, nothing of it is taken back.
pub async fn findable(db: &impl ConnectionTrait, lot: Uuid) -> Result<i64> {
    Ok(open(db, lot).await?.iter().map(|(_, left)| left).sum())
}

async fn open(db: &impl ConnectionTrait, lot: Uuid) -> Result<Vec<(write_off::Model, i64)>> {
    let gone = [LossCause::Missing, LossCause::Stolen, LossCause::MissingInTransit].map(LossCause::as_str);
    let rows = write_off::Entity::find()
        .filter(write_off::Column::LotId.eq(lot))
        .filter(write_off::Column::Cause.is_in(gone))
        .filter(write_off::Column::State.is_in([State::Reported.as_str(), State::Accepted.as_str()]))
        .order_by_desc(write_off::Column::ReportedAt)
        .all(db)
        .await?;
    let mut open = Vec::new();
    for row in rows {
        let sql = format!(
            "SELECT CAST(COALESCE(SUM(e.qty), 0) AS BIGINT) AS n FROM stock_entry e JOIN ledger_op o ON o.id = e.op_id \
             WHERE o.document_id = $1 AND o.command = '{AFTER}'"
        );
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [row.id.into()]);
        let back: i64 = db.query_one_raw(statement).await?.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0);
        let left = row.qty - back;
        if left > 0 {
            open.push((row, left));
        }
    }
    Ok(open)
}

/// Puts pieces of a lot back on the shelf, the last loss first, within a transaction that holds the lock.
pub async fn take_back(
    db: &DatabaseTransaction,
    party: &Party,
    key: &str,
    (now, today): (OffsetDateTime, Date),
    (lot, pieces): (&LotView, i64),
) -> Result<()> {
    let mut left = pieces;
    for (row, there) in open(db, lot.lot).await? {
        let back = Ord::min(left, there);
        if back == 0 {
            break;
        }
        left -= back;
        let accepted = row.state == State::Accepted.as_str();
        let rupiah = if accepted { row.due_idr * back / row.qty } else { 0 };
        let in_transit = row.cause == LossCause::MissingInTransit.as_str();
        let kind = if in_transit { "found_in_transit" } else { "count_gain" };
        let operation = Operation {
            key: format!("{key}-{}", row.id.simple()),
            command: if accepted { AFTER } else { BEFORE },
            document_kind: KIND,
            document: row.id,
            party,
            at: now,
            business_day: today,
            reason: row.cause.clone(),
            reverses: None,
        };
        let goods = [Goods { lot: lot.lot, kind, from: Place::Lost, to: Place::Shelf, pieces: back }];
        let mut money = Vec::new();
        if rupiah > 0 {
            let (from, to) = (Account::MakerDue, Account::OutletLoss);
            money.push(Money::new(row.placement_id, "liability_back", from, to, rupiah));
        }
        post(db, operation, &goods, &money).await?;
        if !accepted && back == row.qty {
            take(db, now, today, party, row.id, (Event::Found, "")).await?;
        } else if !accepted {
            shrink(db, &row, lot, row.qty - back).await?;
        }
    }
    if left > 0 { Err(Refusal::NotEnough.into()) } else { Ok(()) }
}

/// Nobody accepted the loss yet: it is of fewer pieces now.
async fn shrink(db: &DatabaseTransaction, row: &write_off::Model, lot: &LotView, pieces: i64) -> Result<()> {
    write_off::Entity::update_many()
        .col_expr(write_off::Column::Qty, Expr::value(pieces))
        .col_expr(write_off::Column::DueIdr, Expr::value(lot.piece().borne(pieces, row.liability_bp)))
        .col_expr(write_off::Column::RowVersion, Expr::col(write_off::Column::RowVersion).add(1))
        .filter(write_off::Column::Id.eq(row.id))
        .exec(db)
        .await?;
    Ok(())
}
