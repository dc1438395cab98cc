//! Signing in and up. What a visitor sees and how long it takes is the same for an address that is known and for one
//! that is not: the same statements run, the same page answers, and mail leaves later, through the outbox.
use entity::registry::ops::{credential, recovery_code, sign_in_attempt};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter,
    prelude::Expr,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        address::SignInAddress,
        counters,
        factors::{password::Verified, recovery, totp},
        mailing::{self, Template},
        members,
        model::BodyKind,
        people::{self, PersonState},
        rooms::stamp,
        sessions,
        vault::{
            self, Address, Field,
            keys::{self, Keys},
        },
    },
    platform::{audit, db, i18n::Lang, ids},
};

crate::words! {
    /// Why a code was asked for.
    pub enum Purpose {
        SignIn = "sign_in",
        SignUp = "sign_up",
        ChangeAddress = "change_address",
        Confirm = "confirm",
    }
}

crate::words! {
    /// What is waited for.
    pub enum Step {
        Code = "code",
        Factor = "factor",
        Done = "done",
    }
}

/// How long a code can be used.
pub const CODE_LIFE: Duration = Duration::minutes(10);
/// After so many wrong ones a code is dead.
pub const TRIES: i32 = 5;
/// Codes for one address in a quarter of an hour, and in a day.
const CODES: (i32, i32) = (3, 8);
/// Passwords tried for one account in a day.
const GUESSES: i32 = 100;

/// What the mailed code proves with: the eight digits, or the link.
#[derive(Clone, Copy, Debug)]
pub enum Proof<'a> {
    Digits(&'a str),
    Link(&'a str),
}

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

/// Asks for a code. Gives the token of the flow, which binds the code to this browser. When the address has had enough
/// codes for now, everything is the same but that nothing is mailed and no code fits.
pub async fn ask(app: &App, address: &SignInAddress, shared: bool) -> Result<String> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let person = vault::find(&transaction, &app.keys, &address.value).await?;
    let subject = subject(app, address);
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let attempt = Attempt { shared, person, ..Attempt::of(Purpose::SignIn, subject) };
    let flow = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(flow)
}

/// Somebody new, or somebody known who signs up again: both get the same page and the same mail.
pub async fn ask_to_join(
    app: &App,
    email: &str,
    name: &str,
    shared: bool,
    invite: Option<Vec<u8>>,
    lang: Lang,
) -> Result<String> {
    let now = app.clock.now();
    let address = SignInAddress { kind: Address::Email, value: email.to_owned() };
    let transaction = db::begin(&app.db).await?;
    let subject = subject(app, &address);
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let person = people::expect(&transaction, &app.keys, now, lang, email, name).await?;
    let attempt = Attempt { shared, person: Some(person), paper: invite, ..Attempt::of(Purpose::SignUp, subject) };
    let flow = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(flow)
}

/// A code for somebody who is signed in, to confirm that it is still the same person.
pub async fn ask_again(app: &App, person: Uuid, session: Uuid) -> Result<String> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let subject = app.keys.blind("person", &person.simple().to_string());
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let attempt = Attempt { person: Some(person), session: Some(session), ..Attempt::of(Purpose::Confirm, subject) };
    let flow = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(flow)
}

/// A code for a new address of somebody who is signed in.
pub async fn ask_new_address(app: &App, person: Uuid, session: Uuid, email: &str) -> Result<String> {
    let attempt = Attempt::of(Purpose::ChangeAddress, [0; 32]);
    ask_at(app, email, Attempt { person: Some(person), session: Some(session), ..attempt }).await
}

/// Somebody who lost the way in has a code on paper and a new address: the code for it goes there.
pub async fn ask_with_paper(app: &App, person: Uuid, email: &str, shared: bool, paper: Vec<u8>) -> Result<String> {
    let attempt = Attempt { shared, paper: Some(paper), ..Attempt::of(Purpose::ChangeAddress, [0; 32]) };
    ask_at(app, email, Attempt { person: Some(person), ..attempt }).await
}

/// Keeps the new address sealed while its code is waited for. The attempt carries the digest of that very address, so
/// that a code for one address never confirms another.
async fn ask_at(app: &App, email: &str, attempt: Attempt) -> Result<String> {
    let now = app.clock.now();
    let address = SignInAddress { kind: Address::Email, value: email.to_owned() };
    let transaction = db::begin(&app.db).await?;
    let subject = subject(app, &address);
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let person = attempt.person.ok_or(Error::NotFound)?;
    vault::put(&transaction, &app.keys, person, Field::NewEmail, email).await?;
    let flow = start(&transaction, now, Attempt { subject, ..attempt }, mail).await?;
    transaction.commit().await?;
    Ok(flow)
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
    // The address before stays sealed until the worker has told it.
    vault::put(db, &app.keys, person, Field::NewEmail, before.as_ref().map_or("", |before| before.expose())).await?;
    mailing::put_to_former(db, now, person).await?;
    forget_attempts(db, person).await?;
    Ok(true)
}

/// Ends every code and second step that still waits for a person.
pub async fn forget_attempts(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    sign_in_attempt::Entity::update_many()
        .col_expr(sign_in_attempt::Column::Step, Expr::value(Step::Done.as_str()))
        .filter(sign_in_attempt::Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(())
}

/// Another code in the place of one that did not come, for the same flow.
pub async fn ask_once_more(app: &App, flow: &str) -> Result<Option<String>> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let row = sign_in_attempt::Entity::find()
        .filter(sign_in_attempt::Column::FlowHash.eq(sessions::digest(flow)))
        .filter(sign_in_attempt::Column::Step.eq(Step::Code.as_str()))
        .one(&transaction)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let subject: [u8; 32] = row.subject_digest.as_slice().try_into().unwrap_or_default();
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let attempt = Attempt {
        purpose: Purpose::of(&row.purpose)?,
        subject,
        shared: row.shared,
        person: row.person_id,
        session: row.session_id,
        paper: row.paper_digest.clone(),
    };
    advance(&transaction, &row, Step::Code, Step::Done).await?;
    let fresh = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(Some(fresh))
}

/// The code that was mailed comes back.
pub async fn enter(app: &App, flow: &str, proof: Proof<'_>, device: &str) -> Result<Entered> {
    let now = app.clock.now();
    let purposes = [Purpose::SignIn, Purpose::SignUp, Purpose::ChangeAddress];
    let attempt = match try_code(app, now, flow, proof, &purposes).await? {
        // A new address of somebody who is signed in is confirmed there, and lets nobody in.
        Tried::Right(attempt) if attempt.session_id.is_none() => attempt,
        Tried::Right(_) => return Ok(Entered::Over),
        Tried::Wrong { left } => return Ok(Entered::Wrong { left }),
        Tried::Over => return Ok(Entered::Over),
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
    let entered = first_factor_given(app, &transaction, now, person, &attempt, device).await?;
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
    device: &str,
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
        open(&transaction, now, person, shared, device, false).await?
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
pub async fn second_factor(app: &App, flow: &str, typed: &str, device: &str) -> Result<Second> {
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
    let Entered::Session { token, .. } = open(&transaction, now, person, attempt.shared, device, true).await? else {
        return Ok(Second::Over);
    };
    transaction.commit().await?;
    Ok(Second::Session { token, next, shared: attempt.shared })
}

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
async fn guess(app: &App, now: OffsetDateTime, key: &[u8; 32]) -> Result<()> {
    counters::guess(&app.db, now, key).await?.map_or(Ok(()), |wait| Err(too_many(wait)))
}

async fn settle_guess(app: &App, key: &[u8; 32], right: bool) -> Result<()> {
    if right { counters::forget(&app.db, key).await } else { Ok(()) }
}

/// A line in the trail: somebody did not get in, and by what. The same for nobody.
async fn refuse(app: &App, now: OffsetDateTime, person: Option<Uuid>, by: &str) -> Result<()> {
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

/// What came of a code.
#[derive(Debug)]
pub enum Tried {
    Right(sign_in_attempt::Model),
    Wrong { left: i32 },
    Over,
}

/// Counts the try first, then compares: a thousand guesses at once are five.
pub async fn try_code(
    app: &App,
    now: OffsetDateTime,
    flow: &str,
    proof: Proof<'_>,
    purposes: &[Purpose],
) -> Result<Tried> {
    let Some(attempt) = count_try(app, now, flow, Step::Code).await? else { return Ok(Tried::Over) };
    let purpose = Purpose::of(&attempt.purpose)?;
    let right = match proof {
        Proof::Digits(typed) => keys::same(&digits(typed), &mailing::code_of(app, attempt.id)),
        Proof::Link(token) => keys::same(token.trim(), &mailing::token_of(app, attempt.id)),
    };
    if !right || attempt.person_id.is_none() || !purposes.contains(&purpose) {
        refuse(app, now, attempt.person_id, "code").await?;
        return Ok(Tried::Wrong { left: TRIES - attempt.tries });
    }
    Ok(if advance(&app.db, &attempt, Step::Code, Step::Done).await? { Tried::Right(attempt) } else { Tried::Over })
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

/// What starts when a code is asked for.
#[derive(Debug)]
struct Attempt {
    purpose: Purpose,
    subject: [u8; 32],
    shared: bool,
    person: Option<Uuid>,
    session: Option<Uuid>,
    paper: Option<Vec<u8>>,
}

impl Attempt {
    fn of(purpose: Purpose, subject: [u8; 32]) -> Self {
        Self { purpose, subject, shared: true, person: None, session: None, paper: None }
    }
}

/// What limits count by: a keyed digest of what was typed, known or not.
fn subject(app: &App, address: &SignInAddress) -> [u8; 32] {
    app.keys.blind("ask", &format!("{}:{}", address.kind.as_str(), address.value))
}

/// Three codes in a quarter of an hour and eight a day for one address, whoever asks.
async fn may_ask(app: &App, db: &impl ConnectionTrait, subject: &[u8; 32], now: OffsetDateTime) -> Result<bool> {
    let day_key = app.keys.blind("ask-day", &ids::digest(subject, 32));
    let quarter = counters::count(db, now, subject, Duration::minutes(15)).await?;
    let day = counters::count(db, now, &day_key, Duration::DAY).await?;
    Ok(quarter <= CODES.0 && day <= CODES.1)
}

/// The attempt and its mail, in one transaction. Without a mail there is an attempt of nobody, which no code fits.
async fn start(db: &DatabaseTransaction, now: OffsetDateTime, attempt: Attempt, mail: bool) -> Result<String> {
    let attempt = if mail { attempt } else { Attempt { person: None, ..attempt } };
    start_at(db, now, attempt, Step::Code).await
}

async fn start_at(db: &DatabaseTransaction, now: OffsetDateTime, attempt: Attempt, step: Step) -> Result<String> {
    let flow = ids::new_token();
    let id = ids::new_id();
    let person = attempt.person;
    let row = sign_in_attempt::ActiveModel {
        id: Set(id),
        flow_hash: Set(sessions::digest(&flow)),
        purpose: Set(attempt.purpose.as_str().to_owned()),
        step: Set(step.as_str().to_owned()),
        person_id: Set(person),
        session_id: Set(attempt.session),
        paper_digest: Set(attempt.paper),
        subject_digest: Set(attempt.subject.to_vec()),
        shared: Set(attempt.shared),
        tries: Set(0),
        created_at: Set(stamp(now)),
        expires_at: Set(stamp(now + CODE_LIFE)),
    };
    sign_in_attempt::Entity::insert(row).exec_without_returning(db).await?;
    if step == Step::Code {
        mailing::put_code(db, now, person, id, attempt.purpose == Purpose::ChangeAddress).await?;
    }
    Ok(flow)
}

/// Counts a try and gives the attempt, unless it is over.
async fn count_try(app: &App, now: OffsetDateTime, flow: &str, step: Step) -> Result<Option<sign_in_attempt::Model>> {
    let hash = sessions::digest(flow);
    let counted = sign_in_attempt::Entity::update_many()
        .col_expr(sign_in_attempt::Column::Tries, Expr::col(sign_in_attempt::Column::Tries).add(1))
        .filter(sign_in_attempt::Column::FlowHash.eq(hash.clone()))
        .filter(sign_in_attempt::Column::Step.eq(step.as_str()))
        .filter(sign_in_attempt::Column::Tries.lt(TRIES))
        .filter(sign_in_attempt::Column::ExpiresAt.gt(stamp(now)))
        .exec(&app.db)
        .await?;
    if counted.rows_affected == 0 {
        return Ok(None);
    }
    Ok(sign_in_attempt::Entity::find().filter(sign_in_attempt::Column::FlowHash.eq(hash)).one(&app.db).await?)
}

/// Moves on once. False when another request was faster.
async fn advance(db: &impl ConnectionTrait, attempt: &sign_in_attempt::Model, from: Step, to: Step) -> Result<bool> {
    let moved = sign_in_attempt::Entity::update_many()
        .col_expr(sign_in_attempt::Column::Step, Expr::value(to.as_str()))
        .filter(sign_in_attempt::Column::Id.eq(attempt.id))
        .filter(sign_in_attempt::Column::Step.eq(from.as_str()))
        .exec(db)
        .await?;
    Ok(moved.rows_affected == 1)
}

async fn set_person(db: &impl ConnectionTrait, attempt: Uuid, person: Option<Uuid>) -> Result<()> {
    sign_in_attempt::Entity::update_many()
        .col_expr(sign_in_attempt::Column::PersonId, Expr::value(person))
        .filter(sign_in_attempt::Column::Id.eq(attempt))
        .exec(db)
        .await?;
    Ok(())
}

/// The mailbox is proved: in, or on to the second factor.
async fn first_factor_given(
    app: &App,
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    attempt: &sign_in_attempt::Model,
    device: &str,
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
    let Entered::Session { token, .. } = open(db, now, person, attempt.shared, device, false).await? else {
        return Ok(Entered::Over);
    };
    Ok(Entered::Session { token, next, shared: attempt.shared })
}

async fn open(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    shared: bool,
    device: &str,
    factor: bool,
) -> Result<Entered> {
    let token = sessions::open(db, now, person, shared, device, factor).await?;
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

fn digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}

fn too_many(wait: Duration) -> Error {
    Error::TooMany(u64::try_from(wait.whole_seconds()).unwrap_or_default() + 1)
}
