//! What a reviewer has to do: a list by deadline, one packet that names nobody, scores that are kept as a draft and handed
//! in, and a way to leave. Nobody but the one a packet was made for finds it.
use entity::{
    public::call,
    registry::grants::{deadline, proposal, review, review_assignment as assignment},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, ExprTrait,
    prelude::Expr,
    sea_query::{Order, Query as SubQuery, SelectStatement},
};
use serde_json::json;
use time::{Date, OffsetDateTime};

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{BUTTONS, apply, locked, of_id, refused},
        },
        policy::MayReviewProposals,
        workflow::{self, Event, State},
    },
    late::service::due_of,
    model::{Assignment, LONGEST, REASONS, SCORES, Typed, read},
    packet::Packet,
    service as reviews,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        calls::service as calls,
        deadlines::{Sla, Timer},
        machine::{Acting, Duty, Hand, Plan},
        record::{countersigns, timers},
        ties::service as ties,
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{audit, db, work_days::day_at},
    regions::Zone,
};

/// Rows of the list.
const MOST: u64 = 200;

/// A packet in the list.
#[derive(Clone, Debug)]
pub struct Task {
    pub code: String,
    pub call: String,
    pub handed_in: bool,
    /// When reviews are due, in the zone of the call.
    pub due: Option<(OffsetDateTime, Zone)>,
    /// Working days until then; none when it is over.
    pub days: Option<u16>,
}

/// A packet on the desk of a reviewer.
#[derive(Clone, Debug)]
pub struct Desk {
    pub dossier: Dossier,
    pub own: Assignment,
    pub packet: Packet,
    pub due: Option<OffsetDateTime>,
    /// Whether anything can still be scored.
    pub open: bool,
    /// Name and weight of each criterion.
    pub criteria: Vec<(String, u8)>,
    /// What others scored, without who they are; nothing before it may be seen.
    pub others: Vec<Typed>,
}

/// A step of a reviewer.
#[derive(Clone, Debug)]
pub enum Act {
    HandIn(Typed),
    Leave,
}

/// The packets somebody has to score, the nearest deadline first. Those of applicants they are tied to are left out by
/// the query.
pub async fn list(app: &App, permit: &Permit<MayReviewProposals>) -> Result<Vec<Task>> {
    let now = app.clock.now();
    let mut select = rows(permit, calls::calls_of(permit.actor(), &[Duty::Reviewer], now));
    select.cond_where(ties::tied(permit.actor(), now).not());
    let found = app.db.query_all(&select).await?;
    let calendar = calls::calendar(&app.db).await?;
    let mut tasks = Vec::new();
    for row in &found {
        let zone = Zone::from_label(&row.try_get::<String>("", "zone")?).unwrap_or(Zone::Wib);
        let due = row.try_get::<Option<i64>>("", "due")?;
        let moment = |millis: i64| OffsetDateTime::from_unix_timestamp(millis / 1_000).ok();
        let since = moment(row.try_get::<i64>("", "since")?);
        // Whoever came later has the whole time, too. No call has another term for it.
        let own = |since| calendar.due(since, Sla::DEFAULT.review, zone.utc_offset());
        let due = due.and_then(moment).map(|round| since.map_or(round, |since| std::cmp::max(own(since), round)));
        let until = |day: Date| {
            let today = day_at(now, zone.utc_offset());
            (day >= today).then(|| calendar.between(today, day))
        };
        tasks.push(Task {
            code: row.try_get("", "code")?,
            call: row.try_get("", "call")?,
            handed_in: row.try_get::<Option<i64>>("", "handed_in")?.is_some(),
            days: due.and_then(|due| until(day_at(due, zone.utc_offset()))),
            due: due.map(|due| (due, zone)),
        });
    }
    Ok(tasks)
}

fn rows(permit: &Permit<MayReviewProposals>, own: SelectStatement) -> SelectStatement {
    let proposal_id = || Expr::col((proposal::Entity, proposal::Column::Id));
    let live = Condition::all()
        .add(Expr::col((deadline::Entity, deadline::Column::ObjectId)).equals((proposal::Entity, proposal::Column::Id)))
        .add(Expr::col((deadline::Entity, deadline::Column::Timer)).eq(Timer::Reviewer.as_str()))
        .add(deadline::Column::EndedAt.is_null());
    let of_call = Expr::col((call::Entity, call::Column::Id)).equals((proposal::Entity, proposal::Column::CallId));
    let of_assignment =
        Expr::col((review::Entity, review::Column::AssignmentId)).equals((assignment::Entity, assignment::Column::Id));
    let due = Expr::col((deadline::Entity, deadline::Column::DueAt));
    SubQuery::select()
        .expr_as(Expr::col((assignment::Entity, assignment::Column::PacketCode)), "code")
        .expr_as(Expr::col((call::Entity, call::Column::Name)), "call")
        .expr_as(Expr::col((call::Entity, call::Column::Zone)), "zone")
        .expr_as(Expr::col((assignment::Entity, assignment::Column::AssignedAt)), "since")
        .expr_as(Expr::col((review::Entity, review::Column::HandedInAt)), "handed_in")
        .expr_as(due.clone(), "due")
        .from(assignment::Entity)
        .inner_join(proposal::Entity, proposal_id().equals((assignment::Entity, assignment::Column::ProposalId)))
        .inner_join(call::Entity, of_call)
        .left_join(review::Entity, of_assignment)
        .left_join(deadline::Entity, live)
        .and_where(call::Column::AgencyId.eq(permit.object()))
        .and_where(assignment::Column::PersonId.eq(permit.actor()))
        .and_where(proposal::Column::CallId.in_subquery(own))
        .and_where(assignment::Column::EndedAt.is_null())
        .and_where(proposal::Column::State.eq(State::InReview.as_str()))
        .order_by_expr(due, Order::Asc)
        .order_by((assignment::Entity, assignment::Column::PacketCode), Order::Asc)
        .limit(MOST)
        .take()
}

/// A packet, by the code it has for this reviewer. For everybody else, and for whoever is tied to the applicant, it does
/// not exist.
pub async fn find(app: &App, permit: &Permit<MayReviewProposals>, code: &str) -> Result<Desk> {
    let id = reviews::behind(&app.db, permit.actor(), code).await?;
    let dossier = of_id(&app.db, id).await?;
    let own = admitted(&app.db, app, permit, &dossier).await?;
    let running = timers::running(&app.db, dossier.id).await?;
    let round = running.iter().find(|running| running.timer == Timer::Reviewer).map(|running| running.due);
    let due = round.map(|round| due_of((&dossier.call.terms, &dossier.call.calendar), own.since, round));
    let seen = dossier.review.sees_others(permit.actor(), dossier.call.terms.reviews_required);
    let mut others: Vec<Typed> = dossier
        .review
        .assignments
        .iter()
        .filter(|one| seen && one.counts() && one.person != permit.actor())
        .map(|one| one.review.typed.clone())
        .collect();
    // By what stands in them, so that their order says nothing of who wrote them.
    others.sort();
    Ok(Desk {
        packet: reviews::packet(&app.db, dossier.id).await?,
        open: dossier.state == State::InReview && !seen,
        criteria: criteria(&dossier),
        others,
        due,
        own,
        dossier,
    })
}

/// Name and weight of each criterion of the call.
pub fn criteria(dossier: &Dossier) -> Vec<(String, u8)> {
    dossier.call.row.criteria.0.iter().map(|share| (share.name.clone(), share.percent)).collect()
}

async fn admitted(
    db: &impl ConnectionTrait,
    app: &App,
    permit: &Permit<MayReviewProposals>,
    dossier: &Dossier,
) -> Result<Assignment> {
    let here = dossier.call.row.agency_id == permit.object();
    let tied = ties::tie(db, permit.actor(), dossier.id, app.clock.now()).await?;
    // Who was asked while standing in for somebody reads the packet as long as they do.
    let held = calls::duties(db, dossier.call.row.id, permit.actor(), app.clock.now()).await?;
    let sits = here && held.contains(&Duty::Reviewer);
    let own = dossier.review.own(permit.actor()).filter(|_| sits && !tied);
    own.cloned().ok_or(Error::NotFound)
}

/// Keeps what was typed as a draft. What is handed in already stays as it is.
pub async fn save(app: &App, permit: Permit<MayReviewProposals>, code: &str, typed: Typed) -> Result<()> {
    guard(app, &typed).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_behind(&transaction, app, &permit, code).await?;
    let own = admitted(&transaction, app, &permit, &dossier).await?;
    if dossier.state != State::InReview || own.review.handed_in && !own.review.stale {
        return Err(Invalid::one(BUTTONS, "review-fault-handed-in").into());
    }
    reviews::write(&transaction, own.id, &typed, false, app.clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes a step. Gives where the proposal stands then.
///
/// # Errors
/// What has to be mended, or the refusal of the machine beside the buttons.
pub async fn act(app: &App, permit: Permit<MayReviewProposals>, code: &str, act: Act) -> Result<State> {
    if let Act::HandIn(typed) = &act {
        guard(app, typed).await?;
    }
    let transaction = db::begin(&app.db).await?;
    let mut dossier = locked_behind(&transaction, app, &permit, code).await?;
    let own = admitted(&transaction, app, &permit, &dossier).await?;
    let event = event(&act, &dossier)?;
    match &act {
        Act::HandIn(typed) => reviews::write(&transaction, own.id, typed, true, app.clock.now()).await?,
        Act::Leave => dossier.review.replacement = reviews::replacement(&transaction, app, &dossier).await?,
    }
    let to = apply(&transaction, app, &dossier, &event, hand(&permit), &json!({})).await?.to;
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(event.kind().as_str()),
        ..permit.event("review_proposal", "proposal")
    };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(to)
}

/// What a step would do now, from the very plan that is carried out.
///
/// # Errors
/// Why it would be refused.
pub async fn plan(app: &App, permit: &Permit<MayReviewProposals>, code: &str, act: &Act) -> Result<Plan<State>> {
    if let Act::HandIn(typed) = act {
        guard(app, typed).await?;
    }
    // Whoever would come instead is looked for as if the step were taken; nothing is written.
    let transaction = db::begin(&app.db).await?;
    let mut dossier = locked_behind(&transaction, app, permit, code).await?;
    admitted(&transaction, app, permit, &dossier).await?;
    if matches!(act, Act::Leave) {
        dossier.review.replacement = reviews::replacement(&transaction, app, &dossier).await?;
    }
    transaction.rollback().await?;
    let acting = Acting {
        hand: hand(permit),
        countersign: None,
        payload: countersigns::mark(&json!({})),
        now: app.clock.now(),
        tied: false,
    };
    workflow::decide(Some(dossier.state), &event(act, &dossier)?, &dossier.facts(acting)).map_err(refused)
}

async fn locked_behind(
    db: &DatabaseTransaction,
    app: &App,
    permit: &Permit<MayReviewProposals>,
    code: &str,
) -> Result<Dossier> {
    let id = reviews::behind(db, permit.actor(), code).await?;
    let dossier = locked(db, id).await?;
    admitted(db, app, permit, &dossier).await?;
    Ok(dossier)
}

fn event(act: &Act, dossier: &Dossier) -> Result<Event, Invalid> {
    match act {
        Act::HandIn(typed) => Ok(Event::Score { scores: read(typed, &dossier.call.rubric)? }),
        Act::Leave => Ok(Event::DeclareConflict),
    }
}

fn hand(permit: &Permit<MayReviewProposals>) -> Hand {
    Hand { account: permit.actor(), duty: Duty::Reviewer, on_behalf_of: None }
}

/// What reviewers write can reach a letter.
async fn guard(app: &App, typed: &Typed) -> Result<()> {
    let text = |field: &'static str| typed.get(field).map(|text| (field, text.as_str()));
    let texts: Vec<(&'static str, &str)> =
        REASONS.into_iter().filter_map(text).filter(|(_, text)| !text.is_empty()).collect();
    let mut faults = Invalid::default();
    for field in SCORES {
        if typed.get(field).is_some_and(|text| text.chars().count() > 6) {
            faults.0.push((field, "review-fault-score"));
        }
    }
    for (field, text) in &texts {
        if text.chars().count() > LONGEST {
            faults.0.push((field, "review-fault-long"));
        }
    }
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()
}
