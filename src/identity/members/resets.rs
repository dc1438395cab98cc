//! Back into an account that was lost: two colleagues who look after the same body, or operators, press a button each
//! in their own account, and the second sees a code on the screen to hand over. The owner of the account is told.
use std::collections::HashMap;

use entity::registry::ops::{assisted_reset, sign_in_attempt};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    prelude::Expr,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        factors::recovery,
        mailing::{self, Template},
        model::{Body, Office},
        policy::MayManageMembers,
        rooms::{self, stamp},
        sign_in::service as sign_in,
    },
    platform::{audit, db, ids},
};

/// How long the two have, and how long the code can be used.
const LIFE: Duration = Duration::hours(24);

/// How long somebody has looked after a body before helping others in.
const SETTLED: Duration = Duration::hours(72);

/// How far help has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Help {
    /// One has pressed; another one is waited for.
    Begun { until: OffsetDateTime },
    /// Both have: the code for the paper, written 4-4-4. It is shown once.
    Ready { code: String, until: OffsetDateTime },
}

/// Who of some people is being helped by a first helper, and by whom.
pub async fn standing(app: &App, people: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let rows = assisted_reset::Entity::find()
        .filter(assisted_reset::Column::PersonId.is_in(people.iter().copied()))
        .filter(assisted_reset::Column::ClosedAt.is_null())
        .filter(assisted_reset::Column::Digest.is_null())
        .filter(assisted_reset::Column::ExpiresAt.gt(stamp(app.clock.now())))
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.first_helper)).collect())
}

/// Helps a colleague of the body back in, as the first or as the second.
pub async fn help(app: &App, permit: Permit<MayManageMembers>, person: Uuid) -> Result<Help> {
    let now = app.clock.now();
    let (helper, body, role) = (permit.actor(), permit.body()?, permit.role().trail());
    if helper == person {
        return Err(Invalid::one("anggota", "fault-help-self").into());
    }
    if !holds_long_enough(app, body, helper, now).await? {
        return Err(Invalid::one("anggota", "fault-help-too-new").into());
    }
    if !reach_is_enough(app, body, person).await? {
        return Err(Invalid::one("anggota", "fault-help-other-office").into());
    }
    let transaction = db::begin(&app.db).await?;
    let answer = match open(&transaction, now, person).await? {
        None => begin(&transaction, now, person, helper).await?,
        Some(row) if row.first_helper == helper => Help::Begun { until: row.expires_at.0 },
        Some(row) => {
            // The first helper must still look after the same body.
            if !holds_long_enough(app, body, row.first_helper, now).await? {
                return Err(Invalid::one("anggota", "fault-help-other-body").into());
            }
            second(app, &transaction, now, row, helper).await?
        }
    };
    let event = audit::Event {
        actor: Some(helper),
        role,
        action: "help_back_in",
        object_kind: "person",
        object: Some(person),
        reason: Some(if matches!(answer, Help::Begun { .. }) { "first" } else { "second" }),
    };
    audit::done(&transaction, now, event).await?;
    mailing::put(&transaction, now, person, Template::AccountChange).await?;
    transaction.commit().await?;
    Ok(answer)
}

/// Whose account a code from the paper opens, and under which digest, while it can be used.
pub async fn look_up(app: &App, typed: &str) -> Result<Option<(Uuid, Vec<u8>)>> {
    let Some(code) = recovery::read_paper(typed) else { return Ok(None) };
    let digest = digest(app, &code);
    let row = usable(&app.db, app.clock.now(), &digest).await?;
    Ok(row.map(|row| (row.person_id, digest)))
}

/// The new address is confirmed: it becomes the address of the account, and everything that let somebody in before is
/// taken away. False when the code was used or is too old.
pub async fn complete(
    app: &App,
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    attempt: &sign_in_attempt::Model,
) -> Result<bool> {
    let paper = attempt.paper_digest.as_deref().unwrap_or_default();
    let Some(row) = usable(db, now, paper).await?.filter(|row| row.person_id == person) else { return Ok(false) };
    if !sign_in::take_new_address(app, db, now, person, attempt).await? || !close(db, now, row.id).await? {
        return Ok(false);
    }
    sign_in::forget_access(db, &app.keys, now, person).await?;
    let event = audit::Event {
        actor: Some(person),
        role: "person",
        action: "reset_access",
        object_kind: "person",
        object: Some(person),
        reason: None,
    };
    audit::done(db, now, event).await?;
    Ok(true)
}

async fn usable(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    digest: &[u8],
) -> Result<Option<assisted_reset::Model>> {
    let row = assisted_reset::Entity::find()
        .filter(assisted_reset::Column::Digest.eq(digest.to_vec()))
        .filter(assisted_reset::Column::ClosedAt.is_null())
        .filter(assisted_reset::Column::ExpiresAt.gt(stamp(now)))
        .one(db)
        .await?;
    Ok(row)
}

/// The owner found the way back, or does not want help.
pub async fn cancel(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<()> {
    assisted_reset::Entity::update_many()
        .col_expr(assisted_reset::Column::ClosedAt, Expr::value(stamp(now)))
        .filter(assisted_reset::Column::PersonId.eq(person))
        .filter(assisted_reset::Column::ClosedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Who looks after one body must not open the way to another one: a person with an office that needs a second factor
/// is helped from a body where that office is held, or by operators.
async fn reach_is_enough(app: &App, body: Body, person: Uuid) -> Result<bool> {
    if body == Body::PLATFORM {
        return Ok(true);
    }
    let hats = rooms::hats(&app.db, app.rooms, person).await?;
    let elsewhere = |office: Office| office.needs_factor();
    Ok(hats.iter().any(|hat| hat.body == body)
        && hats.iter().filter(|hat| hat.body != body).all(|hat| !elsewhere(hat.office)))
}

/// An office that was given a moment ago helps nobody: one person with two accounts must not do the work of two.
async fn holds_long_enough(app: &App, body: Body, helper: Uuid, now: OffsetDateTime) -> Result<bool> {
    let members = rooms::of(app.rooms, body.kind)?.members(&app.db, body, false).await?;
    Ok(members.iter().any(|row| {
        row.person_id == helper
            && Office::parse(&row.office).is_some_and(Office::administers)
            && now - row.created_at.0 >= SETTLED
    }))
}

async fn open(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<Option<assisted_reset::Model>> {
    let row = assisted_reset::Entity::find()
        .filter(assisted_reset::Column::PersonId.eq(person))
        .filter(assisted_reset::Column::ClosedAt.is_null())
        .filter(assisted_reset::Column::Digest.is_null())
        .filter(assisted_reset::Column::ExpiresAt.gt(stamp(now)))
        .order_by_desc(assisted_reset::Column::OpenedAt)
        .one(db)
        .await?;
    Ok(row)
}

async fn begin(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, helper: Uuid) -> Result<Help> {
    cancel(db, now, person).await?;
    let row = assisted_reset::ActiveModel {
        id: Set(ids::new_id()),
        person_id: Set(person),
        first_helper: Set(helper),
        second_helper: Set(None),
        digest: Set(None),
        opened_at: Set(stamp(now)),
        expires_at: Set(stamp(now + LIFE)),
        closed_at: Set(None),
    };
    assisted_reset::Entity::insert(row).exec_without_returning(db).await?;
    Ok(Help::Begun { until: now + LIFE })
}

async fn second(
    app: &App,
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    row: assisted_reset::Model,
    helper: Uuid,
) -> Result<Help> {
    let code = app.keys.paper_code("reset", row.id);
    let until = now + LIFE;
    let taken = assisted_reset::Entity::update_many()
        .col_expr(assisted_reset::Column::SecondHelper, Expr::value(helper))
        .col_expr(assisted_reset::Column::Digest, Expr::value(digest(app, &code)))
        .col_expr(assisted_reset::Column::ExpiresAt, Expr::value(stamp(until)))
        .filter(assisted_reset::Column::Id.eq(row.id))
        .filter(assisted_reset::Column::SecondHelper.is_null())
        .exec(db)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    Ok(Help::Ready { code: recovery::grouped(&code), until })
}

async fn close(db: &impl ConnectionTrait, now: OffsetDateTime, id: Uuid) -> Result<bool> {
    let closed = assisted_reset::Entity::update_many()
        .col_expr(assisted_reset::Column::ClosedAt, Expr::value(stamp(now)))
        .filter(assisted_reset::Column::Id.eq(id))
        .filter(assisted_reset::Column::ClosedAt.is_null())
        .exec(db)
        .await?;
    Ok(closed.rows_affected == 1)
}

fn digest(app: &App, code: &str) -> Vec<u8> {
    app.keys.blind("reset", code).to_vec()
}
