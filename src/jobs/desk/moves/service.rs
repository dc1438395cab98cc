//! Moves openings from one state to the next, with everything that follows from it.
use entity::{
    public::opening,
    registry::{
        ops::opening_review,
        work::{opening_desk, opening_event, opening_revision},
    },
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    model::{LONGEST_NOTE, OpeningForm, State, end_of, last_day},
    policy::MayPost,
    service::{Whole, at_field, longer_fits, own_row, whole, zone},
    suggestions::service as suggestions,
    workflow::{self, Event, Facts, Party},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        mailing::{self, Template},
        model::{Body, BodyKind},
        rooms,
    },
    jobs::{applications::service as applications, model::Contract},
    moderation::service as moderation,
    platform::{audit, changes, db, ids, search::Kind},
};

/// What an employer does to an opening besides writing it.
#[derive(Clone, Debug)]
pub enum Act {
    Submit,
    Appeal(String),
    Withdraw,
    Pause,
    Resume,
    Extend(Option<Date>),
    Fill,
    Close,
    Reopen(Option<Date>),
}

impl Act {
    fn event(&self) -> Event {
        match self {
            Self::Submit => Event::Submit,
            Self::Appeal(_) => Event::Appeal,
            Self::Withdraw => Event::Withdraw,
            Self::Pause => Event::Pause,
            Self::Resume => Event::Resume,
            Self::Extend(_) => Event::Extend,
            Self::Fill => Event::Fill,
            Self::Close => Event::Close,
            Self::Reopen(_) => Event::Reopen,
        }
    }
}

/// Moves an opening. Gives where it stands.
pub async fn act(app: &App, permit: Permit<MayPost>, code: &str, act: Act, version: i32) -> Result<State> {
    let now = app.clock.now();
    if let Act::Appeal(words) = &act {
        let mut faults = Invalid::default();
        moderation::judge_new(app, &[("keberatan", words)], &mut faults).await?;
        faults.finish()?;
    }
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, now, own_row(permit.object(), code)).await?;
    let event = act.event();
    let until = match &act {
        Act::Extend(until) | Act::Reopen(until) => *until,
        _ => None,
    };
    let reasoned = match &act {
        Act::Appeal(words) => (20..=LONGEST_NOTE).contains(&words.chars().count()),
        _ => true,
    };
    let mut facts = Facts { reasoned, ..whole.own.facts };
    if matches!(event, Event::Extend | Event::Reopen) {
        let from = if event == Event::Reopen { now } else { whole.row.closes_at.0 };
        let from = last_day(from, whole.own.zone);
        facts.until_fits = until.is_some_and(|until| longer_fits(&whole, until, from, now));
    }
    let to = workflow::decide(Some(whole.state), event, Party::Employer, &facts).map_err(at_field)?;
    let mut change = opening::ActiveModel::default();
    if let Some(until) = until {
        change.closes_at = Set(TimeUnixTimestampMillis(end_of(until, zone(&whole.row.regency_code))));
        change.closed_at = Set(None);
    }
    move_to(&transaction, now, &whole, version, to, change).await?;
    if let Act::Appeal(words) = &act {
        object(&transaction, whole.row.id, words).await?;
    }
    note(&transaction, now, &permit, word(event), whole.row.id).await?;
    transaction.commit().await?;
    Ok(to)
}

/// Takes an opening away: whoever answers complaints found a breach of the pledge.
pub async fn remove(app: &App, db: &DatabaseTransaction, opening: Uuid, actor: Uuid) -> Result<()> {
    let now = app.clock.now();
    let whole = whole(db, now, opening::Entity::find_by_id(opening)).await?;
    let facts = Facts { reasoned: true, ..whole.own.facts };
    let to = workflow::decide(Some(whole.state), Event::Remove, Party::Ethics, &facts).map_err(at_field)?;
    move_to(db, now, &whole, whole.row.row_version, to, opening::ActiveModel::default()).await?;
    write_event(db, now, opening, word(Event::Remove), "ethics", Some(actor)).await?;
    tell(db, app, now, whole.row.employer_id).await
}

/// Moves an opening, if nobody changed it since that version: with its days, its place in the queue of moderators, and
/// word to the index.
pub(in crate::jobs) async fn move_to(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    whole: &Whole,
    version: i32,
    to: State,
    mut change: opening::ActiveModel,
) -> Result<()> {
    let (row, from) = (&whole.row, whole.state);
    let (state, why) = to.stored();
    change.state = Set(state.to_owned());
    change.row_version = Set(version + 1);
    if to == State::Open && row.published_on.is_none() {
        change.published_on = Set(Some(last_day(now, zone(&row.regency_code))));
    }
    if to.is_over() && !from.is_over() {
        let ended = if to == State::Expired { row.closes_at.0 } else { now };
        change.closed_at = Set(Some(TimeUnixTimestampMillis(ended)));
    }
    let moved = opening::Entity::update_many()
        .set(change)
        .filter(opening::Column::Id.eq(row.id))
        .filter(opening::Column::RowVersion.eq(version))
        .exec(db)
        .await?;
    if moved.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    mark_desk(db, now, whole, to, why).await?;
    if from != to && from == State::Review {
        close_review(db, now, row.id, "withdrawn", Vec::new(), "").await?;
    }
    if from != to && to == State::Review {
        open_review(db, now, row.id, whole.own.notes.refused).await?;
    }
    if to == State::Open && matches!(from, State::Draft | State::Returned | State::Review) {
        if row.published_on.is_none() {
            suggestions::learn(db, now, whole.items.iter().map(|item| item.phrase.as_str())).await?;
        }
        keep_revision(db, now, row.id, &whole.own.form).await?;
    }
    if from == State::Open || to == State::Open {
        changes::note(db, Kind::Opening, [row.id]).await?;
    }
    tell_applications(db, now, row.id, from, to).await
}

/// What becomes of the applications: the end by a person ends them, the end by the clock only starts theirs.
async fn tell_applications(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    opening: Uuid,
    from: State,
    to: State,
) -> Result<()> {
    match to {
        State::Filled | State::Withdrawn | State::Removed => applications::opening_ended(db, now, opening).await,
        State::Expired => applications::opening_expired(db, now, opening).await,
        State::Open if from == State::Expired => applications::opening_reopened(db, opening).await,
        _ => Ok(()),
    }
}

async fn mark_desk(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    whole: &Whole,
    to: State,
    why: Option<&str>,
) -> Result<()> {
    let mut update = opening_desk::Entity::update_many()
        .col_expr(opening_desk::Column::Why, Expr::value(why))
        .filter(opening_desk::Column::OpeningId.eq(whole.row.id));
    let stamp = TimeUnixTimestampMillis(now);
    if to == State::Open && whole.desk.as_ref().is_none_or(|desk| desk.opened_at.is_none()) {
        update = update.col_expr(opening_desk::Column::OpenedAt, Expr::value(stamp));
    }
    if to == State::Removed {
        update = update.col_expr(opening_desk::Column::RemovedAt, Expr::value(stamp));
    }
    update.exec(db).await?;
    Ok(())
}

/// Keeps an opening as it is shown from now on: whoever answers it answers this.
pub(in crate::jobs) async fn keep_revision(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    opening: Uuid,
    form: &OpeningForm,
) -> Result<()> {
    let last: Option<i32> = opening_revision::Entity::find()
        .select_only()
        .column(opening_revision::Column::Number)
        .filter(opening_revision::Column::OpeningId.eq(opening))
        .order_by_desc(opening_revision::Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    let content = json!({
        "title": form.title,
        "duties": form.duties,
        "requirements": form.requirements,
        "required": form.required,
        "preferred": form.preferred,
        "wage_low_idr": form.wage_low,
        "wage_high_idr": form.wage_high,
        "wage_unit": form.wage_unit.as_str(),
        "contract": form.contract.map(Contract::as_str),
        "education": form.education.as_str(),
        "experience_years": form.experience_years,
        "hours": form.hours,
        "benefits": form.benefits,
        "regency": form.regency_code,
        "remote": form.remote,
    });
    let row = opening_revision::ActiveModel {
        opening_id: Set(opening),
        number: Set(last.unwrap_or(0) + 1),
        content: Set(content),
        made_at: Set(TimeUnixTimestampMillis(now)),
    };
    opening_revision::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Closes the review that waits, if one does.
pub(in crate::jobs) async fn close_review(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    opening: Uuid,
    state: &str,
    reasons: Vec<String>,
    words: &str,
) -> Result<()> {
    let decided = opening_review::ActiveModel {
        state: Set(state.to_owned()),
        reasons: Set(Lines(reasons)),
        note: Set(words.to_owned()),
        decided_at: Set(Some(TimeUnixTimestampMillis(now))),
        ..Default::default()
    };
    opening_review::Entity::update_many()
        .set(decided)
        .filter(opening_review::Column::OpeningId.eq(opening))
        .filter(opening_review::Column::State.eq("waiting"))
        .exec(db)
        .await?;
    Ok(())
}

async fn open_review(db: &impl ConnectionTrait, now: OffsetDateTime, opening: Uuid, objection: bool) -> Result<()> {
    let row = opening_review::ActiveModel {
        id: Set(ids::new_id()),
        opening_id: Set(opening),
        state: Set("waiting".to_owned()),
        objection: Set(objection),
        reasons: Set(Lines::default()),
        note: Set(String::new()),
        made_at: Set(TimeUnixTimestampMillis(now)),
        decided_at: Set(None),
    };
    opening_review::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn object(db: &impl ConnectionTrait, opening: Uuid, words: &str) -> Result<()> {
    opening_desk::Entity::update_many()
        .col_expr(opening_desk::Column::Objection, Expr::value(words))
        .filter(opening_desk::Column::OpeningId.eq(opening))
        .exec(db)
        .await?;
    Ok(())
}

/// Tells everybody who belongs to an employer that there is news.
pub(in crate::jobs) async fn tell(
    db: &impl ConnectionTrait,
    app: &App,
    now: OffsetDateTime,
    employer: Uuid,
) -> Result<()> {
    let body = Body { kind: BodyKind::Employer, id: employer };
    for member in rooms::of(app.rooms, body.kind)?.members(db, body, false).await? {
        mailing::put(db, now, member.person_id, Template::News).await?;
    }
    Ok(())
}

pub(in crate::jobs) fn word(event: Event) -> &'static str {
    match event {
        Event::Create => "create",
        Event::Save => "save",
        Event::Submit => "submit",
        Event::Appeal => "appeal",
        Event::Approve => "approve",
        Event::Return => "return",
        Event::Withdraw => "withdraw",
        Event::Edit => "edit",
        Event::Pause => "pause",
        Event::Resume => "resume",
        Event::Shut => "shut",
        Event::Unshut => "unshut",
        Event::Extend => "extend",
        Event::Fill => "fill",
        Event::Close => "close",
        Event::Expire => "expire",
        Event::Remove => "remove",
        Event::Reopen => "reopen",
    }
}

pub(in crate::jobs) async fn note(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    permit: &Permit<MayPost>,
    event: &'static str,
    opening: Uuid,
) -> Result<()> {
    write_event(db, now, opening, event, "employer", Some(permit.actor())).await?;
    let line = audit::Event { object: Some(opening), reason: Some(event), ..permit.event("post_opening", "opening") };
    audit::done(db, now, line).await
}

pub(in crate::jobs) async fn write_event(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    opening: Uuid,
    event: &str,
    party: &str,
    actor: Option<Uuid>,
) -> Result<()> {
    let row = opening_event::ActiveModel {
        id: Set(ids::new_id()),
        opening_id: Set(opening),
        event: Set(event.to_owned()),
        party: Set(party.to_owned()),
        actor: Set(actor),
        at: Set(TimeUnixTimestampMillis(now)),
        reason: Set(None),
        note: Set(String::new()),
    };
    opening_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
