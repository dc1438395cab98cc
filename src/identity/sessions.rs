//! Sessions: a random token in the browser, its digest in the store. Offices are read anew for each request, so
//! nothing a browser holds says what its owner may.
use entity::registry::ops::{person, session, sign_in_attempt};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::Expr,
};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    actor::Actor,
    model::{Hat, Role},
    rooms::{self, stamp},
};
use crate::{
    app::App,
    error::Result,
    platform::{i18n::Lang, ids},
};

/// The eleventh session of a person ends the oldest.
const MOST: usize = 10;
/// The moment of the last request is written at most so often.
const TOUCH: Duration = Duration::minutes(1);

/// How long a session lives without a request, and in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    pub idle: Duration,
    pub whole: Duration,
}

impl Life {
    /// Of a telephone that others use too.
    pub const SHARED: Self = Self { idle: Duration::minutes(10), whole: Duration::hours(2) };
    /// Of one's own telephone.
    pub const OWN: Self = Self { idle: Duration::days(14), whole: Duration::days(30) };
    pub const EMPLOYER: Self = Self { idle: Duration::minutes(30), whole: Duration::hours(12) };
    /// Offices, outlets, networks and those who run the site.
    pub const STAFF: Self = Self { idle: Duration::minutes(15), whole: Duration::hours(8) };

    /// The shortest that any office or the telephone asks for.
    pub fn of(hats: &[Hat], shared: bool) -> Self {
        let own = if shared { Self::SHARED } else { Self::OWN };
        hats.iter().map(|hat| Self::of_role(hat.office.role())).fold(own, |shortest, life| Self {
            idle: shortest.idle.min(life.idle),
            whole: shortest.whole.min(life.whole),
        })
    }

    fn of_role(role: Role) -> Self {
        match role {
            Role::Anonymous | Role::Person | Role::EnterpriseAdmin | Role::EnterpriseMember | Role::Companion => {
                Self::OWN
            }
            Role::EmployerAdmin | Role::EmployerUser => Self::EMPLOYER,
            _ => Self::STAFF,
        }
    }
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct SessionView {
    pub code: String,
    pub device: String,
    pub since: OffsetDateTime,
    pub last: OffsetDateTime,
    pub shared: bool,
    pub current: bool,
}

/// Opens a session and gives the token for the cookie, which is kept nowhere.
pub async fn open(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    person: Uuid,
    shared: bool,
    device: &str,
    factor: bool,
) -> Result<String> {
    let token = ids::new_token();
    let row = session::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_public_code()),
        token_hash: Set(digest(&token)),
        person_id: Set(person),
        created_at: Set(stamp(now)),
        last_seen_at: Set(stamp(now)),
        signed_in_at: Set(stamp(now)),
        factor_at: Set(factor.then(|| stamp(now))),
        shared: Set(shared),
        device: Set(device.chars().take(64).collect()),
        ended_at: Set(None),
    };
    session::Entity::insert(row).exec_without_returning(db).await?;
    let surplus = session::Entity::find()
        .filter(session::Column::PersonId.eq(person))
        .filter(session::Column::EndedAt.is_null())
        .order_by_desc(session::Column::CreatedAt)
        .offset(MOST as u64)
        .limit(100)
        .all(db)
        .await?;
    for old in surplus {
        end(db, now, old.id).await?;
    }
    Ok(token)
}

/// Who is behind a token, if its session is alive.
pub async fn resume(app: &App, token: &str) -> Result<Option<Actor>> {
    let now = app.clock.now();
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(digest(token)))
        .filter(session::Column::EndedAt.is_null())
        .find_also_related(person::Entity)
        .one(&app.db)
        .await?;
    let Some((row, Some(person))) = found else { return Ok(None) };
    let hats = rooms::hats(&app.db, app.rooms, row.person_id).await?;
    let life = Life::of(&hats, row.shared);
    let alive =
        now - row.last_seen_at.0 <= life.idle && now - row.created_at.0 <= life.whole && person.state == "active";
    if !alive {
        end(&app.db, now, row.id).await?;
        return Ok(None);
    }
    if now - row.last_seen_at.0 >= TOUCH {
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, Expr::value(stamp(now)))
            .filter(session::Column::Id.eq(row.id))
            .exec(&app.db)
            .await?;
    }
    Ok(Some(Actor {
        person: row.person_id,
        session: row.id,
        locale: Lang::of(&person.locale)?,
        shared: row.shared,
        fresh: Actor::is_fresh_at(row.signed_in_at.0, now),
        factor: row.factor_at.is_some() || app.settings.demo,
        hats,
    }))
}

/// Ends one session.
pub async fn end(db: &impl ConnectionTrait, now: OffsetDateTime, session: Uuid) -> Result<()> {
    end_where(db, now, session::Column::Id.eq(session)).await
}

/// Ends every session of a person but one.
pub async fn end_others(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, but: Option<Uuid>) -> Result<()> {
    let mine = session::Column::PersonId.eq(person);
    end_where(db, now, but.map_or(mine.clone(), |but| mine.and(session::Column::Id.ne(but)))).await
}

/// Ends every session there is, with every code that still waits.
pub async fn end_all(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    end_where(db, now, session::Column::EndedAt.is_null()).await?;
    sign_in_attempt::Entity::update_many()
        .col_expr(sign_in_attempt::Column::Step, Expr::value("done"))
        .filter(sign_in_attempt::Column::Step.ne("done"))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends the session of a code, if it is the person's own.
pub async fn end_own(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, code: &str) -> Result<()> {
    let mine = session::Column::PersonId.eq(person).and(session::Column::PublicCode.eq(code));
    end_where(db, now, mine).await
}

/// Sessions of the actor that have not ended, the last used first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<SessionView>> {
    let rows = session::Entity::find()
        .filter(session::Column::PersonId.eq(actor.person()))
        .filter(session::Column::EndedAt.is_null())
        .order_by_desc(session::Column::LastSeenAt)
        .order_by_asc(session::Column::Id)
        .limit(MOST as u64)
        .all(&app.db)
        .await?;
    let view = |row: session::Model| SessionView {
        current: row.id == actor.session(),
        code: row.public_code,
        device: row.device,
        since: row.created_at.0,
        last: row.last_seen_at.0,
        shared: row.shared,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Notes that a password or a code was given again just now.
pub async fn confirm(db: &impl ConnectionTrait, now: OffsetDateTime, session: Uuid) -> Result<()> {
    set(db, session, session::Column::SignedInAt, Expr::value(stamp(now))).await
}

/// Notes that the second factor was given just now.
pub async fn give_factor(db: &impl ConnectionTrait, now: OffsetDateTime, session: Uuid) -> Result<()> {
    set(db, session, session::Column::FactorAt, Expr::value(stamp(now))).await
}

/// Forgets that a second factor was given in any session of a person.
pub async fn forget_factor(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::FactorAt, Expr::value(None::<i64>))
        .filter(session::Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(())
}

/// Says whether others use the telephone too.
pub async fn share(db: &impl ConnectionTrait, session: Uuid, shared: bool) -> Result<()> {
    set(db, session, session::Column::Shared, Expr::value(shared)).await
}

/// A new token in the place of the old one: whenever rights change, so that a token seen before is worth nothing.
pub async fn renew(db: &impl ConnectionTrait, session: Uuid) -> Result<String> {
    let token = ids::new_token();
    set(db, session, session::Column::TokenHash, Expr::value(digest(&token))).await?;
    Ok(token)
}

async fn set(db: &impl ConnectionTrait, session: Uuid, column: session::Column, value: Expr) -> Result<()> {
    let update = session::Entity::update_many().col_expr(column, value).filter(session::Column::Id.eq(session));
    update.exec(db).await?;
    Ok(())
}

async fn end_where(db: &impl ConnectionTrait, now: OffsetDateTime, which: Expr) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(stamp(now)))
        .filter(which)
        .filter(session::Column::EndedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// The digest of a token. Tokens have 256 random bits, so no salt is needed.
pub(super) fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::model::{Body, Office};

    fn hat(office: Office) -> Hat {
        let body = Body { kind: office.kind(), id: Uuid::nil() };
        let text = String::new;
        Hat { membership: Uuid::nil(), office, body, code: text(), name: text(), state: text() }
    }

    #[test]
    fn the_shortest_life_counts() {
        let cases = [
            (vec![], true, Life::SHARED),
            (vec![Office::Lead], false, Life::OWN),
            (vec![Office::Lead], true, Life::SHARED),
            (vec![Office::Recruiter], false, Life::EMPLOYER),
            (vec![Office::Lead, Office::Verifier], false, Life::STAFF),
            (vec![Office::OutletAssistant], false, Life::STAFF),
        ];
        for (offices, shared, life) in cases {
            let hats: Vec<Hat> = offices.iter().map(|office| hat(*office)).collect();
            assert_eq!(Life::of(&hats, shared), life, "{offices:?} {shared}");
        }
        let both = Life::of(&[hat(Office::Decider)], true);
        assert_eq!(both, Life { idle: Duration::minutes(10), whole: Duration::hours(2) });
    }
}
