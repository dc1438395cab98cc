//! One answer to whether an officer is tied to a proposal, and the same as a condition, so that lists and counts leave
//! tied files out in the store and never afterwards.
use entity::registry::{
    grants::{funding_event, paper, proposal, proposal_section, recusal, signature},
    ops::membership,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::TimeUnixTimestampMillis,
    sea_query::Query as SubQuery,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{error::Result, funding::machine::Duty, identity::model::BodyKind};

/// How long a membership that ended still ties.
const MEMBERSHIP: Duration = Duration::days(3 * 365);
/// Duties of those who write and sign for a group.
const OF_A_GROUP: [Duty; 3] = [Duty::Chair, Duty::Treasurer, Duty::Writer];

/// Whether an account is tied to a proposal.
pub async fn tie(db: &impl ConnectionTrait, account: Uuid, proposal: Uuid, now: OffsetDateTime) -> Result<bool> {
    let found: Option<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::Id.eq(proposal))
        .filter(tied(account, now))
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Whether an account is tied to one of those who applied in a call. A draft is no application yet.
pub async fn is_tied_to_an_applicant(
    db: &impl ConnectionTrait,
    account: Uuid,
    call: Uuid,
    now: OffsetDateTime,
) -> Result<bool> {
    let found: Option<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::CallId.eq(call))
        .filter(proposal::Column::State.ne("draft"))
        .filter(tied(account, now))
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Proposals an account is tied to: of an enterprise it belongs to or did within three years, one it has ever written
/// in, and those of an enterprise it was paired with.
pub fn tied(account: Uuid, now: OffsetDateTime) -> Condition {
    let since = TimeUnixTimestampMillis(now - MEMBERSHIP);
    let member = SubQuery::select()
        .column(membership::Column::BodyId)
        .from(membership::Entity)
        .and_where(membership::Column::PersonId.eq(account))
        .and_where(membership::Column::BodyKind.eq(BodyKind::Enterprise.as_str()))
        .cond_where(
            Condition::any().add(membership::Column::EndedAt.is_null()).add(membership::Column::EndedAt.gt(since)),
        )
        .take();
    let paired = SubQuery::select()
        .column(recusal::Column::EnterpriseId)
        .from(recusal::Entity)
        .and_where(recusal::Column::PersonId.eq(account))
        .take();
    let wrote = SubQuery::select()
        .column(proposal_section::Column::ProposalId)
        .from(proposal_section::Entity)
        .and_where(proposal_section::Column::ChangedBy.eq(account))
        .take();
    let signed = SubQuery::select()
        .column(signature::Column::ProposalId)
        .from(signature::Entity)
        .and_where(signature::Column::PersonId.eq(account))
        .take();
    let attached = SubQuery::select()
        .column(paper::Column::ProposalId)
        .from(paper::Entity)
        .and_where(paper::Column::AddedBy.eq(account))
        .take();
    // What was typed can be gone; that somebody did something stays.
    let did = SubQuery::select()
        .column(funding_event::Column::ObjectId)
        .from(funding_event::Entity)
        .and_where(funding_event::Column::PersonId.eq(account))
        .and_where(funding_event::Column::Duty.is_in(OF_A_GROUP.map(Duty::as_str)))
        .take();
    Condition::any()
        .add(proposal::Column::EnterpriseId.in_subquery(member))
        .add(proposal::Column::EnterpriseId.in_subquery(paired))
        .add(proposal::Column::Id.in_subquery(wrote))
        .add(proposal::Column::Id.in_subquery(signed))
        .add(proposal::Column::Id.in_subquery(attached))
        .add(proposal::Column::Id.in_subquery(did))
}
