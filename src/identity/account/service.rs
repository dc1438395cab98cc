//! Changes of one's own account. Whatever lets somebody in is changed with a fresh sign-in only, and told by mail.
use entity::registry::ops::credential;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    app::App,
    disclosure,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        actor::Actor,
        address,
        factors::password::{LEAST_OF_MEMBERS, LEAST_OF_STAFF, Weakness, weakness},
        policy::{MayChangeOwnAccess, MayUseOwnAccount},
        sessions,
        sign_in::service::{self as sign_in, Proof, Purpose, Tried},
        vault::{self, Address, Field, Secret},
    },
    platform::{audit, db},
};

/// What is known of a person, for that person.
#[derive(Debug, Default)]
pub struct Profile {
    pub email: Option<Secret>,
    pub phone: Option<Secret>,
    pub display_name: Option<Secret>,
    pub legal_name: Option<Secret>,
    pub postal_address: Option<Secret>,
    pub password: bool,
    pub totp: Option<OffsetDateTime>,
    pub spare_codes: usize,
}

/// Letters of a name.
const LONGEST_NAME: usize = 60;
/// Letters of a legal name and of a postal address.
const LONGEST_LEGAL_NAME: usize = 120;
const LONGEST_ADDRESS: usize = 300;

/// Everything held about oneself.
pub async fn profile(app: &App, permit: Permit<MayUseOwnAccount>) -> Result<Profile> {
    let person = permit.object();
    let mut profile = Profile::default();
    for (field, secret) in vault::all(&app.db, &app.keys, person).await? {
        match field {
            Field::Email => profile.email = Some(secret),
            Field::Phone => profile.phone = Some(secret),
            Field::DisplayName => profile.display_name = Some(secret),
            Field::LegalName => profile.legal_name = Some(secret),
            Field::PostalAddress => profile.postal_address = Some(secret),
            Field::NewEmail | Field::FormerEmail | Field::Totp => {}
        }
    }
    profile.password = credential::Entity::find_by_id((person, "password".to_owned())).one(&app.db).await?.is_some();
    let totp = credential::Entity::find_by_id((person, "totp".to_owned())).one(&app.db).await?;
    profile.totp = totp.map(|row| row.created_at.0);
    profile.spare_codes = super::factors::codes_left(&app.db, person).await?;
    Ok(profile)
}

/// The name colleagues see.
pub async fn rename(app: &App, permit: Permit<MayUseOwnAccount>, name: &str) -> Result<()> {
    let name = read_name(name)?;
    let person = permit.object();
    change(app, person, "change_name", async |db| vault::put(db, &app.keys, person, Field::DisplayName, &name).await)
        .await
}

/// A name that colleagues may see, with what is wrong with it.
pub fn read_name(typed: &str) -> Result<String> {
    let name = typed.trim();
    if name.chars().count() < 2 {
        return Err(Invalid::one("nama", "fault-name").into());
    }
    if name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Err(Invalid::one("nama", "fault-name-long").into());
    }
    if matches!(disclosure::check(name), disclosure::Verdict::Block(_)) {
        return Err(Invalid::one("nama", "guard-block").into());
    }
    Ok(name.to_owned())
}

/// Signs every other device out.
pub async fn end_others(app: &App, actor: &Actor, permit: Permit<MayUseOwnAccount>) -> Result<()> {
    let person = permit.object();
    change(app, person, "end_sessions", async |db| {
        sessions::end_others(db, app.clock.now(), person, Some(actor.session())).await
    })
    .await
}

/// Signs one device out.
pub async fn end_device(app: &App, permit: Permit<MayUseOwnAccount>, code: &str) -> Result<()> {
    let person = permit.object();
    change(app, person, "end_sessions", async |db| sessions::end_own(db, app.clock.now(), person, code).await).await
}

/// Legal name, telephone and postal address. Empty ones are removed.
pub async fn correct(
    app: &App,
    permit: Permit<MayChangeOwnAccess>,
    legal_name: &str,
    phone: &str,
    postal_address: &str,
) -> Result<()> {
    let mut faults = Invalid::default();
    if legal_name.chars().count() > LONGEST_LEGAL_NAME || legal_name.contains(char::is_control) {
        faults.0.push(("nama_lengkap", "fault-name-long"));
    }
    if postal_address.chars().count() > LONGEST_ADDRESS {
        faults.0.push(("alamat_rumah", "fault-address-long"));
    }
    let number = read_phone(phone);
    if number.is_err() {
        faults.0.push(("telepon", "fault-phone"));
    }
    faults.finish()?;
    let (person, number) = (permit.object(), number?);
    change(app, person, "correct", async |db| {
        vault::put(db, &app.keys, person, Field::LegalName, legal_name.trim()).await?;
        vault::put(db, &app.keys, person, Field::PostalAddress, postal_address.trim()).await?;
        put_phone(app, db, person, number.as_deref()).await
    })
    .await
}

/// The telephone. It lets nobody in: a number that was not proved must not.
pub async fn set_phone(app: &App, permit: Permit<MayChangeOwnAccess>, typed: &str) -> Result<()> {
    let (person, number) = (permit.object(), read_phone(typed)?);
    change(app, person, "change_phone", async |db| {
        put_phone(app, db, person, number.as_deref()).await?;
        sign_in::tell_owner(db, app.clock.now(), person).await
    })
    .await
}

/// Asks for a code at a new address; the present one is told.
pub async fn ask_new_address(
    app: &App,
    actor: &Actor,
    permit: Permit<MayChangeOwnAccess>,
    typed: &str,
) -> Result<String> {
    let Some(email) = address::email(typed) else { return Err(Invalid::one("alamat", "fault-email").into()) };
    sign_in::tell_owner(&app.db, app.clock.now(), permit.object()).await?;
    sign_in::ask_new_address(app, permit.object(), actor.session(), &email).await
}

/// The code from the new address: from now on it is the address of the account. Codes that were mailed before are
/// worth nothing, and the address before hears of it.
pub async fn confirm_new_address(app: &App, actor: &Actor, flow: &str, code: &str) -> Result<Confirmed> {
    let now = app.clock.now();
    let attempt = match sign_in::try_code(app, now, flow, Proof::Digits(code), &[Purpose::ChangeAddress]).await? {
        Tried::Right(attempt) if attempt.session_id == Some(actor.session()) => attempt,
        Tried::Wrong { left } => return Ok(Confirmed::Wrong { left }),
        _ => return Ok(Confirmed::Over),
    };
    let person = actor.person();
    let changed = change(app, person, "change_address", async |db| {
        if !sign_in::take_new_address(app, db, now, person, &attempt).await? {
            // Nothing was changed, and nothing may say so.
            return Err(Error::Conflict);
        }
        sessions::end_others(db, now, person, Some(actor.session())).await
    })
    .await;
    match changed {
        Ok(()) => Ok(Confirmed::Done),
        Err(Error::Conflict) => Ok(Confirmed::Over),
        Err(error) => Err(error),
    }
}

/// What became of a code given while signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    Done,
    Wrong { left: i32 },
    Over,
}

/// A new password; other devices are signed out when asked for.
pub async fn set_password(
    app: &App,
    actor: &Actor,
    permit: Permit<MayChangeOwnAccess>,
    password: &str,
    end_others: bool,
) -> Result<()> {
    let person = permit.object();
    let least = if actor.needs_factor() { LEAST_OF_STAFF } else { LEAST_OF_MEMBERS };
    let email = vault::get(&app.db, &app.keys, person, Field::Email).await?;
    let site = app.settings.site_name.to_lowercase();
    let own_words = [site.as_str(), email.as_ref().map_or("", Secret::expose)];
    let fault = match weakness(password, least, &own_words) {
        None => None,
        Some(Weakness::TooShort) if least > LEAST_OF_MEMBERS => Some("fault-password-short-staff"),
        Some(Weakness::TooShort) => Some("fault-password-short"),
        Some(Weakness::TooLong) => Some("fault-password-long"),
        Some(Weakness::Common) => Some("fault-password-common"),
    };
    if let Some(fault) = fault {
        return Err(Invalid::one("sandi", fault).into());
    }
    let verifier = app.passwords.hash(password).await?;
    let now = app.clock.now();
    change(app, person, "change_password", async |db| {
        sign_in::write_password(db, now, person, verifier).await?;
        sign_in::forget_attempts(db, person).await?;
        if end_others {
            sessions::end_others(db, now, person, Some(actor.session())).await?;
        }
        sign_in::tell_owner(db, now, person).await
    })
    .await
}

/// Signs in by code only from now on.
pub async fn remove_password(app: &App, permit: Permit<MayChangeOwnAccess>) -> Result<()> {
    let person = permit.object();
    change(app, person, "remove_password", async |db| {
        credential::Entity::delete_by_id((person, "password".to_owned())).exec(db).await?;
        sign_in::tell_owner(db, app.clock.now(), person).await
    })
    .await
}

/// Others use the telephone too: the session is short from now on. Gives the new token.
pub async fn share_phone(app: &App, actor: &Actor, permit: Permit<MayUseOwnAccount>) -> Result<String> {
    set_shared(app, actor, permit.object(), true).await
}

/// The telephone is one's own: the session may be long. Gives the new token.
pub async fn own_phone(app: &App, actor: &Actor, permit: Permit<MayChangeOwnAccess>) -> Result<String> {
    set_shared(app, actor, permit.object(), false).await
}

async fn set_shared(app: &App, actor: &Actor, person: Uuid, shared: bool) -> Result<String> {
    let mut token = String::new();
    change(app, person, if shared { "share_phone" } else { "own_phone" }, async |db| {
        sessions::share(db, actor.session(), shared).await?;
        token = sessions::renew(db, actor.session()).await?;
        Ok(())
    })
    .await?;
    Ok(token)
}

/// One change of an account: the effect and its line in the trail, or neither.
pub(super) async fn change(
    app: &App,
    person: Uuid,
    action: &'static str,
    effect: impl AsyncFnOnce(&DatabaseTransaction) -> Result<()>,
) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    effect(&transaction).await?;
    let event = audit::Event {
        actor: Some(person),
        role: "person",
        action,
        object_kind: "person",
        object: Some(person),
        reason: None,
    };
    audit::done(&transaction, app.clock.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}

async fn put_phone(app: &App, db: &impl ConnectionTrait, person: Uuid, number: Option<&str>) -> Result<()> {
    vault::put(db, &app.keys, person, Field::Phone, number.unwrap_or_default()).await?;
    vault::index(db, &app.keys, person, Address::Phone, number).await
}

fn read_phone(typed: &str) -> Result<Option<String>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    address::phone(typed).map(Some).ok_or_else(|| Invalid::one("telepon", "fault-phone").into())
}
