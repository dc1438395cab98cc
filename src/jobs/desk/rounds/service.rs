//! What the clock and the gates do to openings.
use entity::{
    public::{employer, opening},
    registry::work::{opening_desk, pledge_acceptance},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect,
    prelude::TimeUnixTimestampMillis,
    sea_query::{Query as SubQuery, SelectStatement},
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    moves::service::{move_to, tell, word, write_event},
    service::whole,
    workflow::{self, Event, Party},
};
use crate::{app::App, error::Result, jobs::pledge, platform::db};

/// Ends what is over, shuts what may not stand any more, and opens what may again. Gives how many moved.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let over = opening::Column::ClosesAt.lte(TimeUnixTimestampMillis(now));
    let rows: Vec<Uuid> = opening::Entity::find()
        .select_only()
        .column(opening::Column::Id)
        .filter(opening::Column::State.is_in(["open", "paused"]))
        .filter(over)
        .limit(200)
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut moved = 0;
    for id in rows {
        moved += usize::from(by_system(app, id, Event::Expire).await?);
    }
    for event in [Event::Shut, Event::Unshut] {
        for opening in standing_otherwise(app, now, event).await? {
            moved += usize::from(by_system(app, opening, event).await?);
        }
    }
    Ok(moved)
}

/// Openings that are shown and may not be, or the other way round: a few statements, however many there are, and at most
/// 500 openings in a round.
async fn standing_otherwise(app: &App, now: OffsetDateTime, event: Event) -> Result<Vec<Uuid>> {
    let standings = pledge::service::standings(&app.db, now).await?;
    let holds = |employer: &Uuid| standings.get(employer).is_some_and(|standing| standing.holds());
    let rows = opening::Entity::find().select_only().column(opening::Column::Id);
    let rows = if event == Event::Shut {
        let lapsed = standings.keys().filter(|employer| !holds(employer)).take(500).copied();
        let accepted =
            SubQuery::select().column(pledge_acceptance::Column::EmployerId).from(pledge_acceptance::Entity).take();
        let barred = Condition::any()
            .add(opening::Column::EmployerId.is_in(lapsed))
            .add(opening::Column::EmployerId.not_in_subquery(accepted))
            .add(opening::Column::EmployerId.in_subquery(suspended()));
        rows.filter(opening::Column::State.eq("open")).filter(barred)
    } else {
        let shut = SubQuery::select()
            .column(opening_desk::Column::OpeningId)
            .from(opening_desk::Entity)
            .and_where(opening_desk::Column::Why.eq("gate"))
            .take();
        let shut = Condition::all()
            .add(opening::Column::State.eq("paused"))
            .add(opening::Column::Id.in_subquery(shut))
            .add(opening::Column::EmployerId.not_in_subquery(suspended()));
        let employers: Vec<Uuid> = opening::Entity::find()
            .select_only()
            .column(opening::Column::EmployerId)
            .distinct()
            .filter(shut.clone())
            .into_tuple()
            .all(&app.db)
            .await?;
        let again = employers.into_iter().filter(holds).take(100);
        rows.filter(shut).filter(opening::Column::EmployerId.is_in(again))
    };
    Ok(rows.limit(500).into_tuple().all(&app.db).await?)
}

fn suspended() -> SelectStatement {
    SubQuery::select()
        .column(employer::Column::Id)
        .from(employer::Entity)
        .and_where(employer::Column::State.eq("suspended"))
        .take()
}

/// What the clock or a gate does to one opening. What does not fit any more is left alone.
async fn by_system(app: &App, id: Uuid, event: Event) -> Result<bool> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, now, opening::Entity::find_by_id(id)).await?;
    let Ok(to) = workflow::decide(Some(whole.state), event, Party::System, &whole.own.facts) else {
        return Ok(false);
    };
    move_to(&transaction, now, &whole, whole.row.row_version, to, opening::ActiveModel::default()).await?;
    write_event(&transaction, now, whole.row.id, word(event), "system", None).await?;
    tell(&transaction, app, now, whole.row.employer_id).await?;
    transaction.commit().await?;
    Ok(true)
}
