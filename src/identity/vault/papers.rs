//! Papers that identify somebody: an identity card, a deed, an account at a bank. Each is sealed with a key of its own
//! before it reaches the files; only the key lies here, wrapped. The key of a paper about one person is wrapped by the
//! key of that person, so that whoever erases the person destroys the paper.
use data_encoding::HEXLOWER;
use entity::vault::{
    person_key,
    sealed_paper::{ActiveModel, Column, Entity, Model},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    prelude::Expr,
    sea_query::{Query, SelectStatement},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{
    keys::Keys,
    seal::{DataKey, Place, Unreadable, open_bytes, seal_bytes},
};
use crate::error::{Error, Result};

/// Keys rewritten or looked at in one go.
const BATCH: u64 = 500;
/// What stands for the key of the file where the key of a person wraps.
const NO_KEK: i32 = 0;

/// A paper that was sealed. Its bytes belong into the files, and its key into the store (see [`keep`]).
#[derive(Debug)]
pub struct Sealed {
    /// SHA-256 of the sealed bytes, in small hexadecimal digits. It stays true after the paper is destroyed.
    pub sha256: String,
    /// The sealed bytes.
    pub bytes: Vec<u8>,
    key: Model,
}

impl Sealed {
    /// The name among the files.
    pub fn file(&self) -> String {
        file(&self.sha256)
    }
}

/// The name of a sealed paper among the files, for the SHA-256 of its sealed bytes.
pub fn file(sha256: &str) -> String {
    format!("paper-{sha256}")
}

/// Seals a paper; one about a person, through the key of that person.
///
/// # Errors
/// [`Error::NotFound`] when the person has no key, or none any more.
pub async fn seal(
    db: &impl ConnectionTrait,
    keys: &Keys,
    paper: Uuid,
    person: Option<Uuid>,
    plain: &[u8],
) -> Result<Sealed> {
    let key = DataKey::random();
    let (kek_id, wrapped) = match person {
        None => {
            let wrapped = keys.wrap(paper, &key);
            (i32::try_from(wrapped.kek_id).unwrap_or(i32::MAX), wrapped.bytes)
        }
        Some(person) => {
            let owner = super::key_of(db, keys, person).await?.ok_or(Error::NotFound)?;
            (NO_KEK, seal_bytes(owner.bytes(), &place("wrapped", paper), key.bytes()))
        }
    };
    let bytes = seal_bytes(key.bytes(), &place("bytes", paper), plain);
    let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
    Ok(Sealed { sha256, bytes, key: Model { paper_id: paper, kek_id, wrapped, person_id: person } })
}

/// Keeps the key of a sealed paper. It goes into the transaction that says what the paper is for; its file has to be
/// written before.
pub async fn keep(db: &impl ConnectionTrait, sealed: &Sealed) -> Result<()> {
    let row: ActiveModel = sealed.key.clone().into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Opens the sealed bytes of a paper; nothing when its key is destroyed, or that of the person it is about.
///
/// # Errors
/// An internal one when the bytes are damaged or belong to another paper.
pub async fn open(
    db: &impl ConnectionTrait,
    keys: &Keys,
    paper: Uuid,
    sealed: &[u8],
) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let Some(row) = Entity::find_by_id(paper).one(db).await? else { return Ok(None) };
    let key = match row.person_id {
        None => unwrap(keys, paper, row.kek_id, &row.wrapped)?,
        Some(person) => match super::key_of(db, keys, person).await? {
            Some(owner) => unwrap_by(&owner, paper, &row.wrapped).map_err(anyhow::Error::from)?,
            None => return Ok(None),
        },
    };
    Ok(Some(open_bytes(key.bytes(), &place("bytes", paper), sealed).map_err(anyhow::Error::from)?))
}

/// Destroys the keys of papers: nothing opens them again, wherever a copy of the sealed bytes lies. Gives how many
/// there were.
pub async fn destroy(db: &impl ConnectionTrait, papers: &[Uuid]) -> Result<u64> {
    let mut destroyed = 0;
    for some in papers.chunks(500) {
        let gone = Entity::delete_many().filter(Column::PaperId.is_in(some.iter().copied())).exec(db).await?;
        destroyed += gone.rows_affected;
    }
    Ok(destroyed)
}

/// Papers that can still be read, as a part of a statement.
pub fn living() -> SelectStatement {
    Query::select().column(Column::PaperId).from(Entity).take()
}

/// Destroys the keys of all papers about a person.
pub(super) async fn destroy_of(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    Entity::delete_many().filter(Column::PersonId.eq(person)).exec(db).await?;
    Ok(())
}

/// Wraps the keys of papers anew with the newest key of the file. Those wrapped by the key of a person stay: that one
/// is wrapped anew.
pub(super) async fn rotate(db: &impl ConnectionTrait, keys: &Keys) -> Result<u64> {
    let newest = i32::try_from(keys.newest()).unwrap_or(i32::MAX);
    let mut rotated = 0;
    loop {
        let old = Entity::find()
            .filter(Column::PersonId.is_null())
            .filter(Column::KekId.ne(newest))
            .order_by_asc(Column::PaperId)
            .limit(BATCH)
            .all(db)
            .await?;
        if old.is_empty() {
            return Ok(rotated);
        }
        for row in old {
            let anew = keys.wrap(row.paper_id, &unwrap(keys, row.paper_id, row.kek_id, &row.wrapped)?);
            Entity::update_many()
                .col_expr(Column::KekId, Expr::value(newest))
                .col_expr(Column::Wrapped, Expr::value(anew.bytes))
                .filter(Column::PaperId.eq(row.paper_id))
                .filter(Column::Wrapped.eq(row.wrapped))
                .exec(db)
                .await?;
            rotated += 1;
        }
    }
}

/// How many papers a key of the file wraps.
pub(super) async fn wrapped_with(db: &impl ConnectionTrait, kek: i32) -> Result<u64> {
    Ok(Entity::find().filter(Column::PersonId.is_null()).filter(Column::KekId.eq(kek)).count(db).await?)
}

/// Papers whose key cannot be unwrapped, out of how many.
pub(super) async fn unreadable(db: &impl ConnectionTrait, keys: &Keys) -> Result<(usize, usize)> {
    let (mut broken, mut all, mut last) = (0, 0, None);
    loop {
        let next = last.map_or_else(Entity::find, |last| Entity::find().filter(Column::PaperId.gt(last)));
        let rows = next.order_by_asc(Column::PaperId).limit(BATCH).all(db).await?;
        last = rows.last().map(|row: &Model| row.paper_id);
        if last.is_none() {
            return Ok((broken, all));
        }
        let people = rows.iter().filter_map(|row| row.person_id);
        let owners = person_key::Entity::find().filter(person_key::Column::PersonId.is_in(people)).all(db).await?;
        let opens = |row: &&Model| match row.person_id {
            None => unwrap(keys, row.paper_id, row.kek_id, &row.wrapped).is_ok(),
            Some(person) => {
                let owner = owners.iter().find(|owner| owner.person_id == person);
                let owner = owner.and_then(|owner| super::unwrap(keys, owner).ok());
                owner.is_some_and(|owner| unwrap_by(&owner, row.paper_id, &row.wrapped).is_ok())
            }
        };
        all += rows.len();
        broken += rows.len() - rows.iter().filter(opens).count();
    }
}

fn unwrap(keys: &Keys, paper: Uuid, kek: i32, wrapped: &[u8]) -> Result<DataKey> {
    let kek = u32::try_from(kek).unwrap_or_default();
    Ok(keys.unwrap(paper, kek, wrapped).map_err(anyhow::Error::from)?)
}

/// Unwraps with the key of a person.
fn unwrap_by(owner: &DataKey, paper: Uuid, wrapped: &[u8]) -> Result<DataKey, Unreadable> {
    let bytes = open_bytes(owner.bytes(), &place("wrapped", paper), wrapped)?;
    bytes.as_slice().try_into().map(DataKey::of).map_err(|_| Unreadable::Damaged)
}

fn place(column: &'static str, paper: Uuid) -> Place<'static> {
    Place { table: "sealed_paper", column, row: paper }
}

#[cfg(test)]
mod tests {
    use sea_orm::{Database, DatabaseConnection, PaginatorTrait};

    use super::*;
    use crate::{identity::vault, platform::files::Files};

    const PAPER: Uuid = Uuid::from_u128(7);
    const OTHER: Uuid = Uuid::from_u128(8);
    const PERSON: Uuid = Uuid::from_u128(9);
    const CARD: &[u8] = b"%PDF-1.7 Siti Rahmawati";

    /// The tables of the vault, and nothing else.
    async fn store() -> DatabaseConnection {
        let db = Database::connect("sqlite::memory:").await.unwrap();
        for columns in [
            "person_key (person_id BLOB PRIMARY KEY, kek_id INTEGER NOT NULL, wrapped BLOB NOT NULL)",
            "person_secret (person_id BLOB, field TEXT, sealed BLOB NOT NULL, PRIMARY KEY (person_id, field))",
            "sign_in_index (digest BLOB, kind TEXT NOT NULL, person_id BLOB, PRIMARY KEY (digest, person_id))",
            "sealed_photo (document_kind TEXT, document_id BLOB, kek_id INTEGER, wrapped BLOB, sealed BLOB, \
             added_at INTEGER, PRIMARY KEY (document_kind, document_id))",
            "sealed_paper (paper_id BLOB PRIMARY KEY, kek_id INTEGER NOT NULL, wrapped BLOB NOT NULL, person_id BLOB)",
        ] {
            db.execute_unprepared(&format!("CREATE TABLE {columns}")).await.unwrap();
        }
        db
    }

    async fn kept(db: &DatabaseConnection, keys: &Keys, paper: Uuid, person: Option<Uuid>) -> Sealed {
        let sealed = seal(db, keys, paper, person, CARD).await.unwrap();
        keep(db, &sealed).await.unwrap();
        sealed
    }

    async fn opened(db: &DatabaseConnection, keys: &Keys, paper: Uuid, sealed: &Sealed) -> Option<Vec<u8>> {
        open(db, keys, paper, &sealed.bytes).await.unwrap().map(|plain| plain.to_vec())
    }

    #[tokio::test]
    async fn a_sealed_paper_opens_again_and_shows_nothing_of_itself() {
        let (db, keys) = (store().await, Keys::ephemeral());
        let sealed = kept(&db, &keys, PAPER, None).await;
        assert!(!sealed.bytes.windows(4).any(|bytes| bytes == b"%PDF" || bytes == b"Siti"));
        assert_eq!(opened(&db, &keys, PAPER, &sealed).await.as_deref(), Some(CARD));
        let again = seal(&db, &keys, OTHER, None, CARD).await.unwrap();
        assert_ne!(again.sha256, sealed.sha256, "the same paper twice does not look the same");
        assert_eq!(vault::unreadable(&db, &keys).await.unwrap(), (0, 1));
    }

    #[tokio::test]
    async fn a_paper_does_not_open_in_the_place_of_another() {
        let (db, keys) = (store().await, Keys::ephemeral());
        let sealed = kept(&db, &keys, PAPER, None).await;
        kept(&db, &keys, OTHER, None).await;
        assert!(open(&db, &keys, OTHER, &sealed.bytes).await.is_err());
        let mut damaged = sealed.bytes.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(open(&db, &keys, PAPER, &damaged).await.is_err());
    }

    #[tokio::test]
    async fn erasing_a_person_destroys_the_papers_about_them_and_no_other() {
        let (db, keys) = (store().await, Keys::ephemeral());
        assert!(matches!(seal(&db, &keys, PAPER, Some(PERSON), CARD).await, Err(Error::NotFound)));
        vault::create(&db, &keys, PERSON, &[]).await.unwrap();
        let (card, deed) = (kept(&db, &keys, PAPER, Some(PERSON)).await, kept(&db, &keys, OTHER, None).await);
        assert_eq!(opened(&db, &keys, PAPER, &card).await.as_deref(), Some(CARD));
        let copy = Entity::find_by_id(PAPER).one(&db).await.unwrap().unwrap();
        vault::destroy(&db, PERSON).await.unwrap();
        assert_eq!(opened(&db, &keys, PAPER, &card).await, None);
        assert_eq!(opened(&db, &keys, OTHER, &deed).await.as_deref(), Some(CARD));
        // The row from an old copy of the store does not help.
        Entity::insert(copy.into_active_model().reset_all()).exec_without_returning(&db).await.unwrap();
        assert_eq!(opened(&db, &keys, PAPER, &card).await, None);
        assert_eq!(vault::unreadable(&db, &keys).await.unwrap(), (1, 2), "such a row is found");
    }

    #[tokio::test]
    async fn a_destroyed_key_takes_its_paper_with_it() {
        let (db, keys) = (store().await, Keys::ephemeral());
        let sealed = kept(&db, &keys, PAPER, None).await;
        assert_eq!(destroy(&db, &[PAPER, OTHER]).await.unwrap(), 1);
        assert_eq!(opened(&db, &keys, PAPER, &sealed).await, None);
        assert_eq!(Entity::find().count(&db).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn a_new_key_of_the_file_wraps_all_papers_anew() {
        let db = store().await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        Keys::create(&path, true).unwrap();
        let keys = Keys::load(&path).unwrap();
        vault::create(&db, &keys, PERSON, &[]).await.unwrap();
        let (card, deed) = (kept(&db, &keys, PAPER, Some(PERSON)).await, kept(&db, &keys, OTHER, None).await);
        assert_eq!(vault::wrapped_with(&db, 1).await.unwrap(), 2, "the key of the person and that of the deed");
        Keys::add_key(&path).unwrap();
        let keys = Keys::load(&path).unwrap();
        assert_eq!(vault::rotate(&db, &keys).await.unwrap(), 2);
        assert_eq!(vault::wrapped_with(&db, 1).await.unwrap(), 0);
        Keys::drop_key(&path, 1).unwrap();
        let keys = Keys::load(&path).unwrap();
        for (paper, sealed) in [(PAPER, &card), (OTHER, &deed)] {
            assert_eq!(opened(&db, &keys, paper, sealed).await.as_deref(), Some(CARD));
        }
        assert_eq!(vault::unreadable(&db, &keys).await.unwrap(), (0, 3));
        assert_eq!(vault::unreadable(&db, &Keys::ephemeral()).await.unwrap(), (3, 3));
    }

    #[tokio::test]
    async fn the_sealed_bytes_have_a_name_that_the_files_take() {
        let (db, keys) = (store().await, Keys::ephemeral());
        let sealed = seal(&db, &keys, PAPER, None, CARD).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        files.put(&sealed.file(), sealed.bytes.clone()).await.unwrap();
        assert_eq!(files.get(&file(&sealed.sha256)).await.unwrap(), sealed.bytes);
    }
}
