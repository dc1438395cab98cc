//! Keeps the check of proposals. Every change here follows from a step of the machine, but for the marks of the list.
use entity::registry::grants::{
    checklist_item::{self, Column},
    proposal_check, reminder,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::OnConflict,
};
use time::{Date, OffsetDateTime, UtcOffset};
use uuid::Uuid;

use super::model::{Found, Standing};
use crate::{
    error::Result,
    funding::{
        checklist::{Mark, Point, Presence},
        deadlines::{Timer, firing},
        proposals::workflow::Defect,
        reasons::Reason,
    },
    platform::work_days::end_of,
};

/// The check of a proposal; an empty one before it was claimed.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid, clock: UtcOffset) -> Result<Standing> {
    let Some(row) = proposal_check::Entity::find_by_id(proposal).one(db).await? else {
        return Ok(Standing::default());
    };
    let reminded_at = match row.due {
        None => None,
        Some(due) => {
            let last = firing(proposal, Timer::RevisionDue, end_of(due, clock), 0);
            reminder::Entity::find_by_id(last).one(db).await?.map(|sent| sent.at.0)
        }
    };
    let standing = Standing {
        verifier: Some(row.holder),
        claimed_at: Some(row.claimed_at.0),
        rounds_used: u8::try_from(row.rounds_used).unwrap_or(u8::MAX),
        due: row.due,
        extended: row.extended,
        reminded_at,
        lapsed_at: row.lapsed_at.map(|at| at.0),
        reopened: row.reopened,
        duplicates_note: row.duplicates_note,
        ..Standing::default()
    };
    Ok(standing.with(found(db, proposal).await?))
}

/// What was found, in the order of the list.
async fn found(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Vec<Found>> {
    let rows = checklist_item::Entity::find().filter(Column::ProposalId.eq(proposal)).all(db).await?;
    let mut found = rows.into_iter().map(read_item).collect::<Result<Vec<_>>>()?;
    found.sort_by_key(|found| Point::ALL.iter().position(|point| *point == found.mark.point));
    Ok(found)
}

fn read_item(row: checklist_item::Model) -> Result<Found> {
    let mark = Mark {
        point: Point::of(&row.point)?,
        presence: Presence::of(&row.presence)?,
        lacking: row.reason.as_deref().map(Reason::of).transpose()?,
    };
    let round = u8::try_from(row.round).unwrap_or(u8::MAX);
    Ok(Found { mark, note: row.note, answered: row.answered, reply: row.reply, round })
}

/// Somebody claims a proposal.
pub async fn begin(db: &impl ConnectionTrait, proposal: Uuid, verifier: Uuid, now: OffsetDateTime) -> Result<()> {
    let row = proposal_check::ActiveModel {
        proposal_id: Set(proposal),
        holder: Set(verifier),
        claimed_at: Set(TimeUnixTimestampMillis(now)),
        rounds_used: Set(0),
        due: Set(None),
        extended: Set(false),
        lapsed_at: Set(None),
        reopened: Set(false),
        duplicates_note: Set(None),
    };
    proposal_check::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The claim passes to somebody.
pub async fn hold(db: &impl ConnectionTrait, proposal: Uuid, verifier: Uuid) -> Result<()> {
    change(db, proposal, proposal_check::ActiveModel { holder: Set(verifier), ..Default::default() }).await
}

/// A list goes to the group, with its last day. Lists of earlier rounds are over.
pub async fn send_back(
    db: &impl ConnectionTrait,
    proposal: Uuid,
    standing: &Standing,
    items: &[Defect],
    due: Date,
) -> Result<()> {
    let round = i32::from(standing.rounds_used) + 1;
    checklist_item::Entity::update_many()
        .col_expr(Column::Round, Expr::value(round))
        .col_expr(Column::Answered, Expr::value(false))
        .col_expr(Column::Reply, Expr::value(""))
        .filter(Column::ProposalId.eq(proposal))
        .filter(Column::Point.is_in(items.iter().map(|item| item.point.as_str())))
        .exec(db)
        .await?;
    let row = proposal_check::ActiveModel {
        rounds_used: Set(round),
        due: Set(Some(due)),
        extended: Set(false),
        ..Default::default()
    };
    change(db, proposal, row).await
}

/// The group gets more time, once.
pub async fn extend(db: &impl ConnectionTrait, proposal: Uuid, due: Date) -> Result<()> {
    let row = proposal_check::ActiveModel { due: Set(Some(due)), extended: Set(true), ..Default::default() };
    change(db, proposal, row).await
}

/// The time of the group is over.
pub async fn lapse(db: &impl ConnectionTrait, proposal: Uuid, now: OffsetDateTime) -> Result<()> {
    let lapsed_at = Set(Some(TimeUnixTimestampMillis(now)));
    change(db, proposal, proposal_check::ActiveModel { lapsed_at, ..Default::default() }).await
}

/// The group gets time again, with the list that stood.
pub async fn reopen(db: &impl ConnectionTrait, proposal: Uuid, due: Date) -> Result<()> {
    let row = proposal_check::ActiveModel {
        due: Set(Some(due)),
        extended: Set(false),
        reopened: Set(true),
        ..Default::default()
    };
    change(db, proposal, row).await
}

/// Keeps what was found of other help.
pub async fn note_duplicates(db: &impl ConnectionTrait, proposal: Uuid, note: &str) -> Result<()> {
    let duplicates_note = Set(Some(note.to_owned()));
    change(db, proposal, proposal_check::ActiveModel { duplicates_note, ..Default::default() }).await
}

/// Keeps what was found at points. In which round a point was listed stays.
pub async fn mark(db: &impl ConnectionTrait, proposal: Uuid, marks: &[(Mark, String)]) -> Result<()> {
    for (mark, note) in marks {
        let row = checklist_item::ActiveModel {
            proposal_id: Set(proposal),
            point: Set(mark.point.as_str().to_owned()),
            presence: Set(mark.presence.as_str().to_owned()),
            reason: Set(mark.lacking.map(|reason| reason.as_str().to_owned())),
            note: Set(note.clone()),
            answered: Set(false),
            reply: Set(String::new()),
            round: Set(0),
        };
        let replace = OnConflict::columns([Column::ProposalId, Column::Point])
            .update_columns([Column::Presence, Column::Reason, Column::Note])
            .to_owned();
        checklist_item::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Keeps what the group says to a point it was asked to mend.
pub async fn answer(
    db: &impl ConnectionTrait,
    proposal: Uuid,
    point: Point,
    answered: bool,
    reply: &str,
) -> Result<()> {
    checklist_item::Entity::update_many()
        .col_expr(Column::Answered, Expr::value(answered))
        .col_expr(Column::Reply, Expr::value(reply))
        .filter(Column::ProposalId.eq(proposal))
        .filter(Column::Point.eq(point.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

async fn change(db: &impl ConnectionTrait, proposal: Uuid, row: proposal_check::ActiveModel) -> Result<()> {
    proposal_check::Entity::update_many()
        .set(row)
        .filter(proposal_check::Column::ProposalId.eq(proposal))
        .exec(db)
        .await?;
    Ok(())
}
