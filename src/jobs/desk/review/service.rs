//! Openings that wait for a moderator, and what is decided.
use entity::{
    public::{employer, opening},
    registry::ops::opening_review,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    model::{Own, Phrase, State, last_day},
    moves::service as moves,
    policy::MayReviewOpenings,
    service::{self as desk, BUTTONS, Whole},
    workflow::{self, Event, Facts, Party},
};
use crate::{
    app::App,
    error::{Invalid, Result},
    identity::access::Permit,
    jobs::{model::OpeningView, service as public},
    moderation::service as moderation,
    platform::{audit, db},
    regions,
};

/// An opening in the queue.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub code: String,
    pub title: String,
    pub employer: String,
    pub place: String,
    pub since: OffsetDateTime,
    /// A refused demand is defended.
    pub objection: bool,
}

/// An opening as a moderator sees it.
#[derive(Clone, Debug)]
pub struct Reviewed {
    pub own: Own,
    pub employer: String,
    pub place: String,
    pub objection: String,
    /// What the moderator may do.
    pub open: Vec<Event>,
}

/// What a moderator decides.
#[derive(Clone, Debug)]
pub enum Verdict {
    Approve,
    Return(Vec<Phrase>, String),
}

/// Openings that wait, the longest waiting first.
pub async fn queue(app: &App, permit: &Permit<MayReviewOpenings>) -> Result<Vec<Waiting>> {
    let _ = permit.object();
    let reviews = opening_review::Entity::find()
        .filter(opening_review::Column::State.eq("waiting"))
        .order_by_asc(opening_review::Column::MadeAt)
        .order_by_asc(opening_review::Column::Id)
        .limit(24)
        .all(&app.db)
        .await?;
    let rows = opening::Entity::find()
        .filter(opening::Column::Id.is_in(reviews.iter().map(|review| review.opening_id)))
        .find_also_related(employer::Entity)
        .all(&app.db)
        .await?;
    let waiting = |review: opening_review::Model| {
        let (row, employer) = rows.iter().find(|(row, _)| row.id == review.opening_id)?;
        Some(Waiting {
            code: row.public_code.clone(),
            title: row.title.clone(),
            employer: employer.as_ref()?.trade_name.clone(),
            place: regions::name(&row.regency_code),
            since: review.made_at.0,
            objection: review.objection,
        })
    };
    Ok(reviews.into_iter().filter_map(waiting).collect())
}

/// How many openings wait.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(opening_review::Entity::find().filter(opening_review::Column::State.eq("waiting")).count(db).await?)
}

/// One opening that waits; what is not sent is nobody's business but its employer's.
pub async fn find(app: &App, permit: &Permit<MayReviewOpenings>, code: &str) -> Result<Reviewed> {
    let whole = waiting(&app.db, app.clock.now(), code).await?;
    let facts = Facts { own: posted_by(&whole) == Some(permit.actor()), ..whole.own.facts };
    Ok(Reviewed {
        open: workflow::open_to(whole.state, Party::Moderator, &facts),
        place: regions::name(&whole.row.regency_code),
        objection: whole.desk.map(|desk| desk.objection).unwrap_or_default(),
        employer: whole.employer.trade_name,
        own: whole.own,
    })
}

/// What everybody would see of it.
pub async fn preview(app: &App, permit: &Permit<MayReviewOpenings>, code: &str) -> Result<OpeningView> {
    let _ = permit.object();
    let whole = waiting(&app.db, app.clock.now(), code).await?;
    let today = last_day(app.clock.now(), whole.own.zone);
    public::view_of(whole.row, whole.employer, whole.items, today)
}

/// Shows an opening or sends it back. The employer hears that there is news.
pub async fn decide(
    app: &App,
    permit: Permit<MayReviewOpenings>,
    code: &str,
    version: i32,
    verdict: Verdict,
) -> Result<()> {
    let now = app.clock.now();
    if let Verdict::Return(_, note) = &verdict {
        let mut faults = Invalid::default();
        moderation::judge_new(app, &[("catatan", note)], &mut faults).await?;
        faults.finish()?;
    }
    let transaction = db::begin(&app.db).await?;
    let whole = waiting(&transaction, now, code).await?;
    let (event, reasoned) = match &verdict {
        Verdict::Approve => (Event::Approve, true),
        Verdict::Return(phrases, note) => (Event::Return, !phrases.is_empty() || !note.is_empty()),
    };
    let facts = Facts { own: posted_by(&whole) == Some(permit.actor()), reasoned, ..whole.own.facts };
    let to = workflow::decide(Some(whole.state), event, Party::Moderator, &facts).map_err(|refusal| match event {
        Event::Return => desk::refused("alasan", refusal),
        _ => desk::refused(BUTTONS, refusal),
    })?;
    let (state, phrases, note) = match verdict {
        Verdict::Approve => ("approved", Vec::new(), String::new()),
        Verdict::Return(phrases, note) => {
            ("returned", phrases.into_iter().map(|phrase| phrase.as_str().to_owned()).collect(), note)
        }
    };
    moves::close_review(&transaction, now, whole.row.id, state, phrases, &note).await?;
    moves::move_to(&transaction, now, &whole, version, to, opening::ActiveModel::default()).await?;
    moves::write_event(&transaction, now, whole.row.id, state, "moderator", Some(permit.actor())).await?;
    let line =
        audit::Event { object: Some(whole.row.id), reason: Some(state), ..permit.event("review_opening", "opening") };
    audit::done(&transaction, now, line).await?;
    moves::tell(&transaction, app, now, whole.row.employer_id).await?;
    Ok(transaction.commit().await?)
}

fn posted_by(whole: &Whole) -> Option<Uuid> {
    whole.desk.as_ref().and_then(|desk| desk.posted_by)
}

async fn waiting(db: &impl ConnectionTrait, now: OffsetDateTime, code: &str) -> Result<Whole> {
    let which = opening::Entity::find()
        .filter(opening::Column::PublicCode.eq(code))
        .filter(opening::Column::State.eq(State::Review.stored().0));
    desk::whole(db, now, which).await
}
