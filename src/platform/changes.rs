//! The change sequence: which public thing changed, written in the transaction of the change, read by every index.
use entity::{public::public_change, registry::ops::private_change};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, Statement,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{error::Result, platform::search::Kind};

/// A place in the sequence. On `SQLite`, with its one writer, the number alone orders commits; on `PostgreSQL`
/// the transaction comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cursor {
    pub transaction: i64,
    pub seq: i64,
}

/// Something changed; the reader looks the thing up and finds out what it is now.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    pub at: Cursor,
    pub kind: Kind,
    pub id: Uuid,
}

/// A sequence. What is public cannot be derived from a count of what is not, so there are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sequence {
    Public,
    Private,
}

impl Sequence {
    fn table(self) -> &'static str {
        match self {
            Self::Public => "public_change",
            Self::Private => "private_change",
        }
    }
}

/// Notes that things changed. Call it in the transaction of the change.
pub async fn note(db: &impl ConnectionTrait, kind: Kind, ids: impl IntoIterator<Item = Uuid>) -> Result<()> {
    let rows: Vec<_> = ids
        .into_iter()
        .map(|id| public_change::ActiveModel { seq: NotSet, entity: Set(kind.as_str().to_owned()), object_id: Set(id) })
        .collect();
    for batch in rows.chunks(500) {
        public_change::Entity::insert_many(batch.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Notes that what stands under a number changed. The row holds the number alone, which means nothing once it is thrown
/// away. Call it in the transaction of the change.
pub async fn note_number(db: &impl ConnectionTrait, number: u64) -> Result<()> {
    let id = Uuid::from_u64_pair(0, number);
    let row = private_change::ActiveModel { seq: NotSet, entity: Set("profile".to_owned()), object_id: Set(id) };
    private_change::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The settled changes after a cursor, oldest first, at most `limit`.
pub async fn after(db: &DatabaseConnection, cursor: Cursor, limit: u64) -> Result<Vec<Change>> {
    let rows = rows_after(db, Sequence::Public, cursor, limit).await?;
    let settled = rows.into_iter().take_while(|row| row.is_settled);
    settled.map(|row| Ok(Change { at: row.at, kind: Kind::of(&row.entity)?, id: row.id })).collect()
}

/// A number whose profile changed.
#[derive(Clone, Copy, Debug)]
pub struct NumberChange {
    pub at: Cursor,
    /// Whether a cursor may be kept here: nothing can appear before it any more.
    pub is_settled: bool,
    pub number: u64,
}

/// The numbers that changed after a cursor, oldest first, at most `limit`: everything that is committed, so that a
/// change is seen at once, however long another one takes. What is not settled yet must be read again later.
pub async fn numbers_after(db: &DatabaseConnection, cursor: Cursor, limit: u64) -> Result<Vec<NumberChange>> {
    let rows = rows_after(db, Sequence::Private, cursor, limit).await?;
    let change = |row: Row| NumberChange { at: row.at, is_settled: row.is_settled, number: row.id.as_u64_pair().1 };
    Ok(rows.into_iter().map(change).collect())
}

/// A round of somebody who applies changes at once: how far it has read, and from where the next round has to read.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    pub read: Cursor,
    pub kept: Cursor,
    /// Everything read so far was settled.
    keeps: bool,
}

impl Round {
    pub const fn from(kept: Cursor) -> Self {
        Self { read: kept, kept, keeps: true }
    }

    /// Goes on behind a batch. The kept cursor stops for this round at the first change that is not settled: until a later
    /// batch is read a slower transaction can commit before it, and what lies between would never be read.
    pub fn pass(&mut self, batch: &[NumberChange]) {
        for change in batch {
            self.read = change.at;
            self.keeps &= change.is_settled;
            if self.keeps {
                self.kept = change.at;
            }
        }
    }
}

struct Row {
    at: Cursor,
    is_settled: bool,
    entity: String,
    id: Uuid,
}

/// On `PostgreSQL` numbers are given before commit, so a reader that trusts them loses the rows of slower
/// transactions. Settled are rows of transactions below the oldest one still in flight; they come first.
async fn rows_after(db: &DatabaseConnection, sequence: Sequence, cursor: Cursor, limit: u64) -> Result<Vec<Row>> {
    let (backend, table) = (db.get_database_backend(), sequence.table());
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let statement = if backend == DbBackend::Postgres {
        Statement::from_sql_and_values(
            backend,
            format!(
                "SELECT (xid::text)::bigint AS transaction, seq, entity, object_id, \
                 xid < pg_snapshot_xmin(pg_current_snapshot()) AS settled FROM {table} \
                 WHERE (xid, seq) > ($1::text::xid8, $2) ORDER BY xid, seq LIMIT $3"
            ),
            [cursor.transaction.to_string().into(), cursor.seq.into(), limit.into()],
        )
    } else {
        Statement::from_sql_and_values(
            backend,
            format!(
                "SELECT 0 AS \"transaction\", seq, entity, object_id, 1 = 1 AS settled FROM {table} \
                 WHERE seq > ? ORDER BY seq LIMIT ?"
            ),
            [cursor.seq.into(), limit.into()],
        )
    };
    let rows = db.query_all_raw(statement).await?;
    rows.iter()
        .map(|row| {
            let at = Cursor { transaction: row.try_get("", "transaction")?, seq: row.try_get("", "seq")? };
            Ok(Row {
                at,
                is_settled: row.try_get("", "settled")?,
                entity: row.try_get("", "entity")?,
                id: row.try_get("", "object_id")?,
            })
        })
        .collect()
}

/// Whether anything committed stands after a cursor, readable already or not.
pub async fn pending(db: &DatabaseConnection, sequence: Sequence, cursor: Cursor) -> Result<bool> {
    let (backend, table) = (db.get_database_backend(), sequence.table());
    let statement = if backend == DbBackend::Postgres {
        Statement::from_sql_and_values(
            backend,
            format!("SELECT 1 AS one FROM {table} WHERE (xid, seq) > ($1::text::xid8, $2) LIMIT 1"),
            [cursor.transaction.to_string().into(), cursor.seq.into()],
        )
    } else {
        let sql = format!("SELECT 1 AS one FROM {table} WHERE seq > ? LIMIT 1");
        Statement::from_sql_and_values(backend, sql, [cursor.seq.into()])
    };
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// The place after which everything is still to come: where a rebuild starts following.
pub async fn horizon(db: &DatabaseConnection, sequence: Sequence) -> Result<Cursor> {
    let (backend, table) = (db.get_database_backend(), sequence.table());
    let sql = if backend == DbBackend::Postgres {
        format!(
            "SELECT (xid::text)::bigint AS transaction, seq FROM {table} \
             WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid DESC, seq DESC LIMIT 1"
        )
    } else {
        format!("SELECT 0 AS \"transaction\", seq FROM {table} ORDER BY seq DESC LIMIT 1")
    };
    let row = db.query_one_raw(Statement::from_string(backend, sql)).await?;
    Ok(match row {
        Some(row) => Cursor { transaction: row.try_get("", "transaction")?, seq: row.try_get("", "seq")? },
        None => Cursor::default(),
    })
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
