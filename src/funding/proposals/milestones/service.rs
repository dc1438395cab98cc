//! Keeps milestones, and says what the stage of a proposal is called.
use entity::registry::grants::milestone::{self, Column};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis,
    sea_query::OnConflict,
};
use serde_json::Value;
use time::{Date, OffsetDateTime, format_description::well_known::Iso8601};
use uuid::Uuid;

use super::{
    super::{acts::Dossier, workflow::State},
    model::{Lying, Recorded, Said, Standing},
};
use crate::{
    error::Result,
    funding::{
        awards::service as awards,
        machine::{Hand, Milestone},
        stage::{self, Stage},
    },
    platform::money::Rupiah,
};

/// What was recorded beside a proposal.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Standing> {
    let rows = milestone::Entity::find().filter(Column::ProposalId.eq(proposal)).all(db).await?;
    Ok(Standing::of(rows.into_iter().map(read_row).collect::<Result<_>>()?))
}

fn read_row(row: milestone::Model) -> Result<Recorded> {
    let file = match (row.file_code, row.media, row.stored) {
        (Some(code), Some(media), Some(stored)) => Some(Lying { code, media, stored, sealed_as: row.sealed_as }),
        _ => None,
    };
    Ok(Recorded {
        milestone: Milestone::of(&row.kind)?,
        number: row.number,
        day: row.day,
        amount: row.amount_idr.map(Rupiah),
        file,
        at: row.recorded_at.0,
    })
}

/// Keeps what a step recorded, in the place of an earlier word on the same. A paper that was there stays where no other
/// one came.
pub async fn keep(
    db: &impl ConnectionTrait,
    dossier: &Dossier,
    payload: &Value,
    hand: Hand,
    now: OffsetDateTime,
) -> Result<()> {
    let said: Said = serde_json::from_value(payload.clone())?;
    let milestone = Milestone::of(&said.milestone)?;
    let before = dossier.milestones.at(milestone).and_then(|one| one.file.clone());
    let file = said.file.or(before);
    let row = milestone::ActiveModel {
        proposal_id: Set(dossier.id),
        kind: Set(said.milestone),
        number: Set(said.number),
        day: Set(Date::parse(&said.day, &Iso8601::DATE).map_err(anyhow::Error::from)?),
        amount_idr: Set(said.amount),
        file_code: Set(file.as_ref().map(|file| file.code.clone())),
        media: Set(file.as_ref().map(|file| file.media.clone())),
        stored: Set(file.as_ref().map(|file| file.stored.clone())),
        sealed_as: Set(file.and_then(|file| file.sealed_as)),
        recorded_by: Set(hand.account),
        recorded_at: Set(TimeUnixTimestampMillis(now)),
    };
    let replace = OnConflict::columns([Column::ProposalId, Column::Kind])
        .update_columns([
            Column::Number,
            Column::Day,
            Column::AmountIdr,
            Column::FileCode,
            Column::Media,
            Column::Stored,
            Column::SealedAs,
            Column::RecordedBy,
            Column::RecordedAt,
        ])
        .to_owned();
    milestone::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// The official name of where a proposal, and what came of it, stands.
pub async fn stage_of(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<Stage> {
    let progress = if dossier.state == State::Approved {
        awards::progress(db, dossier.id).await?
    } else {
        awards::Progress::default()
    };
    Ok(stage::stage(&stage::Standing {
        proposal: dossier.state,
        milestones: &dossier.milestones.kinds,
        budget: dossier.recommendation.as_ref().and_then(|standing| standing.budget),
        some_answered: dossier.check.listed().any(|found| found.answered),
        unread: false,
        award: progress.award,
        tranches: &progress.tranches,
        reports: &progress.reports,
    }))
}
