//! Losses an assistant found: the goods have moved, and whoever looks after the outlet reports them or puts them back.
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    service::{KIND, Loss, move_of, open},
    workflow::{self, Came},
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        agreements::{
            model::LossCause,
            service::{day_at, of_id},
        },
        documents::Refusal,
        ledger::{self, Goods, Operation, Place, post},
        party::Party,
        sales::service::moment,
        shelf::{self, LotView},
    },
    platform::{db, ids},
};

/// How the ledger calls the move of a proposal.
pub(super) const COMMAND: &str = "propose_loss";

/// A loss that waits for a word.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Names it in a form.
    pub mark: String,
    pub lot: String,
    pub goods: String,
    pub maker: String,
    pub pieces: i64,
    pub cause: LossCause,
    pub note: String,
    pub at: OffsetDateTime,
    operation: Uuid,
    entry: i64,
}

/// What is written with the move: the cause in the first line, the words below.
pub(super) fn reason(cause: LossCause, note: &str) -> String {
    format!("{}\n{note}", cause.as_str()).trim_end().to_owned()
}

#[derive(Debug, FromQueryResult)]
struct Row {
    operation: Uuid,
    entry: i64,
    lot: String,
    pieces: i64,
    reason: String,
    at: i64,
}

/// Proposals at the outlet that nobody has answered, the oldest first. At most 100.
pub async fn list(db: &impl ConnectionTrait, party: &Party) -> Result<Vec<Proposal>> {
    let sql = format!(
        "SELECT o.id AS operation, e.id AS entry, l.public_code AS lot, e.qty AS pieces, o.reason, o.at \
         FROM ledger_op o JOIN stock_entry e ON e.op_id = o.id JOIN lot l ON l.id = e.lot_id \
         JOIN placement p ON p.id = l.placement_id WHERE p.outlet_id = $1 AND o.command = '{COMMAND}' \
         AND NOT EXISTS (SELECT 1 FROM write_off w WHERE w.stock_entry_id = e.id) \
         AND NOT EXISTS (SELECT 1 FROM ledger_op r WHERE r.reverses_op_id = o.id) ORDER BY o.at, e.id LIMIT 100"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [party.body().into()]);
    let mut proposals = Vec::new();
    for row in Row::find_by_statement(statement).all(db).await? {
        let lot = shelf::labelled(db, &row.lot, Place::Shelf).await?.ok_or(Error::NotFound)?;
        let (cause, note) = row.reason.split_once('\n').unwrap_or((&row.reason, ""));
        proposals.push(Proposal {
            mark: ids::digest(row.operation.as_bytes(), 8),
            goods: lot.goods(),
            maker: lot.maker,
            lot: row.lot,
            pieces: row.pieces,
            cause: LossCause::of(cause)?,
            note: note.to_owned(),
            at: moment(row.at),
            operation: row.operation,
            entry: row.entry,
        });
    }
    Ok(proposals)
}

/// Opens the document of a proposal: the maker reads it from now on.
pub async fn confirm(app: &App, party: &Party, mark: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (proposal, lot) = locked(&transaction, party, mark).await?;
    let loss = Loss {
        lot: &lot,
        pieces: proposal.pieces,
        cause: proposal.cause,
        note: &proposal.note,
        stock_entry: proposal.entry,
    };
    open(&transaction, now, party, loss).await?;
    transaction.commit().await?;
    Ok(())
}

/// Puts the pieces of a proposal back on the shelf.
pub async fn decline(app: &App, party: &Party, key: &str, mark: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let (proposal, lot) = locked(&transaction, party, mark).await?;
    let place = of_id(&transaction, party, lot.placement).await?;
    let (_, from) = move_of(proposal.cause);
    let there = shelf::labelled(&transaction, &proposal.lot, from).await?.map_or(0, |lot| lot.pieces);
    if there < proposal.pieces {
        return Err(Refusal::NotEnough.into());
    }
    let kind = if from == Place::Hold { "unpull" } else { "count_gain" };
    let operation = Operation {
        key: key.to_owned(),
        command: "decline_loss",
        document_kind: KIND,
        document: lot.lot,
        party,
        at: now,
        business_day: day_at(now, &place.regency),
        reason: String::new(),
        reverses: Some(proposal.operation),
    };
    let back = [Goods { lot: lot.lot, kind, from, to: Place::Shelf, pieces: proposal.pieces }];
    post(&transaction, operation, &back, &[]).await?;
    shelf::refresh(&transaction, place.outlet, vec![lot.variant]).await?;
    transaction.commit().await?;
    Ok(())
}

/// The proposal of a mark, with its placement locked. Only whoever may report a loss answers one.
async fn locked(db: &sea_orm::DatabaseTransaction, party: &Party, mark: &str) -> Result<(Proposal, LotView)> {
    if workflow::report(party.hand())? != Came::Document {
        return Err(Refusal::NotYours.into());
    }
    let find = |all: Vec<Proposal>| all.into_iter().find(|proposal| proposal.mark == mark).ok_or(Refusal::WrongState);
    let proposal = find(list(db, party).await?)?;
    let lot = shelf::labelled(db, &proposal.lot, Place::Shelf).await?.ok_or(Error::NotFound)?;
    ledger::lock(db, vec![lot.placement]).await?;
    Ok((find(list(db, party).await?)?, lot))
}
