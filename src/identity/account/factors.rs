//! The authenticator: set up, spare codes, removal.
use entity::registry::ops::{credential, recovery_code};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::service::change;
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        actor::Actor,
        factors::{recovery, totp},
        policy::MayChangeOwnAccess,
        rooms::stamp,
        sessions,
        sign_in::service as sign_in,
        vault::{self, Field, Secret},
    },
    platform::qr,
};

/// What is shown while an authenticator is set up.
#[derive(Debug)]
pub struct Setup {
    /// QR code as SVG.
    pub picture: String,
    /// The same as letters, in groups of four.
    pub letters: String,
}

/// The secret an authenticator would get in this session. It follows from the session and a key that is not in the
/// store: nothing is written by looking, and it means nothing once the session is over.
pub async fn begin(app: &App, actor: &Actor, permit: &Permit<MayChangeOwnAccess>) -> Result<Setup> {
    let secret = waiting_secret(app, actor);
    let email = vault::get(&app.db, &app.keys, permit.object(), Field::Email).await?;
    let account = email.as_ref().map_or("", Secret::expose);
    let address = totp::address(&secret, &app.settings.site_name, account);
    Ok(Setup { picture: qr::svg(&address), letters: totp::grouped(&secret) })
}

fn waiting_secret(app: &App, actor: &Actor) -> Vec<u8> {
    totp::secret_of(&app.keys.blind("authenticator", &actor.session().simple().to_string()))
}

/// The first code: the authenticator counts from now on, in this session too. Gives the spare codes and a new token
/// for the cookie.
pub async fn finish(
    app: &App,
    actor: &Actor,
    permit: Permit<MayChangeOwnAccess>,
    typed: &str,
) -> Result<(Vec<String>, String)> {
    let (person, now) = (permit.object(), app.clock.now());
    let fault = |key| Invalid::one("kode", key);
    if sign_in::has_totp(&app.db, person).await? {
        return Err(Error::Conflict);
    }
    let secret = waiting_secret(app, actor);
    let step = match totp::check(&secret, typed, now.unix_timestamp(), None) {
        totp::Checked::Right(step) => step,
        totp::Checked::ClockOff(_) => return Err(fault("fault-clock").into()),
        totp::Checked::Reused | totp::Checked::Wrong => return Err(fault("fault-code").into()),
    };
    let codes = recovery::new_codes();
    let mut token = String::new();
    change(app, person, "set_second_factor", async |db| {
        let row = credential::ActiveModel {
            person_id: Set(person),
            kind: Set("totp".to_owned()),
            verifier: Set(String::new()),
            last_step: Set(Some(step)),
            created_at: Set(stamp(now)),
        };
        credential::Entity::insert(row).exec_without_returning(db).await?;
        vault::put(db, &app.keys, person, Field::Totp, &totp::write_secret(&secret)).await?;
        write_codes(app, db, person, &codes).await?;
        sessions::give_factor(db, now, actor.session()).await?;
        sessions::end_others(db, now, person, Some(actor.session())).await?;
        token = sessions::renew(db, actor.session()).await?;
        sign_in::tell_owner(db, now, person).await
    })
    .await?;
    Ok((codes, token))
}

/// New spare codes in the place of the old ones.
pub async fn new_codes(app: &App, permit: Permit<MayChangeOwnAccess>) -> Result<Vec<String>> {
    let person = permit.object();
    let codes = recovery::new_codes();
    change(app, person, "new_spare_codes", async |db| {
        write_codes(app, db, person, &codes).await?;
        sign_in::tell_owner(db, app.clock.now(), person).await
    })
    .await?;
    Ok(codes)
}

/// Signs in without an authenticator from now on. Offices that need one stay closed until there is one again.
pub async fn remove(app: &App, permit: Permit<MayChangeOwnAccess>) -> Result<()> {
    let (person, now) = (permit.object(), app.clock.now());
    change(app, person, "remove_second_factor", async |db| {
        credential::Entity::delete_by_id((person, "totp".to_owned())).exec(db).await?;
        recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(person)).exec(db).await?;
        vault::put(db, &app.keys, person, Field::Totp, "").await?;
        // An office that is given later must not open in a session of before.
        sessions::forget_factor(db, person).await?;
        sign_in::tell_owner(db, now, person).await
    })
    .await
}

/// Spare codes that were not used yet.
pub async fn codes_left(db: &impl ConnectionTrait, person: Uuid) -> Result<usize> {
    let left = recovery_code::Entity::find()
        .filter(recovery_code::Column::PersonId.eq(person))
        .filter(recovery_code::Column::UsedAt.is_null())
        .count(db)
        .await?;
    Ok(usize::try_from(left).unwrap_or(usize::MAX))
}

async fn write_codes(app: &App, db: &impl ConnectionTrait, person: Uuid, codes: &[String]) -> Result<()> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(person)).exec(db).await?;
    let row = |code: &String| recovery_code::ActiveModel {
        digest: Set(sign_in::recovery_digest(app, person, &recovery::read(code).unwrap_or_default())),
        person_id: Set(person),
        used_at: Set(None),
    };
    recovery_code::Entity::insert_many(codes.iter().map(row)).exec_without_returning(db).await?;
    Ok(())
}
