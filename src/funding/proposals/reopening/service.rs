//! Keeps the wish of a group to go on after its time was over, and why an office refuses it.
use entity::registry::grants::reopen_request;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    acts::{
        Dossier,
        service::{locked_of_enterprise, readers, refused},
    },
    policy::MayWriteProposals,
    workflow::{self, Kind, State},
};
use crate::{
    app::App,
    error::Result,
    funding::{
        machine::{Acting, Duty, Hand, Reader, Refusal},
        notices::service as notices,
        record::countersigns,
    },
    identity::access::Permit,
    platform::{audit, db},
};

/// A wish as it stands.
#[derive(Clone, Debug)]
pub struct Request {
    pub at: OffsetDateTime,
    /// Why the office refused it; none as long as nobody answered.
    pub refused: Option<String>,
}

/// The wish of a group, if it had one.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Option<Request>> {
    let row = reopen_request::Entity::find_by_id(proposal).one(db).await?;
    Ok(row.map(|row| Request { at: row.asked_at.0, refused: row.refused_at.map(|_| row.reason) }))
}

/// Whether a proposal could be opened again now, whoever does it.
///
/// # Errors
/// Why not.
pub fn offered(dossier: &Dossier, now: OffsetDateTime) -> std::result::Result<(), Refusal> {
    let hand = Hand { account: Uuid::nil(), duty: Duty::Lead, on_behalf_of: None };
    let acting = Acting { hand, countersign: None, payload: countersigns::mark(&json!({})), now, tied: false };
    workflow::offer(Some(dossier.state), Kind::Reopen, &dossier.facts(acting))
}

/// A group asks, once. The lead is told.
///
/// # Errors
/// The refusal of the machine: too late, or used already.
pub async fn ask(app: &App, permit: Permit<MayWriteProposals>, code: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    if dossier.state == State::Lapsed && read(&transaction, dossier.id).await?.is_some() {
        return Ok(());
    }
    offered(&dossier, now).map_err(refused)?;
    let row = reopen_request::ActiveModel {
        proposal_id: Set(dossier.id),
        asked_by: Set(permit.actor()),
        asked_at: Set(TimeUnixTimestampMillis(now)),
        refused_at: Set(None),
        reason: Set(String::new()),
    };
    reopen_request::Entity::insert(row).exec_without_returning(&transaction).await?;
    for person in readers(&transaction, app, &dossier, Reader::Lead).await? {
        notices::tell(&transaction, now, person, None).await?;
    }
    let line = audit::Event { object: Some(dossier.id), ..permit.event("ask_reopening", "proposal") };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(())
}

/// The lead refuses a wish that stands, with a reason the group reads.
///
/// # Errors
/// No wish stands, or no reason is given.
pub async fn refuse(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, reason: &str) -> Result<()> {
    if reason.is_empty() {
        return Err(refused(Refusal::ReasonMissing));
    }
    let now = app.clock.now();
    let done = reopen_request::Entity::update_many()
        .col_expr(reopen_request::Column::RefusedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .col_expr(reopen_request::Column::Reason, Expr::value(reason))
        .filter(reopen_request::Column::ProposalId.eq(dossier.id))
        .filter(reopen_request::Column::RefusedAt.is_null())
        .exec(db)
        .await?;
    if done.rows_affected == 0 || dossier.state != State::Lapsed {
        return Err(refused(Refusal::NotThisState));
    }
    for person in readers(db, app, dossier, Reader::Group).await? {
        notices::tell(db, now, person, None).await?;
    }
    Ok(())
}
