//! Memberships and invitations, wherever they are kept. Offices on networks have tables of their own in the room of
//! networks; every room has the same shape, so that one code serves them all and no other module need know where.
use entity::registry::ops::{invite, membership};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value, prelude::TimeUnixTimestampMillis};
use time::OffsetDateTime;
use uuid::Uuid;

use super::model::{Body, BodyKind, Hat, Office};
use crate::error::{Error, Result};

/// One room: the names of its tables.
#[derive(Debug)]
pub struct Room {
    pub membership: &'static str,
    pub invite: &'static str,
    pub bodies: &'static [BodyTable],
}

/// Where the public face of a kind of body stands.
#[derive(Debug)]
pub struct BodyTable {
    pub kind: BodyKind,
    pub table: &'static str,
    /// Column with the name people know it by.
    pub name: &'static str,
    /// Column with its state, if it has one.
    pub state: Option<&'static str>,
}

/// The room of operations: every body that is public.
pub const OPERATIONS: Room = Room {
    membership: "membership",
    invite: "invite",
    bodies: &[
        BodyTable { kind: BodyKind::Enterprise, table: "enterprise", name: "trade_name", state: Some("state") },
        BodyTable { kind: BodyKind::Outlet, table: "outlet", name: "name", state: Some("state") },
        BodyTable { kind: BodyKind::Employer, table: "employer", name: "trade_name", state: Some("state") },
        BodyTable { kind: BodyKind::Agency, table: "agency", name: "name", state: None },
    ],
};

/// Every room of an installation.
pub type Rooms = &'static [&'static Room];

/// The room that keeps the memberships of a kind of body.
pub fn of(rooms: Rooms, kind: BodyKind) -> Result<&'static Room> {
    let holds = |room: &&&Room| match kind {
        BodyKind::Platform => room.membership == OPERATIONS.membership,
        kind => room.bodies.iter().any(|table| table.kind == kind),
    };
    rooms.iter().find(holds).copied().ok_or(Error::NotFound)
}

/// Every office a person holds now, oldest first. One statement a room, for everybody alike.
pub async fn hats(db: &impl ConnectionTrait, rooms: Rooms, person: Uuid) -> Result<Vec<Hat>> {
    let mut hats = Vec::new();
    for room in rooms {
        let found = rows(db, &room.hats_query(), [person.into()]).await?;
        for row in found {
            let kind: String = row.try_get("", "body_kind")?;
            let office: String = row.try_get("", "office")?;
            hats.push(Hat {
                membership: row.try_get("", "id")?,
                office: Office::of(&office)?,
                body: Body { kind: BodyKind::of(&kind)?, id: row.try_get("", "body_id")? },
                code: row.try_get("", "code")?,
                name: row.try_get("", "name")?,
                state: row.try_get("", "state")?,
            });
        }
    }
    Ok(hats)
}

/// Name and code of a body.
pub async fn face(db: &impl ConnectionTrait, rooms: Rooms, body: Body) -> Result<Option<(String, String)>> {
    let table = of(rooms, body.kind)?.bodies.iter().find(|table| table.kind == body.kind);
    let Some(BodyTable { table, name, .. }) = table else { return Ok(Some((String::new(), String::new()))) };
    let sql = format!("SELECT {name} AS name, COALESCE(public_code, '') AS code FROM {table} WHERE id = $1");
    let found = rows(db, &sql, [body.id.into()]).await?;
    found.first().map(|row| Ok((row.try_get("", "name")?, row.try_get("", "code")?))).transpose()
}

/// The body of a code.
pub async fn find_body(db: &impl ConnectionTrait, rooms: Rooms, kind: BodyKind, code: &str) -> Result<Option<Body>> {
    let Some(table) = of(rooms, kind)?.bodies.iter().find(|table| table.kind == kind) else { return Ok(None) };
    let sql = format!("SELECT id FROM {} WHERE public_code = $1", table.table);
    let found = rows(db, &sql, [code.into()]).await?;
    found.first().map(|row| Ok(Body { kind, id: row.try_get("", "id")? })).transpose()
}

impl Room {
    fn hats_query(&self) -> String {
        let joins: Vec<String> = (0..)
            .zip(self.bodies)
            .map(|(at, body)| {
                let (table, kind) = (body.table, body.kind.as_str());
                format!(" LEFT JOIN {table} b{at} ON m.body_kind = '{kind}' AND b{at}.id = m.body_id")
            })
            .collect();
        let first_of = |column: fn(&BodyTable) -> Option<&'static str>| {
            let known = (0..).zip(self.bodies).filter_map(|(at, body)| Some(format!("b{at}.{}, ", column(body)?)));
            format!("COALESCE({}'', '')", known.collect::<String>())
        };
        format!(
            "SELECT m.id, m.body_kind, m.body_id, m.office, {} AS code, {} AS name, {} AS state FROM {} m{} \
             WHERE m.person_id = $1 AND m.ended_at IS NULL ORDER BY m.created_at, m.id",
            first_of(|_| Some("public_code")),
            first_of(|body| Some(body.name)),
            first_of(|body| body.state),
            self.membership,
            joins.concat(),
        )
    }

    /// Everybody who holds an office on a body now, oldest first. `locked` keeps other transactions from ending one
    /// meanwhile.
    pub async fn members(&self, db: &impl ConnectionTrait, body: Body, locked: bool) -> Result<Vec<membership::Model>> {
        let lock = if locked && db.get_database_backend() == sea_orm::DbBackend::Postgres { " FOR UPDATE" } else { "" };
        let sql = format!(
            "SELECT * FROM {} WHERE body_kind = $1 AND body_id = $2 AND ended_at IS NULL \
             ORDER BY created_at, id LIMIT 500{lock}",
            self.membership
        );
        let found = rows(db, &sql, [body.kind.as_str().into(), body.id.into()]).await?;
        found.iter().map(|row| Ok(membership::Model::from_query_result(row, "")?)).collect()
    }

    /// Gives a person an office. Holding it already is no fault.
    pub async fn admit(&self, db: &impl ConnectionTrait, now: OffsetDateTime, row: NewMembership) -> Result<()> {
        let sql = format!(
            "INSERT INTO {} (id, public_code, person_id, body_kind, body_id, office, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (person_id, body_kind, body_id, office) WHERE ended_at IS NULL DO NOTHING",
            self.membership
        );
        let values = [
            row.id.into(),
            row.code.into(),
            row.person.into(),
            row.body.kind.as_str().into(),
            row.body.id.into(),
            row.office.as_str().into(),
            milliseconds(now).into(),
        ];
        execute(db, &sql, values).await?;
        Ok(())
    }

    /// Ends an office. False when it had ended.
    pub async fn end(&self, db: &impl ConnectionTrait, now: OffsetDateTime, id: Uuid) -> Result<bool> {
        let sql = format!("UPDATE {} SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL", self.membership);
        Ok(execute(db, &sql, [milliseconds(now).into(), id.into()]).await? == 1)
    }

    /// Ends every office of a person, and what the person has invited to.
    pub async fn end_all(&self, db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<()> {
        let sql = format!("UPDATE {} SET ended_at = $1 WHERE person_id = $2 AND ended_at IS NULL", self.membership);
        execute(db, &sql, [milliseconds(now).into(), person.into()]).await?;
        self.revoke_all_of(db, now, person).await
    }

    /// Takes back everything a person has invited to.
    pub async fn revoke_all_of(&self, db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<()> {
        let sql = format!(
            "UPDATE {} SET revoked_at = $1 WHERE made_by = $2 AND used_at IS NULL AND revoked_at IS NULL",
            self.invite
        );
        execute(db, &sql, [milliseconds(now).into(), person.into()]).await?;
        Ok(())
    }

    /// Writes an invitation.
    pub async fn write_invite(&self, db: &impl ConnectionTrait, row: invite::Model) -> Result<()> {
        let sql = format!(
            "INSERT INTO {} (id, public_code, code_digest, token_digest, body_kind, body_id, office, made_by, \
             created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            self.invite
        );
        let values: [Value; 10] = [
            row.id.into(),
            row.public_code.into(),
            row.code_digest.into(),
            row.token_digest.into(),
            row.body_kind.into(),
            row.body_id.into(),
            row.office.into(),
            row.made_by.into(),
            milliseconds(row.created_at.0).into(),
            milliseconds(row.expires_at.0).into(),
        ];
        execute(db, &sql, values).await?;
        Ok(())
    }

    /// Invitations of a body that can still be used, newest first.
    pub async fn open_invites(
        &self,
        db: &impl ConnectionTrait,
        now: OffsetDateTime,
        body: Body,
    ) -> Result<Vec<invite::Model>> {
        let sql = format!(
            "SELECT * FROM {} WHERE body_kind = $1 AND body_id = $2 AND used_at IS NULL AND revoked_at IS NULL \
             AND expires_at > $3 ORDER BY created_at DESC, id LIMIT 100",
            self.invite
        );
        let values = [body.kind.as_str().into(), body.id.into(), milliseconds(now).into()];
        let found = rows(db, &sql, values).await?;
        found.iter().map(|row| Ok(invite::Model::from_query_result(row, "")?)).collect()
    }

    /// Takes an invitation back. False when it was used, had ended, or is not of this body.
    pub async fn revoke(&self, db: &impl ConnectionTrait, now: OffsetDateTime, body: Body, code: &str) -> Result<bool> {
        let sql = format!(
            "UPDATE {} SET revoked_at = $1 WHERE public_code = $2 AND body_kind = $3 AND body_id = $4 \
             AND used_at IS NULL AND revoked_at IS NULL",
            self.invite
        );
        let values = [milliseconds(now).into(), code.into(), body.kind.as_str().into(), body.id.into()];
        Ok(execute(db, &sql, values).await? == 1)
    }

    /// Takes back what somebody who leaves has invited to a body.
    pub async fn revoke_of(&self, db: &impl ConnectionTrait, now: OffsetDateTime, body: Body, by: Uuid) -> Result<()> {
        let sql = format!(
            "UPDATE {} SET revoked_at = $1 WHERE made_by = $2 AND body_kind = $3 AND body_id = $4 \
             AND used_at IS NULL AND revoked_at IS NULL",
            self.invite
        );
        let values = [milliseconds(now).into(), by.into(), body.kind.as_str().into(), body.id.into()];
        execute(db, &sql, values).await?;
        Ok(())
    }

    /// An invitation that can still be used, by the digest of its code or of its link.
    pub async fn find_invite(
        &self,
        db: &impl ConnectionTrait,
        now: OffsetDateTime,
        digest: &[u8],
    ) -> Result<Option<invite::Model>> {
        let sql = format!(
            "SELECT * FROM {} WHERE (code_digest = $1 OR token_digest = $1) AND used_at IS NULL \
             AND revoked_at IS NULL AND expires_at > $2",
            self.invite
        );
        let found = rows(db, &sql, [digest.to_vec().into(), milliseconds(now).into()]).await?;
        found.first().map(|row| Ok(invite::Model::from_query_result(row, "")?)).transpose()
    }

    /// Spends an invitation. False when somebody was faster.
    pub async fn spend_invite(&self, db: &impl ConnectionTrait, now: OffsetDateTime, id: Uuid) -> Result<bool> {
        let sql =
            format!("UPDATE {} SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND revoked_at IS NULL", self.invite);
        Ok(execute(db, &sql, [milliseconds(now).into(), id.into()]).await? == 1)
    }
}

/// An office about to be given.
#[derive(Clone, Debug)]
pub struct NewMembership {
    pub id: Uuid,
    pub code: String,
    pub person: Uuid,
    pub body: Body,
    pub office: Office,
}

/// An invitation that can still be used, whichever room keeps it.
pub async fn find_invite(
    db: &impl ConnectionTrait,
    rooms: Rooms,
    now: OffsetDateTime,
    digest: &[u8],
) -> Result<Option<(&'static Room, invite::Model)>> {
    let mut found = None;
    for room in rooms {
        // Every room is asked, found or not, so that no time tells where it was.
        let here = room.find_invite(db, now, digest).await?;
        found = found.or(here.map(|row| (*room, row)));
    }
    Ok(found)
}

/// Milliseconds since 1970.
pub(super) fn milliseconds(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

/// A moment for a column.
pub(super) fn stamp(moment: OffsetDateTime) -> TimeUnixTimestampMillis {
    TimeUnixTimestampMillis(moment)
}

async fn rows<const N: usize>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<sea_orm::QueryResult>> {
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}

async fn execute<const N: usize>(db: &impl ConnectionTrait, sql: &str, values: [Value; N]) -> Result<u64> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}
