//! What proves that it is the person: a password, the authenticator, a spare code. A guess counts before it is looked at.
use entity::registry::ops::{credential, recovery_code};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, prelude::Expr};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::attempts::forget_attempts;
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        counters,
        factors::{password::Verified, recovery, totp},
        rooms::stamp,
        sessions,
        vault::{self, Field, keys::Keys},
    },
    platform::audit,
};

/// Whether the password of somebody who is signed in is right. Guesses count as they do at the door.
pub async fn verify_own(app: &App, person: Uuid, password: &str) -> Result<Verified> {
    let now = app.clock.now();
    let key = app.keys.blind("own-password", &person.simple().to_string());
    guess(app, now, &key).await?;
    let row = credential::Entity::find_by_id((person, "password".to_owned())).one(&app.db).await?;
    let verified = app.passwords.verify(password, row.map(|row| row.verifier)).await?;
    settle_guess(app, &key, verified != Verified::Wrong).await?;
    Ok(verified)
}

/// Whether the code of somebody who is signed in is right.
pub async fn check_own_factor(app: &App, person: Uuid, typed: &str) -> Result<Factor> {
    let now = app.clock.now();
    let key = app.keys.blind("own-factor", &person.simple().to_string());
    guess(app, now, &key).await?;
    let factor = check_factor(app, &app.db, now, person, typed).await?;
    settle_guess(app, &key, factor == Factor::Right).await?;
    Ok(factor)
}

/// Counts a guess before it is looked at, so that many at once are as slow as many in a row.
pub(super) async fn guess(app: &App, now: OffsetDateTime, key: &[u8; 32]) -> Result<()> {
    counters::guess(&app.db, now, key).await?.map_or(Ok(()), |wait| Err(too_many(wait)))
}

pub(super) async fn settle_guess(app: &App, key: &[u8; 32], right: bool) -> Result<()> {
    if right { counters::forget(&app.db, key).await } else { Ok(()) }
}

/// A line in the trail: somebody did not get in, and by what. The same for nobody.
pub(super) async fn refuse(app: &App, now: OffsetDateTime, person: Option<Uuid>, by: &str) -> Result<()> {
    let event =
        audit::Event { actor: person, role: "person", action: "sign_in", reason: Some(by), ..Default::default() };
    audit::refused(&app.db, now, event).await
}

/// What a second factor turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    Right,
    ClockOff,
    Wrong,
}

/// Checks a code of the authenticator, or spends a spare one. A code works once.
pub async fn check_factor(
    app: &App,
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    person: Uuid,
    typed: &str,
) -> Result<Factor> {
    if let Some(code) = recovery::read(typed) {
        let digest = recovery_digest(app, person, &code);
        let spent = recovery_code::Entity::update_many()
            .col_expr(recovery_code::Column::UsedAt, Expr::value(stamp(now)))
            .filter(recovery_code::Column::Digest.eq(digest))
            .filter(recovery_code::Column::PersonId.eq(person))
            .filter(recovery_code::Column::UsedAt.is_null())
            .exec(db)
            .await?;
        return Ok(if spent.rows_affected == 1 { Factor::Right } else { Factor::Wrong });
    }
    let Some(row) = credential::Entity::find_by_id((person, "totp".to_owned())).one(db).await? else {
        return Ok(Factor::Wrong);
    };
    let secret = vault::get(db, &app.keys, person, Field::Totp).await?.ok_or(Error::NotFound)?;
    let secret = totp::read_secret(secret.expose()).ok_or(Error::NotFound)?;
    let checked = totp::check(&secret, typed, now.unix_timestamp(), row.last_step);
    Ok(match checked {
        // A code of a minute to come must not work in a minute because somebody saw that it nearly fits.
        totp::Checked::Right(step) | totp::Checked::ClockOff(step) => {
            let fresh = credential::Column::LastStep.is_null().or(credential::Column::LastStep.lt(step));
            let used = credential::Entity::update_many()
                .col_expr(credential::Column::LastStep, Expr::value(step))
                .filter(credential::Column::PersonId.eq(person))
                .filter(credential::Column::Kind.eq("totp"))
                .filter(fresh)
                .exec(db)
                .await?;
            match checked {
                _ if used.rows_affected == 0 => Factor::Wrong,
                totp::Checked::ClockOff(_) => Factor::ClockOff,
                _ => Factor::Right,
            }
        }
        totp::Checked::Reused | totp::Checked::Wrong => Factor::Wrong,
    })
}

/// The keyed digest under which a spare code is kept.
pub fn recovery_digest(app: &App, person: Uuid, code: &str) -> Vec<u8> {
    app.keys.blind("recovery", &format!("{}:{code}", person.simple())).to_vec()
}

/// Writes the verifier of a password in the place of an older one.
pub async fn write_password(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    person: Uuid,
    verifier: String,
) -> Result<()> {
    use sea_orm::sea_query::OnConflict;
    let row = credential::ActiveModel {
        person_id: Set(person),
        kind: Set("password".to_owned()),
        verifier: Set(verifier),
        last_step: Set(None),
        created_at: Set(stamp(now)),
    };
    let replace = OnConflict::columns([credential::Column::PersonId, credential::Column::Kind])
        .update_columns([credential::Column::Verifier, credential::Column::CreatedAt])
        .to_owned();
    credential::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Takes away everything that lets a person in but the mailbox.
pub async fn forget_access(db: &impl ConnectionTrait, keys: &Keys, now: OffsetDateTime, person: Uuid) -> Result<()> {
    credential::Entity::delete_many().filter(credential::Column::PersonId.eq(person)).exec(db).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(person)).exec(db).await?;
    vault::put(db, keys, person, Field::Totp, "").await?;
    forget_attempts(db, person).await?;
    sessions::end_others(db, now, person, None).await
}

/// Whether an authenticator is set up.
pub async fn has_totp(db: &impl ConnectionTrait, person: Uuid) -> Result<bool> {
    Ok(credential::Entity::find_by_id((person, "totp".to_owned())).one(db).await?.is_some())
}

pub(super) fn too_many(wait: Duration) -> Error {
    Error::TooMany(u64::try_from(wait.whole_seconds()).unwrap_or_default() + 1)
}
