//! From a proof to a session. What a visitor sees and how long it takes is the same for an address that is known and for
//! one that is not.
use entity::registry::ops::{credential, sign_in_attempt};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, prelude::Expr};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub use super::{
    asking::{ask, ask_again, ask_new_address, ask_once_more, ask_to_join, ask_with_paper},
    attempts::{CODE_LIFE, Proof, Purpose, Step, TRIES, Tried, forget_attempts, try_code},
    proofs::{
        Factor, check_factor, check_own_factor, forget_access, has_totp, recovery_digest, verify_own, write_password,
    },
};
use super::{
    attempts::{Attempt, advance, count_try, set_person, start_at, subject},
    proofs::{guess, refuse},
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        address::SignInAddress,
        counters,
        factors::password::Verified,
        mailing::{self, Template},
        members,
        model::BodyKind,
        people::{self, PersonState},
        sessions,
        vault::{self, Address, Field},
    },
    platform::{audit, db, i18n::Lang, ids},
};

/// Passwords tried for one account in a day.
const GUESSES: i32 = 100;

/// How far somebody got.
#[derive(Debug)]
pub enum Entered {
    /// In: the token for the cookie, and where to go.
    Session { token: String, next: String, shared: bool },
    /// The second factor is asked for, under the same flow or a new one.
    Factor { flow: Option<String> },
    /// Not right; so many tries are left.
    Wrong { left: i32 },
    /// The code is used, dead or too old.
    Over,
}

/// The new address was proved: it takes the place of the one before, which is told once. False when it is not the
/// address the code was mailed to, or when somebody else signs in with it.
pub async fn take_new_address(
    app: &App,
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    attempt: &sign_in_attempt::Model,
) -> Result<bool> {
    let Some(new) = vault::get(db, &app.keys, person, Field::NewEmail).await? else { return Ok(false) };
    let address = SignInAddress { kind: Address::Email, value: new.expose().to_owned() };
    let proved = subject(app, &address).as_slice() == attempt.subject_digest.as_slice();
    let free = vault::find(db, &app.keys, new.expose()).await?.is_none_or(|known| known == person);
    if !proved || !free {
        return Ok(false);
    }
    let before = vault::get(db, &app.keys, person, Field::Email).await?;
    vault::put(db, &app.keys, person, Field::Email, new.expose()).await?;
    vault::index(db, &app.keys, person, Address::Email, Some(new.expose())).await?;
    vault::put(db, &app.keys, person, Field::NewEmail, "").await?;
    // The address before stays sealed until the worker has told it; of several in a row the first one is told.
    if vault::get(db, &app.keys, person, Field::FormerEmail).await?.is_none() {
        let former = before.as_ref().map_or("", |before| before.expose());
        vault::put(db, &app.keys, person, Field::FormerEmail, former).await?;
    }
    mailing::put_to_former(db, now, person).await?;
    forget_attempts(db, person).await?;
    Ok(true)
}

/// Where somebody signs in.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'a> {
    /// Two words: the program and what it runs on.
    pub device: &'a str,
    /// The language chosen there, if one was; mails follow it from now on.
    pub language: Option<Lang>,
}

/// The code that was mailed comes back.
pub async fn enter(app: &App, flow: &str, proof: Proof<'_>, browser: Browser<'_>) -> Result<Entered> {
    let now = app.clock.now();
    let purposes = [Purpose::SignIn, Purpose::SignUp, Purpose::ChangeAddress];
    let attempt = match try_code(app, now, flow, proof, &purposes).await? {
        // A new address of somebody who is signed in is confirmed there, and lets nobody in.
        Tried::Right(attempt) if attempt.session_id.is_none() => attempt,
        Tried::Right(_) | Tried::Over => return Ok(Entered::Over),
        Tried::Wrong { left } => return Ok(Entered::Wrong { left }),
    };
    let transaction = db::begin(&app.db).await?;
    let waiting = attempt.person_id.ok_or(Error::NotFound)?;
    let person = match Purpose::of(&attempt.purpose)? {
        Purpose::SignUp => {
            // Away from the waiting person first, who is deleted when the address turns out to be known.
            set_person(&transaction, attempt.id, None).await?;
            let person = people::confirm(&transaction, &app.keys, waiting).await?;
            set_person(&transaction, attempt.id, Some(person)).await?;
            person
        }
        Purpose::ChangeAddress => {
            if !members::resets::complete(app, &transaction, now, waiting, &attempt).await? {
                return Ok(Entered::Over);
            }
            waiting
        }
        Purpose::SignIn | Purpose::Confirm => waiting,
    };
    let entered = first_factor_given(app, &transaction, now, person, &attempt, browser).await?;
    transaction.commit().await?;
    Ok(entered)
}

/// A password. Wrong ones make the next try wait, for unknown addresses just the same.
pub async fn with_password(
    app: &App,
    address: &SignInAddress,
    password: &str,
    shared: bool,
    net: &[u8],
    browser: Browser<'_>,
) -> Result<Entered> {
    let now = app.clock.now();
    let typed = format!("{}:{}", address.kind.as_str(), address.value);
    let place = ids::digest(net, 16);
    let key = app.keys.blind("password", &format!("{typed}:{place}"));
    guess(app, now, &key).await?;
    if counters::count(&app.db, now, &app.keys.blind("password-day", &typed), Duration::DAY).await? > GUESSES {
        return Err(Error::TooMany(3600));
    }
    let person = vault::find(&app.db, &app.keys, &address.value).await?;
    let row = credential::Entity::find_by_id((person.unwrap_or_default(), "password".to_owned())).one(&app.db).await?;
    let verifier = row.map(|row| row.verifier);
    let verified = app.passwords.verify(password, verifier.clone()).await?;
    let Some(person) = person.filter(|_| verified != Verified::Wrong) else {
        refuse(app, now, person, "password").await?;
        return Ok(Entered::Wrong { left: TRIES });
    };
    let renewed = if verified == Verified::RightButOld { Some(app.passwords.hash(password).await?) } else { None };
    let transaction = db::begin(&app.db).await?;
    // It may have been changed while it was checked.
    let present = credential::Entity::find_by_id((person, "password".to_owned())).one(&transaction).await?;
    if present.map(|row| row.verifier) != verifier {
        return Ok(Entered::Wrong { left: TRIES });
    }
    counters::forget(&transaction, &key).await?;
    if let Some(renewed) = renewed {
        write_password(&transaction, now, person, renewed).await?;
    }
    let active = people::look_up(&transaction, person).await?.is_some_and(|(state, _)| state == PersonState::Active);
    if !active {
        transaction.commit().await?;
        return Ok(Entered::Wrong { left: TRIES });
    }
    let factor = has_totp(&transaction, person).await?;
    let entered = if factor {
        let attempt = Attempt { shared, person: Some(person), ..Attempt::of(Purpose::SignIn, subject(app, address)) };
        Entered::Factor { flow: Some(start_at(&transaction, now, attempt, Step::Factor).await?) }
    } else {
        open(&transaction, now, person, shared, browser, false).await?
    };
    transaction.commit().await?;
    Ok(entered)
}

/// What became of a second factor.
#[derive(Debug)]
pub enum Second {
    Session {
        token: String,
        next: String,
        shared: bool,
    },
    Wrong {
        left: i32,
    },
    /// The clock of the telephone is wrong by a minute or more.
    ClockOff,
    Over,
}

/// The code of the authenticator, or a spare one.
pub async fn second_factor(app: &App, flow: &str, typed: &str, browser: Browser<'_>) -> Result<Second> {
    let now = app.clock.now();
    let Some(attempt) = count_try(app, now, flow, Step::Factor).await? else { return Ok(Second::Over) };
    let left = TRIES - attempt.tries;
    let person = attempt.person_id.ok_or(Error::NotFound)?;
    // Guesses count for the account too: a new flow gives no new tries.
    let key = app.keys.blind("factor", &person.simple().to_string());
    guess(app, now, &key).await?;
    let transaction = db::begin(&app.db).await?;
    match check_factor(app, &transaction, now, person, typed).await? {
        Factor::Right => counters::forget(&transaction, &key).await?,
        factor => {
            transaction.commit().await?;
            refuse(app, now, Some(person), "factor").await?;
            return Ok(if factor == Factor::ClockOff { Second::ClockOff } else { Second::Wrong { left } });
        }
    }
    if !advance(&transaction, &attempt, Step::Factor, Step::Done).await? {
        return Ok(Second::Over);
    }
    let next = after_sign_in(app, &transaction, now, person, &attempt).await?;
    let Entered::Session { token, .. } = open(&transaction, now, person, attempt.shared, browser, true).await? else {
        return Ok(Second::Over);
    };
    transaction.commit().await?;
    Ok(Second::Session { token, next, shared: attempt.shared })
}

/// The mailbox is proved: in, or on to the second factor.
async fn first_factor_given(
    app: &App,
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    attempt: &sign_in_attempt::Model,
    browser: Browser<'_>,
) -> Result<Entered> {
    let active = people::look_up(db, person).await?.is_some_and(|(state, _)| state == PersonState::Active);
    if !active {
        return Ok(Entered::Over);
    }
    if has_totp(db, person).await? {
        sign_in_attempt::Entity::update_many()
            .col_expr(sign_in_attempt::Column::Step, Expr::value(Step::Factor.as_str()))
            .col_expr(sign_in_attempt::Column::Tries, Expr::value(0))
            .filter(sign_in_attempt::Column::Id.eq(attempt.id))
            .exec(db)
            .await?;
        return Ok(Entered::Factor { flow: None });
    }
    let next = after_sign_in(app, db, now, person, attempt).await?;
    let Entered::Session { token, .. } = open(db, now, person, attempt.shared, browser, false).await? else {
        return Ok(Entered::Over);
    };
    Ok(Entered::Session { token, next, shared: attempt.shared })
}

async fn open(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    shared: bool,
    browser: Browser<'_>,
    factor: bool,
) -> Result<Entered> {
    let token = sessions::open(db, now, person, shared, browser.device, factor).await?;
    if let Some(language) = browser.language {
        people::set_locale(db, person, language).await?;
    }
    // Whoever finds the way in needs no help, and may not have asked for any.
    members::resets::cancel(db, now, person).await?;
    let event = audit::Event { actor: Some(person), role: "person", action: "sign_in", ..Default::default() };
    audit::done(db, now, event).await?;
    Ok(Entered::Session { token, next: "/saya".to_owned(), shared })
}

/// Where somebody goes who has just come in; an invitation is taken on the way.
async fn after_sign_in(
    app: &App,
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    attempt: &sign_in_attempt::Model,
) -> Result<String> {
    let of_sign_up = attempt.purpose == Purpose::SignUp.as_str();
    let Some(digest) = attempt.paper_digest.as_ref().filter(|_| of_sign_up) else { return Ok("/saya".to_owned()) };
    Ok(match members::service::accept(app, db, now, person, digest).await? {
        members::service::Accepted::Joined(kind) => kind.area().to_owned(),
        members::service::Accepted::MayFound(kind, code) => founding(kind, &code),
        members::service::Accepted::Gone => "/saya".to_owned(),
    })
}

/// The page on which a body is founded with an invitation.
pub fn founding(kind: BodyKind, code: &str) -> String {
    format!("{}/baru?undangan={code}", kind.area())
}

/// A mail to the owner: something of the account was changed.
pub async fn tell_owner(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<()> {
    mailing::put(db, now, person, Template::AccountChange).await
}
