//! Keeps reviews. Every change here follows from a step of the machine, but for what a reviewer types before handing it
//! in.
use entity::{
    public::enterprise,
    registry::grants::{proposal, recusal, review, review_assignment as assignment, review_packet, review_result},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::{OnConflict, Query as SubQuery},
};
use std::collections::{BTreeMap, HashMap};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    super::{
        acts::{Dossier, service::group},
        workflow::{Event, State},
    },
    model::{Assignment, Figures, Review, Standing, Typed},
    packet::Packet,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        assignment::{Candidate, assign},
        calls::service as calls,
        machine::{Duty, Effect, Hand, News},
        notices::service as notices,
        ranking::{Mean, Rubric},
        ties::service as ties,
    },
    identity::{
        model::{Body, BodyKind, Office},
        rooms, vault,
    },
    platform::ids,
};

/// Proposals somebody reviews at the same time at most.
const CAPACITY: u32 = 20;

/// The reviews of a proposal.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid, rubric: &Rubric) -> Result<Standing> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::ProposalId.eq(proposal))
        .order_by_asc(assignment::Column::AssignedAt)
        .order_by_asc(assignment::Column::Id)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Standing::default());
    }
    let written = review::Entity::find()
        .filter(review::Column::AssignmentId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    let mut reviews: HashMap<Uuid, Review> = HashMap::new();
    for row in written {
        let typed: Typed = serde_json::from_str(&row.typed).map_err(anyhow::Error::from)?;
        reviews.insert(row.assignment_id, Review { typed, handed_in: row.handed_in_at.is_some(), stale: row.stale });
    }
    let one = |row: assignment::Model| Assignment {
        review: reviews.remove(&row.id).unwrap_or_default(),
        id: row.id,
        person: row.person_id,
        code: row.packet_code,
        since: row.assigned_at.0,
        ended: row.ended_at.is_some(),
    };
    let assignments = rows.into_iter().map(one).collect();
    Ok(Standing::of(assignments, rubric, figures(db, proposal).await?))
}

async fn figures(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Option<Figures>> {
    review_result::Entity::find_by_id(proposal).one(db).await?.map(read_figures).transpose()
}

/// What reviews came to, as it was kept.
pub fn read_figures(row: review_result::Model) -> Result<Figures> {
    Ok(Figures {
        mean: mean(row.numerator, row.denominator)?,
        reviews: u8::try_from(row.reviews).unwrap_or(u8::MAX),
        wide: row.wide,
        reason: row.reason,
        means: serde_json::from_str(&row.means).map_err(anyhow::Error::from)?,
    })
}

/// A fraction as it was kept.
pub fn mean(numerator: i64, denominator: i64) -> Result<Mean> {
    let mean = u64::try_from(numerator).ok().zip(u64::try_from(denominator).ok());
    let mean = mean.and_then(|(numerator, denominator)| Mean::of(numerator, denominator));
    Ok(mean.ok_or_else(|| anyhow::anyhow!("a mean that is none"))?)
}

/// Whom a packet went to, of those who still review.
pub async fn reviewers(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Vec<Uuid>> {
    let people = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::PersonId)
        .filter(assignment::Column::ProposalId.eq(proposal))
        .filter(assignment::Column::EndedAt.is_null());
    Ok(people.into_tuple().all(db).await?)
}

/// How many have still to hand in their review of a proposal.
pub async fn open(db: &impl ConnectionTrait, proposal: Uuid) -> Result<u64> {
    let done = SubQuery::select()
        .column(review::Column::AssignmentId)
        .from(review::Entity)
        .and_where(review::Column::HandedInAt.is_not_null())
        .and_where(review::Column::Stale.eq(false))
        .take();
    let live = assignment::Entity::find()
        .filter(assignment::Column::ProposalId.eq(proposal))
        .filter(assignment::Column::EndedAt.is_null());
    Ok(live.filter(assignment::Column::Id.not_in_subquery(done)).count(db).await?)
}

/// What reviewers read of a proposal.
pub async fn packet(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Packet> {
    let row = review_packet::Entity::find_by_id(proposal).one(db).await?.ok_or(Error::NotFound)?;
    Packet::read(&row.content)
}

/// Carries out an effect that is about reviews. False for one that is not.
pub async fn carry_out(
    db: &DatabaseTransaction,
    app: &App,
    dossier: &Dossier,
    (effect, event): (&Effect, &Event),
    hand: Hand,
) -> Result<bool> {
    let now = app.clock.now();
    match (effect, event) {
        (Effect::RenderPacket, _) => render(db, app, dossier).await?,
        (Effect::AssignReviewers { count }, _) => assign_reviewers(db, app, dossier, usize::from(*count)).await?,
        (Effect::ReplaceReviewer { from, to }, _) => {
            replace(db, dossier, (*from, *to), now).await?;
            if matches!(event, Event::DeclareConflict) {
                stay_away(db, hand.account, dossier.enterprise, now).await?;
            }
        }
        (Effect::FreeReviewers, _) => free(db, dossier.id, None, now).await?,
        (Effect::UnsealScores, Event::CloseReview) => keep_figures(db, dossier, now).await?,
        (Effect::MarkScoresStale, _) => {
            mark_stale(db, dossier, true).await?;
            // What reviewers score anew is what the group has sent anew.
            if matches!(event, Event::Resubmit) {
                render(db, app, dossier).await?;
            }
        }
        (Effect::RestoreScores, _) => mark_stale(db, dossier, false).await?,
        // A score is written before its step; the lead reads from the figures that they lie apart.
        (Effect::SealScore | Effect::SuggestReview, _) => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// Writes what reviewers read, once. The names of the group and of its people are hidden wherever they stand.
async fn render(db: &impl ConnectionTrait, app: &App, dossier: &Dossier) -> Result<()> {
    let mut typed = BTreeMap::new();
    for section in dossier.sections.values() {
        typed.extend(section.fields.clone());
    }
    let maker = enterprise::Entity::find_by_id(dossier.enterprise).one(db).await?.ok_or(Error::NotFound)?;
    let people: Vec<Uuid> = group(db, app, dossier.enterprise).await?.into_iter().map(|(person, _)| person).collect();
    let people = vault::display_names(db, &app.keys, &people).await?;
    let mut names = vec![dossier.applicant(), maker.trade_name, maker.public_code, dossier.code.clone()];
    names.push(ids::shown_document_code(&dossier.code));
    names.extend(people.into_values().map(|name| name.expose().to_owned()));
    let packet = Packet::of(&dossier.questions, &typed, &dossier.budget.lines, &names);
    let row = review_packet::ActiveModel {
        proposal_id: Set(dossier.id),
        content: Set(packet.to_text()),
        made_at: Set(TimeUnixTimestampMillis(app.clock.now())),
    };
    let anew = OnConflict::column(review_packet::Column::ProposalId)
        .update_columns([review_packet::Column::Content, review_packet::Column::MadeAt])
        .to_owned();
    review_packet::Entity::insert(row).on_conflict(anew).exec_without_returning(db).await?;
    Ok(())
}

/// Round robin over the panel. When there are too few, the lead is told.
async fn assign_reviewers(db: &DatabaseTransaction, app: &App, dossier: &Dossier, needed: usize) -> Result<()> {
    let now = app.clock.now();
    let assigned = assign(&candidates(db, app, dossier).await?, needed, dossier.id);
    for person in assigned.reviewers {
        put(db, dossier.id, person, now).await?;
        notices::tell(db, now, person, Some(News::Assigned)).await?;
    }
    if assigned.missing > 0 {
        let panel = calls::panel(db, dossier.call.row.id, now).await?;
        for (person, _) in panel.into_iter().filter(|(_, duty)| *duty == Duty::Lead) {
            notices::tell(db, now, person, Some(News::Assigned)).await?;
        }
    }
    Ok(())
}

/// Who could take the place of a reviewer.
pub async fn replacement(db: &DatabaseTransaction, app: &App, dossier: &Dossier) -> Result<Option<Uuid>> {
    Ok(assign(&candidates(db, app, dossier).await?, 1, dossier.id).reviewers.pop())
}

/// The reviewers of the panel. Two proposals of a call are never shared out at the same moment, so that the loads stay
/// level.
async fn candidates(db: &DatabaseTransaction, app: &App, dossier: &Dossier) -> Result<Vec<Candidate>> {
    let call = calls::locked(db, dossier.call.row.id).await?.row;
    let sitting = calls::sitting(db, call.id, app.clock.now()).await?;
    let body = Body { kind: BodyKind::Agency, id: call.agency_id };
    let members = rooms::of(app.rooms, body.kind)?.members(db, body, false).await?;
    let holds = |person: Uuid| {
        members.iter().any(|member| member.person_id == person && member.office == Office::Reviewer.as_str())
    };
    let sits = |person: Uuid, duty: Duty| sitting.iter().any(|seat| seat.person == person && seat.duty == duty);
    let leads = |person: Uuid| sits(person, Duty::Lead) || dossier.check.verifier == Some(person);
    // For whom somebody stands in, works on nothing new meanwhile.
    let reviews = |seat: &&calls::Seat| seat.duty == Duty::Reviewer;
    let away = |person: Uuid| sitting.iter().filter(reviews).any(|seat| !seat.is_own() && seat.of == person);
    let ever: Vec<Uuid> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::PersonId)
        .filter(assignment::Column::ProposalId.eq(dossier.id))
        .into_tuple()
        .all(db)
        .await?;
    let people: Vec<Uuid> = sitting.iter().filter(reviews).map(|seat| seat.person).collect();
    let (open, last) = loads(db, &people).await?;
    let mut candidates = Vec::new();
    for account in people {
        let tied = ties::tie(db, account, dossier.id, app.clock.now()).await?;
        candidates.push(Candidate {
            account,
            open: open.get(&account).copied().unwrap_or_default(),
            capacity: CAPACITY,
            last_assigned: last.get(&account).copied(),
            on_duty: holds(account) && !away(account),
            excluded: tied || leads(account) || ever.contains(&account),
        });
    }
    Ok(candidates)
}

/// How many reviews each has still to write, and when each was asked last.
async fn loads(
    db: &impl ConnectionTrait,
    people: &[Uuid],
) -> Result<(HashMap<Uuid, u32>, HashMap<Uuid, OffsetDateTime>)> {
    let under_way = SubQuery::select()
        .column(proposal::Column::Id)
        .from(proposal::Entity)
        .and_where(proposal::Column::State.is_in([State::InReview, State::ContentRevision].map(State::as_str)))
        .take();
    let done = SubQuery::select()
        .column(review::Column::AssignmentId)
        .from(review::Entity)
        .and_where(review::Column::HandedInAt.is_not_null())
        .and_where(review::Column::Stale.eq(false))
        .take();
    let waiting: Vec<Uuid> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::PersonId)
        .filter(assignment::Column::PersonId.is_in(people.iter().copied()))
        .filter(assignment::Column::EndedAt.is_null())
        .filter(assignment::Column::ProposalId.in_subquery(under_way))
        .filter(assignment::Column::Id.not_in_subquery(done))
        .into_tuple()
        .all(db)
        .await?;
    let mut open = HashMap::new();
    for person in waiting {
        *open.entry(person).or_insert(0) += 1;
    }
    let last: Vec<(Uuid, TimeUnixTimestampMillis)> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::PersonId)
        .column_as(assignment::Column::AssignedAt.max(), "last")
        .filter(assignment::Column::PersonId.is_in(people.iter().copied()))
        .group_by(assignment::Column::PersonId)
        .into_tuple()
        .all(db)
        .await?;
    Ok((open, last.into_iter().map(|(person, at)| (person, at.0)).collect()))
}

/// Somebody reviews a proposal. The code of the packet is drawn for this reviewer alone.
async fn put(db: &impl ConnectionTrait, proposal: Uuid, person: Uuid, now: OffsetDateTime) -> Result<()> {
    let row = assignment::ActiveModel {
        // Its order says nothing of who was asked first.
        id: Set(ids::new_timeless_id()),
        proposal_id: Set(proposal),
        person_id: Set(person),
        packet_code: Set(ids::new_document_code()),
        assigned_at: Set(TimeUnixTimestampMillis(now)),
        ended_at: Set(None),
    };
    assignment::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// One leaves, and what they wrote goes; another one comes, if there is one.
async fn replace(
    db: &impl ConnectionTrait,
    dossier: &Dossier,
    (from, to): (Uuid, Option<Uuid>),
    now: OffsetDateTime,
) -> Result<()> {
    let left = dossier.review.own(from).ok_or(Error::NotFound)?;
    review::Entity::delete_by_id(left.id).exec(db).await?;
    free(db, dossier.id, Some(from), now).await?;
    match to {
        Some(to) => put(db, dossier.id, to, now).await,
        None => Ok(()),
    }
}

/// Reviewers have nothing to do with a proposal any more: one of them, or all.
async fn free(db: &impl ConnectionTrait, proposal: Uuid, only: Option<Uuid>, now: OffsetDateTime) -> Result<()> {
    let mut ended = assignment::Entity::update_many()
        .col_expr(assignment::Column::EndedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(assignment::Column::ProposalId.eq(proposal))
        .filter(assignment::Column::EndedAt.is_null());
    if let Some(person) = only {
        ended = ended.filter(assignment::Column::PersonId.eq(person));
    }
    ended.exec(db).await?;
    Ok(())
}

/// Whoever says that they are tied stays so, without a reason.
async fn stay_away(db: &impl ConnectionTrait, person: Uuid, enterprise: Uuid, now: OffsetDateTime) -> Result<()> {
    let row = recusal::ActiveModel {
        person_id: Set(person),
        enterprise_id: Set(enterprise),
        added_at: Set(TimeUnixTimestampMillis(now)),
    };
    let once = OnConflict::columns([recusal::Column::PersonId, recusal::Column::EnterpriseId]).do_nothing().to_owned();
    recusal::Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}

/// Freezes what the reviews come to.
async fn keep_figures(db: &impl ConnectionTrait, dossier: &Dossier, now: OffsetDateTime) -> Result<()> {
    // A call that scores nothing has no figures.
    let Some(figures) = dossier.review.close(&dossier.call.rubric, &dossier.review.closing_reason) else {
        return Ok(());
    };
    let (numerator, denominator) = figures.mean.parts();
    let row = review_result::ActiveModel {
        proposal_id: Set(dossier.id),
        numerator: Set(i64::try_from(numerator).map_err(anyhow::Error::from)?),
        denominator: Set(i64::try_from(denominator).map_err(anyhow::Error::from)?),
        reviews: Set(i32::from(figures.reviews)),
        wide: Set(figures.wide),
        reason: Set(figures.reason),
        means: Set(serde_json::to_string(&figures.means)?),
        closed_at: Set(TimeUnixTimestampMillis(now)),
    };
    let anew = OnConflict::column(review_result::Column::ProposalId)
        .update_columns([
            review_result::Column::Numerator,
            review_result::Column::Denominator,
            review_result::Column::Reviews,
            review_result::Column::Wide,
            review_result::Column::Reason,
            review_result::Column::Means,
            review_result::Column::ClosedAt,
        ])
        .to_owned();
    review_result::Entity::insert(row).on_conflict(anew).exec_without_returning(db).await?;
    Ok(())
}

/// Reviews of an earlier version do not count, or count again.
async fn mark_stale(db: &impl ConnectionTrait, dossier: &Dossier, stale: bool) -> Result<()> {
    review::Entity::update_many()
        .col_expr(review::Column::Stale, Expr::value(stale))
        .filter(review::Column::AssignmentId.is_in(dossier.review.assignments.iter().map(|one| one.id)))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps what a reviewer typed, as a draft or handed in.
pub async fn write(
    db: &impl ConnectionTrait,
    assignment: Uuid,
    typed: &Typed,
    handed_in: bool,
    now: OffsetDateTime,
) -> Result<()> {
    let at = TimeUnixTimestampMillis(now);
    let row = review::ActiveModel {
        assignment_id: Set(assignment),
        typed: Set(serde_json::to_string(typed)?),
        saved_at: Set(at),
        handed_in_at: Set(handed_in.then_some(at)),
        stale: Set(false),
    };
    let anew = OnConflict::column(review::Column::AssignmentId)
        .update_columns([
            review::Column::Typed,
            review::Column::SavedAt,
            review::Column::HandedInAt,
            review::Column::Stale,
        ])
        .to_owned();
    review::Entity::insert(row).on_conflict(anew).exec_without_returning(db).await?;
    Ok(())
}

/// The proposal behind a packet, for whoever it was made for.
pub async fn behind(db: &impl ConnectionTrait, person: Uuid, code: &str) -> Result<Uuid> {
    let row = assignment::Entity::find()
        .filter(assignment::Column::PacketCode.eq(code))
        .filter(assignment::Column::PersonId.eq(person))
        .filter(assignment::Column::EndedAt.is_null())
        .one(db)
        .await?;
    Ok(row.ok_or(Error::NotFound)?.proposal_id)
}
