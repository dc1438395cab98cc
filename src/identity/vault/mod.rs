//! What identifies a person: sealed with a key of that person, which is wrapped by a key outside the store. The only
//! module that names the tables of the vault.
pub mod keys;
pub mod papers;
pub mod photos;
pub mod seal;
pub mod secret;

use entity::vault::{person_key, person_secret, sign_in_index};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use uuid::Uuid;

use self::{
    keys::Keys,
    seal::{DataKey, Place},
};
pub use secret::Secret;

use crate::error::{Error, Result};

crate::words! {
    /// A sealed fact about a person.
    pub enum Field {
        Email = "email",
        /// An address that still has to be confirmed.
        NewEmail = "new_email",
        /// The address before, until it was told that it is no longer the one.
        FormerEmail = "former_email",
        Phone = "phone",
        /// What colleagues of one body call the person.
        DisplayName = "display_name",
        LegalName = "legal_name",
        PostalAddress = "postal_address",
        /// Of the authenticator.
        Totp = "totp",
    }
}

crate::words! {
    /// What a person is found by. One signs in with an e-mail address; a telephone number nobody has proved serves
    /// the command line only.
    pub enum Address {
        Email = "email",
        Phone = "phone",
    }
}

/// A key for a new person, and facts sealed with it.
pub async fn create(db: &impl ConnectionTrait, keys: &Keys, person: Uuid, facts: &[(Field, &str)]) -> Result<()> {
    let key = DataKey::random();
    let wrapped = keys.wrap(person, &key);
    let row = person_key::ActiveModel {
        person_id: Set(person),
        kek_id: Set(i32::try_from(wrapped.kek_id).unwrap_or(i32::MAX)),
        wrapped: Set(wrapped.bytes),
    };
    person_key::Entity::insert(row).exec_without_returning(db).await?;
    for (field, text) in facts {
        write(db, &key, person, *field, text).await?;
    }
    Ok(())
}

/// Seals a fact, in the place of the one before; an empty text removes it.
pub async fn put(db: &impl ConnectionTrait, keys: &Keys, person: Uuid, field: Field, text: &str) -> Result<()> {
    if text.is_empty() {
        person_secret::Entity::delete_by_id((person, field.as_str().to_owned())).exec(db).await?;
        return Ok(());
    }
    let key = key_of(db, keys, person).await?.ok_or(Error::NotFound)?;
    write(db, &key, person, field, text).await
}

/// A fact about a person, if it is there and the key still is.
pub async fn get(db: &impl ConnectionTrait, keys: &Keys, person: Uuid, field: Field) -> Result<Option<Secret>> {
    Ok(all(db, keys, person).await?.into_iter().find(|(known, _)| *known == field).map(|(_, secret)| secret))
}

/// Everything sealed of a person.
pub async fn all(db: &impl ConnectionTrait, keys: &Keys, person: Uuid) -> Result<Vec<(Field, Secret)>> {
    let Some(key) = key_of(db, keys, person).await? else { return Ok(Vec::new()) };
    let rows = person_secret::Entity::find().filter(person_secret::Column::PersonId.eq(person)).all(db).await?;
    rows.into_iter().map(|row| read(&key, &row)).collect()
}

/// What colleagues call several people; those without a name are left out.
pub async fn display_names(
    db: &impl ConnectionTrait,
    keys: &Keys,
    people: &[Uuid],
) -> Result<std::collections::HashMap<Uuid, Secret>> {
    let field = Field::DisplayName.as_str();
    let rows = person_secret::Entity::find()
        .filter(person_secret::Column::PersonId.is_in(people.iter().copied()))
        .filter(person_secret::Column::Field.eq(field))
        .find_also_related(person_key::Entity)
        .all(db)
        .await?;
    let mut names = std::collections::HashMap::new();
    for (row, key) in rows {
        if let Some(key) = key {
            let person = row.person_id;
            let (_, name) = read(&unwrap(keys, &key)?, &row)?;
            names.insert(person, name);
        }
    }
    Ok(names)
}

/// The person who signs in with an address.
pub async fn find(db: &impl ConnectionTrait, keys: &Keys, email: &str) -> Result<Option<Uuid>> {
    Ok(find_all(db, keys, Address::Email, email).await?.first().copied())
}

/// Everybody who is found by an address: one person by an e-mail address, several perhaps by a telephone they share.
pub async fn find_all(db: &impl ConnectionTrait, keys: &Keys, kind: Address, address: &str) -> Result<Vec<Uuid>> {
    let digest = keys.blind(kind.as_str(), address).to_vec();
    let rows = sign_in_index::Entity::find().filter(sign_in_index::Column::Digest.eq(digest)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// Lets a person be found by an address, and no longer by another one of the kind. An e-mail address that somebody else
/// signs in with is a conflict.
pub async fn index(
    db: &impl ConnectionTrait,
    keys: &Keys,
    person: Uuid,
    kind: Address,
    address: Option<&str>,
) -> Result<()> {
    sign_in_index::Entity::delete_many()
        .filter(sign_in_index::Column::PersonId.eq(person))
        .filter(sign_in_index::Column::Kind.eq(kind.as_str()))
        .exec(db)
        .await?;
    if let Some(address) = address {
        let row = sign_in_index::ActiveModel {
            digest: Set(keys.blind(kind.as_str(), address).to_vec()),
            kind: Set(kind.as_str().to_owned()),
            person_id: Set(person),
        };
        sign_in_index::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Destroys the key of a person with everything sealed by it. Nothing brings it back.
pub async fn destroy(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    sign_in_index::Entity::delete_many().filter(sign_in_index::Column::PersonId.eq(person)).exec(db).await?;
    person_secret::Entity::delete_many().filter(person_secret::Column::PersonId.eq(person)).exec(db).await?;
    papers::destroy_of(db, person).await?;
    person_key::Entity::delete_by_id(person).exec(db).await?;
    Ok(())
}

/// Wraps every key anew with the newest key of the file. One row a person, photo or paper is rewritten and nothing
/// sealed; the site may run. Gives how many were rewritten.
pub async fn rotate(db: &DatabaseConnection, keys: &Keys) -> Result<u64> {
    use sea_orm::{QueryOrder, QuerySelect, prelude::Expr};
    let newest = i32::try_from(keys.newest()).unwrap_or(i32::MAX);
    let mut rotated = 0;
    loop {
        let old = person_key::Entity::find()
            .filter(person_key::Column::KekId.ne(newest))
            .order_by_asc(person_key::Column::PersonId)
            .limit(500)
            .all(db)
            .await?;
        if old.is_empty() {
            return Ok(rotated + photos::rotate(db, keys).await? + papers::rotate(db, keys).await?);
        }
        for row in old {
            let wrapped = keys.wrap(row.person_id, &unwrap(keys, &row)?);
            person_key::Entity::update_many()
                .col_expr(person_key::Column::KekId, Expr::value(newest))
                .col_expr(person_key::Column::Wrapped, Expr::value(wrapped.bytes))
                .filter(person_key::Column::PersonId.eq(row.person_id))
                .filter(person_key::Column::KekId.eq(row.kek_id))
                .exec(db)
                .await?;
            rotated += 1;
        }
    }
}

/// How many keys of persons, photos and papers a key of the file wraps.
pub async fn wrapped_with(db: &impl ConnectionTrait, kek: u32) -> Result<u64> {
    use sea_orm::PaginatorTrait;
    let id = i32::try_from(kek).unwrap_or(i32::MAX);
    let persons = person_key::Entity::find().filter(person_key::Column::KekId.eq(id)).count(db).await?;
    Ok(persons + photos::wrapped_with(db, id).await? + papers::wrapped_with(db, id).await?)
}

/// Persons, photos and papers whose key the key file cannot unwrap, out of how many. For `doctor`.
pub async fn unreadable(db: &impl ConnectionTrait, keys: &Keys) -> Result<(usize, usize)> {
    let rows = person_key::Entity::find().all(db).await?;
    let broken = rows.iter().filter(|row| unwrap(keys, row).is_err()).count();
    let (broken_photos, all_photos) = photos::unreadable(db, keys).await?;
    let (broken_papers, all_papers) = papers::unreadable(db, keys).await?;
    Ok((broken + broken_photos + broken_papers, rows.len() + all_photos + all_papers))
}

async fn key_of(db: &impl ConnectionTrait, keys: &Keys, person: Uuid) -> Result<Option<DataKey>> {
    let row = person_key::Entity::find_by_id(person).one(db).await?;
    row.map(|row| unwrap(keys, &row)).transpose()
}

fn unwrap(keys: &Keys, row: &person_key::Model) -> Result<DataKey> {
    let kek = u32::try_from(row.kek_id).unwrap_or_default();
    Ok(keys.unwrap(row.person_id, kek, &row.wrapped).map_err(anyhow::Error::from)?)
}

async fn write(db: &impl ConnectionTrait, key: &DataKey, person: Uuid, field: Field, text: &str) -> Result<()> {
    let row = person_secret::ActiveModel {
        person_id: Set(person),
        field: Set(field.as_str().to_owned()),
        sealed: Set(key.seal(&place(person, field), text)),
    };
    let replace = OnConflict::columns([person_secret::Column::PersonId, person_secret::Column::Field])
        .update_column(person_secret::Column::Sealed)
        .to_owned();
    person_secret::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

fn read(key: &DataKey, row: &person_secret::Model) -> Result<(Field, Secret)> {
    let field = Field::of(&row.field)?;
    let secret = key.open(&place(row.person_id, field), &row.sealed).map_err(anyhow::Error::from)?;
    Ok((field, secret))
}

fn place(person: Uuid, field: Field) -> Place<'static> {
    Place { table: "person_secret", column: field.as_str(), row: person }
}
