//! Memberships of one body. What is asked for is a body of the proof, never one named in the request.
use entity::registry::ops::{invite, membership};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        factors::recovery,
        mailing::{self, Template},
        model::{Body, BodyKind, Office},
        policy::{MayManageMembers, MaySeeMembers},
        rooms::{self, NewMembership, stamp},
        vault,
    },
    platform::{audit, db, ids},
};

/// How long an invitation can be used.
pub const INVITE_LIFE: Duration = Duration::days(14);

/// A colleague, as colleagues see each other.
#[derive(Clone, Debug)]
pub struct Member {
    pub code: String,
    pub person: Uuid,
    pub name: String,
    pub office: Office,
    pub since: OffsetDateTime,
}

/// An invitation that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub code: String,
    pub office: Office,
    pub until: OffsetDateTime,
}

/// A fresh invitation. The code and the link are shown once and kept nowhere.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub office: Office,
    /// Twelve characters, written 4-4-4.
    pub code: String,
    /// Goes behind the address of the site.
    pub path: String,
    pub until: OffsetDateTime,
}

/// What an invitation says before it is taken.
#[derive(Clone, Debug)]
pub struct Offer {
    pub kind: BodyKind,
    pub office: Office,
    /// Name of the body; nothing when its holder founds one.
    pub body: Option<String>,
    /// Under which it is taken.
    pub digest: Vec<u8>,
}

/// What became of an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    Joined(BodyKind),
    /// The holder may found a body of the kind, with this code.
    MayFound(BodyKind, String),
    /// Used by somebody else meanwhile, taken back or too old.
    Gone,
}

/// Everybody who holds an office on the body.
pub async fn roster(app: &App, permit: Permit<MaySeeMembers>) -> Result<Vec<Member>> {
    let body = permit.body()?;
    let rows = rooms::of(app.rooms, body.kind)?.members(&app.db, body, false).await?;
    let people: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let names = vault::display_names(&app.db, &app.keys, &people).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Member {
                name: names.get(&row.person_id).map(|name| name.expose().to_owned()).unwrap_or_default(),
                office: Office::of(&row.office)?,
                since: row.created_at.0,
                code: row.public_code,
                person: row.person_id,
            })
        })
        .collect()
}

/// Invitations that can still be used.
pub async fn waiting(app: &App, permit: Permit<MaySeeMembers>) -> Result<Vec<Waiting>> {
    let body = permit.body()?;
    let rows = rooms::of(app.rooms, body.kind)?.open_invites(&app.db, app.clock.now(), body).await?;
    let view = |row: invite::Model| {
        Ok(Waiting { office: Office::of(&row.office)?, code: row.public_code, until: row.expires_at.0 })
    };
    rows.into_iter().map(view).collect()
}

/// Makes an invitation to an office of the body.
pub async fn invite(app: &App, permit: Permit<MayManageMembers>, office: Office) -> Result<Invitation> {
    let body = permit.body()?;
    if office.kind() != body.kind {
        return Err(Invalid::one("peran", "fault-office").into());
    }
    let (actor, role) = (permit.actor(), permit.role().trail());
    let transaction = db::begin(&app.db).await?;
    let invitation = write_invite(app, &transaction, body.kind, Some(body.id), office, Some(actor)).await?;
    let event = audit::Event {
        actor: Some(actor),
        role,
        action: "invite",
        object_kind: body.kind.trail(),
        object: Some(body.id),
        reason: Some(office.trail()),
    };
    audit::done(&transaction, app.clock.now(), event).await?;
    transaction.commit().await?;
    Ok(invitation)
}

/// An invitation as the operator or the command line makes it; without a body its holder founds one.
pub async fn write_invite(
    app: &App,
    db: &impl ConnectionTrait,
    kind: BodyKind,
    body: Option<Uuid>,
    office: Office,
    made_by: Option<Uuid>,
) -> Result<Invitation> {
    let now = app.clock.now();
    let id = ids::new_id();
    let code = app.keys.paper_code("invite", id);
    let token = app.keys.token("invite", id);
    let until = now + INVITE_LIFE;
    let row = invite::Model {
        id,
        public_code: ids::new_public_code(),
        code_digest: digest(app, &code),
        token_digest: digest(app, &token),
        body_kind: kind.as_str().to_owned(),
        body_id: body,
        office: office.as_str().to_owned(),
        made_by,
        created_at: stamp(now),
        expires_at: stamp(until),
        used_at: None,
        revoked_at: None,
    };
    rooms::of(app.rooms, kind)?.write_invite(db, row).await?;
    let path = format!("/daftar/undangan?kode={token}");
    Ok(Invitation { office, code: recovery::grouped(&code), path, until })
}

/// Takes an invitation back.
pub async fn revoke(app: &App, permit: Permit<MayManageMembers>, code: &str) -> Result<()> {
    let (body, now) = (permit.body()?, app.clock.now());
    let transaction = db::begin(&app.db).await?;
    if !rooms::of(app.rooms, body.kind)?.revoke(&transaction, now, body, code).await? {
        return Err(Error::NotFound);
    }
    let event = audit::Event {
        actor: Some(permit.actor()),
        role: permit.role().trail(),
        action: "revoke_invitation",
        object_kind: body.kind.trail(),
        object: Some(body.id),
        reason: None,
    };
    audit::done(&transaction, now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// One colleague, by the code of the membership.
pub async fn member(app: &App, permit: Permit<MaySeeMembers>, code: &str) -> Result<Member> {
    let found = roster(app, permit).await?.into_iter().find(|member| member.code == code);
    found.ok_or(Error::NotFound)
}

/// Ends a membership at once. The last one who looks after a body cannot be removed.
pub async fn remove(app: &App, permit: Permit<MayManageMembers>, code: &str) -> Result<()> {
    end(app, permit.body()?, permit.actor(), permit.role().trail(), |row| row.public_code == code).await
}

/// Leaves a body.
pub async fn leave(app: &App, permit: Permit<crate::identity::policy::MayEnter>) -> Result<()> {
    let actor = permit.actor();
    end(app, permit.body()?, actor, permit.role().trail(), |row| row.person_id == actor).await
}

/// What an invitation offers, by its code or the token of its link.
pub async fn offer(app: &App, typed: &str) -> Result<Option<Offer>> {
    let Some(digest) = read_code(app, typed) else { return Ok(None) };
    let Some((_, row)) = rooms::find_invite(&app.db, app.rooms, app.clock.now(), &digest).await? else {
        return Ok(None);
    };
    let kind = BodyKind::of(&row.body_kind)?;
    let body = match row.body_id {
        Some(id) => rooms::face(&app.db, app.rooms, Body { kind, id }).await?.map(|(name, _)| name),
        None => None,
    };
    Ok(Some(Offer { kind, office: Office::of(&row.office)?, body, digest }))
}

/// Takes an invitation for a person.
pub async fn accept(
    app: &App,
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    person: Uuid,
    digest: &[u8],
) -> Result<Accepted> {
    let Some((room, row)) = rooms::find_invite(db, app.rooms, now, digest).await? else { return Ok(Accepted::Gone) };
    let (kind, office) = (BodyKind::of(&row.body_kind)?, Office::of(&row.office)?);
    let Some(body) = row.body_id else {
        return Ok(Accepted::MayFound(kind, app.keys.paper_code("invite", row.id)));
    };
    if !room.spend_invite(db, now, row.id).await? {
        return Ok(Accepted::Gone);
    }
    admit(app, db, now, person, Body { kind, id: body }, office).await?;
    Ok(Accepted::Joined(kind))
}

/// Spends an invitation to found a body. False when it cannot be used.
pub async fn spend_founding(
    app: &App,
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    kind: BodyKind,
    typed: &str,
) -> Result<bool> {
    let Some(digest) = read_code(app, typed) else { return Ok(false) };
    let Some((room, row)) = rooms::find_invite(db, app.rooms, now, &digest).await? else { return Ok(false) };
    let fits = row.body_id.is_none() && row.body_kind == kind.as_str();
    Ok(fits && room.spend_invite(db, now, row.id).await?)
}

/// Gives a person an office, with its line in the trail.
pub async fn admit(
    app: &App,
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    person: Uuid,
    body: Body,
    office: Office,
) -> Result<()> {
    let row = NewMembership { id: ids::new_id(), code: ids::new_public_code(), person, body, office };
    rooms::of(app.rooms, body.kind)?.admit(db, now, row).await?;
    let event = audit::Event {
        actor: Some(person),
        role: office.role().trail(),
        action: "join",
        object_kind: body.kind.trail(),
        object: Some(body.id),
        reason: Some(office.trail()),
    };
    audit::done(db, now, event).await
}

/// The digest under which a typed code or the token of a link is found.
pub fn read_code(app: &App, typed: &str) -> Option<Vec<u8>> {
    if let Some(code) = recovery::read_paper(typed) {
        return Some(digest(app, &code));
    }
    let token = typed.trim();
    (token.len() == 26 && token.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| digest(app, token))
}

fn digest(app: &App, code: &str) -> Vec<u8> {
    app.keys.blind("invite", code).to_vec()
}

async fn end(app: &App, body: Body, actor: Uuid, role: &str, which: impl Fn(&membership::Model) -> bool) -> Result<()> {
    let now = app.clock.now();
    let room = rooms::of(app.rooms, body.kind)?;
    let transaction = db::begin(&app.db).await?;
    let rows = room.members(&transaction, body, true).await?;
    let (ending, staying): (Vec<_>, Vec<_>) = rows.into_iter().partition(which);
    if ending.is_empty() {
        return Err(Error::NotFound);
    }
    let administers = |row: &membership::Model| Office::parse(&row.office).is_some_and(Office::administers);
    if ending.iter().any(administers) && !staying.iter().any(administers) {
        return Err(Invalid::one("anggota", "fault-last-lead").into());
    }
    for row in ending {
        room.end(&transaction, now, row.id).await?;
        room.revoke_of(&transaction, now, body, row.person_id).await?;
        let event = audit::Event {
            actor: Some(actor),
            role,
            action: "end_membership",
            object_kind: "person",
            object: Some(row.person_id),
            reason: Office::parse(&row.office).map(Office::trail),
        };
        audit::done(&transaction, now, event).await?;
        if row.person_id != actor {
            mailing::put(&transaction, now, row.person_id, Template::AccountChange).await?;
        }
    }
    transaction.commit().await?;
    Ok(())
}
