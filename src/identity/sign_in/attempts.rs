//! Attempts to sign in: the row that binds a mailed code to a browser, how often one may ask, and how often one may try.
use entity::registry::ops::sign_in_attempt;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter,
    prelude::Expr,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::proofs::refuse;
use crate::{
    app::App,
    error::Result,
    identity::{address::SignInAddress, counters, mailing, rooms::stamp, sessions, vault::keys},
    platform::ids,
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

/// What the mailed code proves with: the eight digits, or the link.
#[derive(Clone, Copy, Debug)]
pub enum Proof<'a> {
    Digits(&'a str),
    Link(&'a str),
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

/// What came of a code.
#[derive(Debug)]
pub enum Tried {
    Right(Box<sign_in_attempt::Model>),
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
    Ok(if advance(&app.db, &attempt, Step::Code, Step::Done).await? {
        Tried::Right(Box::new(attempt))
    } else {
        Tried::Over
    })
}

/// What starts when a code is asked for.
#[derive(Debug)]
pub(super) struct Attempt {
    pub purpose: Purpose,
    pub subject: [u8; 32],
    pub shared: bool,
    pub person: Option<Uuid>,
    pub session: Option<Uuid>,
    pub paper: Option<Vec<u8>>,
}

impl Attempt {
    pub fn of(purpose: Purpose, subject: [u8; 32]) -> Self {
        Self { purpose, subject, shared: true, person: None, session: None, paper: None }
    }
}

/// What limits count by: a keyed digest of what was typed, known or not.
pub(super) fn subject(app: &App, address: &SignInAddress) -> [u8; 32] {
    app.keys.blind("ask", &format!("{}:{}", address.kind.as_str(), address.value))
}

/// Three codes in a quarter of an hour and eight a day for one address, whoever asks.
pub(super) async fn may_ask(
    app: &App,
    db: &impl ConnectionTrait,
    subject: &[u8; 32],
    now: OffsetDateTime,
) -> Result<bool> {
    let day_key = app.keys.blind("ask-day", &ids::digest(subject, 32));
    let quarter = counters::count(db, now, subject, Duration::minutes(15)).await?;
    let day = counters::count(db, now, &day_key, Duration::DAY).await?;
    Ok(quarter <= CODES.0 && day <= CODES.1)
}

/// The attempt and its mail, in one transaction. Without a mail there is an attempt of nobody, which no code fits.
pub(super) async fn start(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    attempt: Attempt,
    mail: bool,
) -> Result<String> {
    let attempt = if mail { attempt } else { Attempt { person: None, ..attempt } };
    start_at(db, now, attempt, Step::Code).await
}

pub(super) async fn start_at(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    attempt: Attempt,
    step: Step,
) -> Result<String> {
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
pub(super) async fn count_try(
    app: &App,
    now: OffsetDateTime,
    flow: &str,
    step: Step,
) -> Result<Option<sign_in_attempt::Model>> {
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
pub(super) async fn advance(
    db: &impl ConnectionTrait,
    attempt: &sign_in_attempt::Model,
    from: Step,
    to: Step,
) -> Result<bool> {
    let moved = sign_in_attempt::Entity::update_many()
        .col_expr(sign_in_attempt::Column::Step, Expr::value(to.as_str()))
        .filter(sign_in_attempt::Column::Id.eq(attempt.id))
        .filter(sign_in_attempt::Column::Step.eq(from.as_str()))
        .exec(db)
        .await?;
    Ok(moved.rows_affected == 1)
}

pub(super) async fn set_person(db: &impl ConnectionTrait, attempt: Uuid, person: Option<Uuid>) -> Result<()> {
    sign_in_attempt::Entity::update_many()
        .col_expr(sign_in_attempt::Column::PersonId, Expr::value(person))
        .filter(sign_in_attempt::Column::Id.eq(attempt))
        .exec(db)
        .await?;
    Ok(())
}

fn digits(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).collect()
}
