//! Persons: from an address that waits for its code to one who is erased.
use entity::registry::{
    ops::{credential, person, recovery_code, sign_in_attempt},
    work::application,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::Expr};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    rooms::{Rooms, stamp},
    sessions, vault,
    vault::{Address, Field, keys::Keys},
};
use crate::{
    error::{Error, Result},
    platform::{i18n::Lang, ids},
};

crate::words! {
    /// What a person is to the site.
    pub enum PersonState {
        /// An address that was typed and not confirmed.
        Pending = "pending",
        Active = "active",
        /// Kept out by the operator.
        Disabled = "disabled",
        Erased = "erased",
    }
}

/// A person who typed an address and a name, before the address is confirmed.
pub async fn expect(
    db: &impl ConnectionTrait,
    keys: &Keys,
    now: OffsetDateTime,
    locale: Lang,
    email: &str,
    name: &str,
) -> Result<Uuid> {
    let id = ids::new_id();
    insert(db, id, PersonState::Pending, now, locale).await?;
    vault::create(db, keys, id, &[(Field::Email, email), (Field::DisplayName, name)]).await?;
    Ok(id)
}

/// A person who can sign in at once, as the command line and the demo make them. Taken addresses are a conflict.
pub async fn create(
    db: &impl ConnectionTrait,
    keys: &Keys,
    now: OffsetDateTime,
    id: Uuid,
    email: &str,
    name: &str,
) -> Result<()> {
    insert(db, id, PersonState::Active, now, Lang::Id).await?;
    vault::create(db, keys, id, &[(Field::Email, email), (Field::DisplayName, name)]).await?;
    vault::index(db, keys, id, Address::Email, Some(email)).await
}

/// The address was confirmed: a new person comes in, or it turns out to be one who is known. Gives who it is.
pub async fn confirm(db: &impl ConnectionTrait, keys: &Keys, waiting: Uuid) -> Result<Uuid> {
    let row = person::Entity::find_by_id(waiting).one(db).await?.ok_or(Error::NotFound)?;
    if row.state == PersonState::Active.as_str() {
        return Ok(waiting);
    }
    let email = vault::get(db, keys, waiting, Field::Email).await?.ok_or(Error::NotFound)?;
    if let Some(known) = vault::find(db, keys, email.expose()).await? {
        person::Entity::delete_by_id(waiting).exec(db).await?;
        return Ok(known);
    }
    vault::index(db, keys, waiting, Address::Email, Some(email.expose())).await?;
    set_state(db, waiting, PersonState::Active).await?;
    Ok(waiting)
}

/// Changes the state of a person.
pub async fn set_state(db: &impl ConnectionTrait, id: Uuid, state: PersonState) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::State, Expr::value(state.as_str()))
        .filter(person::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// The language mails are written in.
pub async fn set_locale(db: &impl ConnectionTrait, id: Uuid, locale: Lang) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::Locale, Expr::value(locale.as_str()))
        .filter(person::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// State and language of a person.
pub async fn look_up(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<(PersonState, Lang)>> {
    let row = person::Entity::find_by_id(id).one(db).await?;
    row.map(|row| Ok((PersonState::of(&row.state)?, Lang::of(&row.locale)?))).transpose()
}

/// Destroys the key of a person and everything that lets somebody in; what stays is a row without a face, to which
/// ledgers and the trail may point.
pub async fn erase(db: &impl ConnectionTrait, rooms: Rooms, now: OffsetDateTime, id: Uuid) -> Result<()> {
    vault::destroy(db, id).await?;
    credential::Entity::delete_many().filter(credential::Column::PersonId.eq(id)).exec(db).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(id)).exec(db).await?;
    sign_in_attempt::Entity::delete_many().filter(sign_in_attempt::Column::PersonId.eq(id)).exec(db).await?;
    // With the card go messages, events and looks.
    application::Entity::delete_many().filter(application::Column::PersonId.eq(id)).exec(db).await?;
    sessions::end_others(db, now, id, None).await?;
    for room in rooms {
        room.end_all(db, now, id).await?;
    }
    person::Entity::update_many()
        .col_expr(person::Column::State, Expr::value(PersonState::Erased.as_str()))
        .col_expr(person::Column::ErasedAt, Expr::value(stamp(now)))
        .filter(person::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

async fn insert(
    db: &impl ConnectionTrait,
    id: Uuid,
    state: PersonState,
    now: OffsetDateTime,
    locale: Lang,
) -> Result<()> {
    let row = person::ActiveModel {
        id: Set(id),
        state: Set(state.as_str().to_owned()),
        locale: Set(locale.as_str().to_owned()),
        created_at: Set(stamp(now)),
        erased_at: Set(None),
    };
    person::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
