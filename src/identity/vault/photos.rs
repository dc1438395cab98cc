//! Photos that belong to a document and only its two sides see: the slip of a transfer shows a name and the number of an
//! account. Each is sealed with a key of its own, and goes with its document.
use entity::vault::sealed_photo::{ActiveModel, Column, Entity};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::OnConflict,
};
use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{
    keys::Keys,
    seal::{DataKey, Place, open_bytes, seal_bytes},
};
use crate::error::Result;

crate::words! {
    /// What a photo belongs to.
    pub enum Owner {
        /// A payment: the slip of the bank, or the receipt.
        Payout = "payout",
        /// Goods that were damaged or lost.
        WriteOff = "write_off",
    }
}

/// Photos rewritten at a time.
const BATCH: u64 = 500;

/// Seals a photo, in place of the one the document may have.
pub async fn put(
    db: &impl ConnectionTrait,
    keys: &Keys,
    (owner, document): (Owner, Uuid),
    photo: &[u8],
    now: OffsetDateTime,
) -> Result<()> {
    let key = DataKey::random();
    let wrapped = keys.wrap(document, &key);
    let row = ActiveModel {
        document_kind: Set(owner.as_str().to_owned()),
        document_id: Set(document),
        kek_id: Set(i32::try_from(wrapped.kek_id).unwrap_or(i32::MAX)),
        wrapped: Set(wrapped.bytes),
        sealed: Set(seal_bytes(key.bytes(), &place(owner, document), photo)),
        added_at: Set(TimeUnixTimestampMillis(now)),
    };
    let replace = OnConflict::columns([Column::DocumentKind, Column::DocumentId])
        .update_columns([Column::KekId, Column::Wrapped, Column::Sealed, Column::AddedAt])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// The photo of a document, if it has one.
pub async fn get(
    db: &impl ConnectionTrait,
    keys: &Keys,
    (owner, document): (Owner, Uuid),
) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let Some(row) = Entity::find_by_id((owner.as_str().to_owned(), document)).one(db).await? else {
        return Ok(None);
    };
    let key = unwrap(keys, document, row.kek_id, &row.wrapped)?;
    let photo = open_bytes(key.bytes(), &place(owner, document), &row.sealed).map_err(anyhow::Error::from)?;
    Ok(Some(photo))
}

/// Which of some documents have a photo.
pub async fn among(db: &impl ConnectionTrait, owner: Owner, documents: Vec<Uuid>) -> Result<Vec<Uuid>> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find()
        .select_only()
        .column(Column::DocumentId)
        .filter(Column::DocumentKind.eq(owner.as_str()))
        .filter(Column::DocumentId.is_in(documents))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found)
}

/// Wraps the keys of photos anew with the newest key of the file.
pub(super) async fn rotate(db: &impl ConnectionTrait, keys: &Keys) -> Result<u64> {
    let newest = i32::try_from(keys.newest()).unwrap_or(i32::MAX);
    let mut rotated = 0;
    loop {
        let old = wrappings().filter(Column::KekId.ne(newest)).limit(BATCH).into_tuple::<Wrapping>().all(db).await?;
        if old.is_empty() {
            return Ok(rotated);
        }
        for (kind, document, kek, wrapped) in old {
            let anew = keys.wrap(document, &unwrap(keys, document, kek, &wrapped)?);
            Entity::update_many()
                .col_expr(Column::KekId, Expr::value(newest))
                .col_expr(Column::Wrapped, Expr::value(anew.bytes))
                .filter(Column::DocumentKind.eq(kind))
                .filter(Column::DocumentId.eq(document))
                .filter(Column::Wrapped.eq(wrapped))
                .exec(db)
                .await?;
            rotated += 1;
        }
    }
}

/// How many photos a key of the file wraps.
pub(super) async fn wrapped_with(db: &impl ConnectionTrait, kek: i32) -> Result<u64> {
    Ok(Entity::find().filter(Column::KekId.eq(kek)).count(db).await?)
}

/// Photos whose key cannot be unwrapped, out of how many.
pub(super) async fn unreadable(db: &impl ConnectionTrait, keys: &Keys) -> Result<(usize, usize)> {
    let rows = wrappings().into_tuple::<Wrapping>().all(db).await?;
    let broken = rows.iter().filter(|(_, document, kek, wrapped)| unwrap(keys, *document, *kek, wrapped).is_err());
    Ok((broken.count(), rows.len()))
}

/// Kind and document, the key of the file, and the key it wraps. The photos themselves stay where they are.
type Wrapping = (String, Uuid, i32, Vec<u8>);

fn wrappings() -> sea_orm::Select<Entity> {
    Entity::find()
        .select_only()
        .columns([Column::DocumentKind, Column::DocumentId, Column::KekId, Column::Wrapped])
        .order_by_asc(Column::DocumentKind)
        .order_by_asc(Column::DocumentId)
}

fn unwrap(keys: &Keys, document: Uuid, kek: i32, wrapped: &[u8]) -> Result<DataKey> {
    let kek = u32::try_from(kek).unwrap_or_default();
    Ok(keys.unwrap(document, kek, wrapped).map_err(anyhow::Error::from)?)
}

fn place(owner: Owner, document: Uuid) -> Place<'static> {
    Place { table: "sealed_photo", column: owner.as_str(), row: document }
}
