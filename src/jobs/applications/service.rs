//! What happens to applications without anybody pressing a button on them: openings end or run out, invitations lapse.
use entity::registry::work::application;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    acts::service::{moved, put},
    sending::service::note,
    views::service::Held,
    workflow::{self, Facts, Party, Release, Stage, Step},
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::mailing::{self, Template},
    platform::db,
};

/// Applications that change in one go.
const BATCH: usize = 500;

/// A person filled, closed or removed an opening: what was not decided ends with it, and each applicant hears that there
/// is news. Call it in the transaction that ends the opening.
pub async fn opening_ended(db: &impl ConnectionTrait, now: OffsetDateTime, opening: Uuid) -> Result<()> {
    for held in all_of(db, opening_is(opening), Step::OpeningEnded, now).await? {
        mailing::put(db, now, held, Template::News).await?;
    }
    Ok(())
}

/// An opening ran out: nothing ends by that, but from now on run the days until what nobody answers is removed.
pub async fn opening_expired(db: &impl ConnectionTrait, now: OffsetDateTime, opening: Uuid) -> Result<()> {
    application::Entity::update_many()
        .col_expr(application::Column::ClockAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(opening_is(opening))
        .filter(application::Column::ClockAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// An opening that had run out is open again: the days stop.
pub async fn opening_reopened(db: &impl ConnectionTrait, opening: Uuid) -> Result<()> {
    application::Entity::update_many()
        .col_expr(application::Column::ClockAt, Expr::value(Option::<TimeUnixTimestampMillis>::None))
        .filter(opening_is(opening))
        .exec(db)
        .await?;
    Ok(())
}

/// An employer was suspended: every contact shared with it is taken back.
pub async fn employer_suspended(db: &impl ConnectionTrait, now: OffsetDateTime, employer: Uuid) -> Result<()> {
    let released = Condition::all()
        .add(application::Column::EmployerId.eq(employer))
        .add(application::Column::Release.eq(Release::Released.as_str()));
    all_of(db, released, Step::EmployerSuspended, now).await?;
    Ok(())
}

/// Invitations nobody answered in time. Gives how many.
pub async fn lapse(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = Condition::all()
        .add(application::Column::Stage.eq(Stage::Invited.as_str()))
        .add(application::Column::Replied.eq(false))
        .add(application::Column::InviteEndsAt.lte(TimeUnixTimestampMillis(now)));
    let mut lapsed = 0;
    for held in open_of(&app.db, due).await? {
        let transaction = db::begin(&app.db).await?;
        match step(&transaction, &held, Step::Lapse, now).await {
            Ok(moved) => {
                transaction.commit().await?;
                lapsed += usize::from(moved);
            }
            // Somebody was faster, and so it does not lapse.
            Err(Error::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(lapsed)
}

/// One step of the system for all that fit, some at a time. Gives whose they are.
async fn all_of(db: &impl ConnectionTrait, which: Condition, what: Step, now: OffsetDateTime) -> Result<Vec<Uuid>> {
    let mut people = Vec::new();
    loop {
        let before = people.len();
        for held in open_of(db, which.clone()).await? {
            if step(db, &held, what, now).await? {
                people.push(held.row.person_id);
            }
        }
        if people.len() < before + BATCH {
            return Ok(people);
        }
    }
}

async fn open_of(db: &impl ConnectionTrait, which: Condition) -> Result<Vec<Held>> {
    let ids: Vec<Uuid> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(which)
        .order_by_asc(application::Column::Id)
        .limit(BATCH as u64)
        .into_tuple()
        .all(db)
        .await?;
    let mut held = Vec::new();
    for id in ids {
        held.push(Held::load(db, id).await?);
    }
    Ok(held)
}

fn opening_is(opening: Uuid) -> Condition {
    let open = [Stage::Sent, Stage::Invited, Stage::Offered].map(Stage::as_str);
    Condition::all().add(application::Column::OpeningId.eq(opening)).add(application::Column::Stage.is_in(open))
}

/// A step of the system; what the table does not know is left. Gives whether it was taken.
async fn step(db: &impl ConnectionTrait, held: &Held, step: Step, now: OffsetDateTime) -> Result<bool> {
    let facts: Facts = held.facts(now);
    let Ok(Some(to)) = workflow::decide(Some(held.state()?), step, Party::System, &facts) else { return Ok(false) };
    put(db, held, moved(held, now, to)).await?;
    note(db, held.row.id, step, Party::System, None, now).await?;
    Ok(true)
}
