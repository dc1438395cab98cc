//! The ledger of help in the store. Entries are only added; the sums beside them are written by the store itself, which
//! refuses what breaks a rule, whoever asks.
use entity::registry::grants::{award_balance, call_budget, grant_entry};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, DatabaseTransaction, EntityTrait,
    prelude::TimeUnixTimestampMillis,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    funding::ledger::{self, Balance, OfAward, OfCall, Posting},
    platform::db::locking,
};

/// What an entry belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub call: Uuid,
    pub award: Option<Uuid>,
    pub tranche: Option<Uuid>,
}

/// Sums of a call, and of an award when one is named; the rows are locked until the transaction ends.
pub async fn lock(db: &DatabaseTransaction, place: Place) -> Result<Balance> {
    let call = call_budget::Entity::find_by_id(place.call);
    let call = locking(call, db).one(db).await?.ok_or(Error::NotFound)?;
    let award = match place.award {
        None => None,
        Some(award) => {
            let award = award_balance::Entity::find_by_id(award);
            Some(locking(award, db).one(db).await?.ok_or(Error::NotFound)?)
        }
    };
    Ok(Balance { call: of_call(&call), award: award.as_ref().map(of_award).unwrap_or_default() })
}

/// Sums of a call and of one of its awards as they stand, to look at.
pub async fn seen(db: &impl ConnectionTrait, call: Uuid, award: Uuid) -> Result<Balance> {
    let sums = award_balance::Entity::find_by_id(award).one(db).await?;
    Ok(Balance { call: of(db, call).await?, award: sums.as_ref().map(of_award).unwrap_or_default() })
}

/// Sums of a call as they stand.
pub async fn of(db: &impl ConnectionTrait, call: Uuid) -> Result<OfCall> {
    Ok(call_budget::Entity::find_by_id(call).one(db).await?.as_ref().map(of_call).unwrap_or_default())
}

/// Writes entries, one after the other. Call it with the place locked.
///
/// # Errors
/// An entry would break a rule; the transaction has to end then.
pub async fn post(
    db: &DatabaseTransaction,
    place: Place,
    mut balance: Balance,
    postings: &[Posting],
    by: (Option<Uuid>, OffsetDateTime),
) -> Result<Balance> {
    for posting in postings {
        balance = ledger::post(balance, *posting).map_err(|_| Error::Conflict)?;
        let row = grant_entry::ActiveModel {
            id: NotSet,
            call_id: Set(place.call),
            award_id: Set(place.award),
            tranche_id: Set(place.tranche),
            kind: Set(posting.entry.as_str().to_owned()),
            amount_idr: Set(posting.amount.0),
            actor: Set(by.0),
            at: Set(TimeUnixTimestampMillis(by.1)),
        };
        grant_entry::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(balance)
}

fn of_call(row: &call_budget::Model) -> OfCall {
    OfCall { ceiling: row.ceiling_idr, committed: row.committed_idr }
}

fn of_award(row: &award_balance::Model) -> OfAward {
    OfAward {
        committed: row.committed_idr,
        released: row.released_idr,
        paid: row.paid_idr,
        handed_over: row.handed_over_idr,
        returned: row.returned_idr,
        refunded: row.refunded_idr,
        recovered: row.recovered_idr,
    }
}
