//! The two ledgers. Everything that moves goods or rupiah is written here and nowhere else; the store refuses what does
//! not balance (`migration`, invariants I1 to I12 of `docs/ARCHITECTURE.md`).
use entity::registry::trade::{ledger_op, money_entry, placement, stock_entry};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, SqlErr,
    prelude::TimeUnixTimestampMillis,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::party::Party;
use crate::{
    error::{Error, Result},
    platform::{db::locking, ids},
};

pub mod allocate;
pub mod check;
pub mod price;

crate::words! {
    /// Where pieces can be.
    pub enum Place {
        /// The maker's, and the edge of this world.
        Origin = "origin",
        Transit = "transit",
        /// The only place from which is sold.
        Shelf = "shelf",
        Hold = "hold",
        /// On the way home.
        Back = "back",
        Sold = "sold",
        Returned = "returned",
        Lost = "lost",
        Scrapped = "scrapped",
    }
}

crate::words! {
    /// Accounts of a placement.
    pub enum Account {
        Buyers = "buyers",
        /// What the outlet owes the maker.
        MakerDue = "maker_due",
        OutletShare = "outlet_share",
        OutletFee = "outlet_fee",
        OutletLoss = "outlet_loss",
        Adjustment = "adjustment",
        Clearing = "clearing",
        Paid = "paid",
    }
}

/// A move of pieces of a lot.
#[derive(Clone, Copy, Debug)]
pub struct Goods {
    pub lot: Uuid,
    /// As `stock_rule` names it.
    pub kind: &'static str,
    pub from: Place,
    pub to: Place,
    pub pieces: i64,
}

/// A posting of rupiah of a placement.
#[derive(Clone, Copy, Debug)]
pub struct Money {
    pub placement: Uuid,
    /// As `money_rule` names it.
    pub kind: &'static str,
    pub from: Account,
    pub to: Account,
    pub rupiah: i64,
    /// The statement a payment is for.
    pub settlement: Option<Uuid>,
}

impl Money {
    pub fn new(placement: Uuid, kind: &'static str, from: Account, to: Account, rupiah: i64) -> Self {
        Self { placement, kind, from, to, rupiah, settlement: None }
    }

    #[must_use]
    pub fn for_statement(mut self, settlement: Uuid) -> Self {
        self.settlement = Some(settlement);
        self
    }
}

/// One effect of one press of a button.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// Given by the form, so that pressing twice does nothing twice.
    pub key: String,
    pub command: &'static str,
    pub document_kind: &'static str,
    pub document: Uuid,
    pub party: &'a Party,
    pub at: OffsetDateTime,
    /// The day in the zone of the outlet on which it counts.
    pub business_day: Date,
    pub reason: String,
    /// The operation this one takes back.
    pub reverses: Option<Uuid>,
}

/// What was written: the operation, and the numbers of its entries in the order they were given.
#[derive(Clone, Debug)]
pub struct Posted {
    pub operation: Uuid,
    pub goods: Vec<i64>,
    pub money: Vec<i64>,
}

/// Locks placements, the least id first, so that no two writers wait for each other (I12).
pub async fn lock(db: &DatabaseTransaction, mut placements: Vec<Uuid>) -> Result<Vec<placement::Model>> {
    placements.sort_unstable();
    placements.dedup();
    let select =
        placement::Entity::find().filter(placement::Column::Id.is_in(placements)).order_by_asc(placement::Column::Id);
    Ok(locking(select, db).all(db).await?)
}

/// Writes an operation with its moves. Call it with the placements locked. [`Error::Conflict`] when the key was used:
/// the effect is there already. That error ends the transaction.
pub async fn post(
    db: &DatabaseTransaction,
    operation: Operation<'_>,
    goods: &[Goods],
    money: &[Money],
) -> Result<Posted> {
    let id = ids::new_id();
    let business_day = operation.business_day;
    let row = ledger_op::ActiveModel {
        id: Set(id),
        op_key: Set(operation.key),
        command: Set(operation.command.to_owned()),
        document_kind: Set(operation.document_kind.to_owned()),
        document_id: Set(operation.document),
        actor_id: Set(operation.party.actor()),
        on_behalf_of: Set(None),
        at: Set(TimeUnixTimestampMillis(operation.at)),
        business_day: Set(business_day),
        reason: Set(operation.reason),
        reverses_op_id: Set(operation.reverses),
    };
    ledger_op::Entity::insert(row).exec_without_returning(db).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict,
        _ => error.into(),
    })?;
    let mut posted = Posted { operation: id, goods: Vec::new(), money: Vec::new() };
    for entry in goods {
        posted.goods.push(move_goods(db, id, entry).await?);
    }
    for entry in money {
        posted.money.push(post_money(db, id, business_day, entry).await?);
    }
    Ok(posted)
}

/// Whether an effect is there already.
pub async fn was_posted(db: &impl ConnectionTrait, key: &str) -> Result<Option<ledger_op::Model>> {
    Ok(ledger_op::Entity::find().filter(ledger_op::Column::OpKey.eq(key)).one(db).await?)
}

async fn move_goods(db: &DatabaseTransaction, operation: Uuid, entry: &Goods) -> Result<i64> {
    let row = stock_entry::ActiveModel {
        id: NotSet,
        op_id: Set(operation),
        lot_id: Set(entry.lot),
        kind: Set(entry.kind.to_owned()),
        from_place: Set(entry.from.as_str().to_owned()),
        to_place: Set(entry.to.as_str().to_owned()),
        qty: Set(entry.pieces),
    };
    Ok(stock_entry::Entity::insert(row).exec(db).await?.last_insert_id)
}

async fn post_money(db: &DatabaseTransaction, operation: Uuid, business_day: Date, entry: &Money) -> Result<i64> {
    let due_delta = match (entry.from, entry.to) {
        (_, Account::MakerDue) => entry.rupiah,
        (Account::MakerDue, _) => -entry.rupiah,
        _ => 0,
    };
    let row = money_entry::ActiveModel {
        id: NotSet,
        op_id: Set(operation),
        placement_id: Set(entry.placement),
        kind: Set(entry.kind.to_owned()),
        from_account: Set(entry.from.as_str().to_owned()),
        to_account: Set(entry.to.as_str().to_owned()),
        amount_idr: Set(entry.rupiah),
        due_delta: Set(due_delta),
        business_day: Set(business_day),
        settlement_id: Set(entry.settlement),
    };
    Ok(money_entry::Entity::insert(row).exec(db).await?.last_insert_id)
}
