//! What waits for an officer: proposals of calls on whose panel they sit, the nearest deadline first. Files somebody is
//! tied to are left out by the query itself.
use entity::{
    public::{call, enterprise},
    registry::grants::{deadline, funding_event, proposal},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::{ExprTrait, Func, Order, Query as SubQuery, SelectStatement},
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    super::super::{
        policy::MayCheckProposals,
        workflow::{Seen, State},
    },
    service::possible,
};
use crate::{
    app::App,
    error::Result,
    funding::{calls::service as calls, clocks::Stay, record::Object, ties::service as ties},
    identity::access::Permit,
    platform::{
        ids,
        money::Rupiah,
        work_days::{WorkDays, day_at},
    },
    regions::Zone,
};

/// Rows of a page.
const PAGE: u64 = 24;
/// Calls one can choose from.
const MOST_CALLS: u64 = 100;
/// Where rows without a deadline stand: behind all others. Milliseconds, the end of the year 9999.
const NEVER: i64 = 253_402_300_799_000;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The code of a call.
    pub call: Option<String>,
    pub seen: Option<Seen>,
    /// The row after which the page begins.
    pub after: Option<Place>,
}

/// Where a row stands in the list: its deadline in milliseconds, and its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    due: i64,
    code: String,
}

/// A proposal in the list.
#[derive(Clone, Debug)]
pub struct Brief {
    pub id: Uuid,
    pub code: String,
    pub call: String,
    pub trade_name: String,
    /// Regency or city of the group, by its code.
    pub place: String,
    pub asked: Option<Rupiah>,
    pub state: State,
    /// The day it was sent, where the call is.
    pub sent: Date,
    /// When the time of whoever has to act is over, in the zone of the call.
    pub due: Option<(OffsetDateTime, Zone)>,
    /// Working days until then; none when it is over.
    pub days: Option<u16>,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Inbox {
    pub rows: Vec<Brief>,
    pub next: Option<Place>,
    /// Code and name of the calls to choose from.
    pub calls: Vec<(String, String)>,
}

impl Place {
    /// `1796000000000-7K4M2QXD`.
    pub fn to_text(&self) -> String {
        format!("{}-{}", self.due, self.code)
    }

    pub fn read(text: &str) -> Option<Self> {
        let (due, code) = text.split_once('-')?;
        let due = due.parse().ok().filter(|due| (0..=NEVER).contains(due))?;
        Some(Self { due, code: ids::read_document_code(code)? })
    }
}

/// The proposals an officer may know of. Two statements for the rows and the calls, however many there are.
pub async fn list(app: &App, permit: &Permit<MayCheckProposals>, wanted: &Wanted) -> Result<Inbox> {
    let now = app.clock.now();
    let duties = possible(&app.db, app, permit.object(), permit.actor()).await?;
    let own = calls::calls_of(permit.actor(), &duties, now);
    let calls = call::Entity::find()
        .filter(call::Column::AgencyId.eq(permit.object()))
        .filter(call::Column::Id.in_subquery(own.clone()))
        .order_by_asc(call::Column::Name)
        .limit(MOST_CALLS)
        .all(&app.db)
        .await?;
    let select = found(permit, own, wanted, now, PAGE + 1);
    let mut rows = briefs(app, &select, now).await?;
    let next = next(&mut rows);
    Ok(Inbox { rows, next, calls: calls.into_iter().map(|call| (call.public_code, call.name)).collect() })
}

/// The same rows without pages, the first so many of them: for files to take away, and to count.
pub async fn every(app: &App, permit: &Permit<MayCheckProposals>, wanted: &Wanted, most: u64) -> Result<Vec<Brief>> {
    let now = app.clock.now();
    let duties = possible(&app.db, app, permit.object(), permit.actor()).await?;
    let select = found(permit, calls::calls_of(permit.actor(), &duties, now), wanted, now, most);
    briefs(app, &select, now).await
}

/// How long those files stayed in each state they have left, for whoever may know of them.
pub async fn stays(app: &App, permit: &Permit<MayCheckProposals>, most: u64) -> Result<Vec<Stay>> {
    let now = app.clock.now();
    let duties = possible(&app.db, app, permit.object(), permit.actor()).await?;
    let own = calls::calls_of(permit.actor(), &duties, now);
    let mut ids = found(permit, own, &Wanted::default(), now, most);
    ids.clear_selects().column((proposal::Entity, proposal::Column::Id));
    let rows: Vec<(Uuid, String, TimeUnixTimestampMillis)> = funding_event::Entity::find()
        .select_only()
        .columns([funding_event::Column::ObjectId, funding_event::Column::ToState, funding_event::Column::At])
        .filter(funding_event::Column::Object.eq(Object::Proposal.as_str()))
        .filter(funding_event::Column::ObjectId.in_subquery(ids))
        .order_by_asc(funding_event::Column::ObjectId)
        .order_by_asc(funding_event::Column::Number)
        .into_tuple()
        .all(&app.db)
        .await?;
    let steps = rows.into_iter().map(|(file, to, at)| Ok((file, State::of(&to)?, at.0)));
    Ok(between(&steps.collect::<Result<Vec<_>>>()?))
}

/// The stays between steps in the order of their files. A step that stays where it was ends none, and the group's own
/// drafts are nobody's waiting.
fn between(steps: &[(Uuid, State, OffsetDateTime)]) -> Vec<Stay> {
    let mut stays = Vec::new();
    for of_file in steps.chunk_by(|one, next| one.0 == next.0) {
        let turns: Vec<_> = of_file.chunk_by(|one, next| one.1 == next.1).map(|same| same[0]).collect();
        for pair in turns.windows(2).filter(|pair| pair[0].1 != State::Draft) {
            let (file, state, entered) = pair[0];
            stays.push(Stay { file, state, entered, left: pair[1].2, paused: Vec::new() });
        }
    }
    stays
}

/// What is looked for, without the files somebody is tied to.
fn found(
    permit: &Permit<MayCheckProposals>,
    own: SelectStatement,
    wanted: &Wanted,
    now: OffsetDateTime,
    most: u64,
) -> SelectStatement {
    let mut select = rows(permit.object(), own);
    select.limit(most).cond_where(ties::tied(permit.actor(), now).not());
    if let Some(code) = &wanted.call {
        select.and_where(call::Column::PublicCode.eq(code));
    }
    if let Some(seen) = wanted.seen {
        let states = State::ALL.iter().filter(|state| state.seen() == seen).map(|state| state.as_str());
        select.and_where(proposal::Column::State.is_in(states));
    }
    if let Some(after) = &wanted.after {
        let same = due().eq(after.due).and(proposal::Column::PublicCode.gt(&after.code));
        select.and_where(due().gt(after.due).or(same));
    }
    select
}

async fn briefs(app: &App, select: &SelectStatement, now: OffsetDateTime) -> Result<Vec<Brief>> {
    let found = app.db.query_all(select).await?;
    let calendar = calls::calendar(&app.db).await?;
    found.iter().map(|row| brief(row, &calendar, now)).collect()
}

fn brief(row: &QueryResult, calendar: &WorkDays, now: OffsetDateTime) -> Result<Brief> {
    let due: i64 = row.try_get("", "due")?;
    let zone = Zone::from_label(&row.try_get::<String>("", "zone")?).unwrap_or(Zone::Wib);
    let until = |day: Date| {
        let today = day_at(now, zone.utc_offset());
        (day >= today).then(|| calendar.between(today, day))
    };
    let at = if due < NEVER { OffsetDateTime::from_unix_timestamp(due / 1_000).ok() } else { None };
    let sent: TimeUnixTimestampMillis = row.try_get("", "sent")?;
    Ok(Brief {
        id: row.try_get("", "id")?,
        code: row.try_get("", "code")?,
        call: row.try_get("", "call")?,
        trade_name: row.try_get("", "trade_name")?,
        place: row.try_get("", "place")?,
        asked: row.try_get::<Option<i64>>("", "asked")?.map(Rupiah),
        state: State::of(&row.try_get::<String>("", "state")?)?,
        sent: day_at(sent.0, zone.utc_offset()),
        due: at.map(|at| (at, zone)),
        days: at.and_then(|at| until(day_at(at, zone.utc_offset()))),
    })
}

/// One statement for the whole page: at most one timer of a proposal runs at a time.
fn rows(agency: Uuid, own: SelectStatement) -> SelectStatement {
    let live = Condition::all()
        .add(Expr::col((deadline::Entity, deadline::Column::ObjectId)).equals((proposal::Entity, proposal::Column::Id)))
        .add(deadline::Column::EndedAt.is_null())
        .add(deadline::Column::PausedAt.is_null());
    let of_call = Expr::col((call::Entity, call::Column::Id)).equals((proposal::Entity, proposal::Column::CallId));
    let of_maker = Expr::col((enterprise::Entity, enterprise::Column::Id))
        .equals((proposal::Entity, proposal::Column::EnterpriseId));
    SubQuery::select()
        .expr_as(Expr::col((proposal::Entity, proposal::Column::Id)), "id")
        .expr_as(Expr::col((proposal::Entity, proposal::Column::PublicCode)), "code")
        .expr_as(Expr::col((proposal::Entity, proposal::Column::State)), "state")
        .expr_as(Expr::col((proposal::Entity, proposal::Column::AskedIdr)), "asked")
        .expr_as(Expr::col((enterprise::Entity, enterprise::Column::TradeName)), "trade_name")
        .expr_as(Expr::col((enterprise::Entity, enterprise::Column::RegencyCode)), "place")
        .expr_as(Expr::col((proposal::Entity, proposal::Column::SubmittedAt)), "sent")
        .expr_as(Expr::col((call::Entity, call::Column::Name)), "call")
        .expr_as(Expr::col((call::Entity, call::Column::Zone)), "zone")
        .expr_as(due(), "due")
        .from(proposal::Entity)
        .inner_join(call::Entity, of_call)
        .inner_join(enterprise::Entity, of_maker)
        .left_join(deadline::Entity, live)
        .and_where(call::Column::AgencyId.eq(agency))
        .and_where(proposal::Column::CallId.in_subquery(own))
        .and_where(proposal::Column::State.ne(State::Draft.as_str()))
        .and_where(proposal::Column::SubmittedAt.is_not_null())
        .order_by_expr(due(), Order::Asc)
        .order_by((proposal::Entity, proposal::Column::PublicCode), Order::Asc)
        .take()
}

fn due() -> Expr {
    Func::coalesce([Expr::col((deadline::Entity, deadline::Column::DueAt)), Expr::val(NEVER)]).into()
}

/// The place of the last row, when there are more.
fn next(rows: &mut Vec<Brief>) -> Option<Place> {
    let fit = usize::try_from(PAGE).unwrap_or(usize::MAX);
    if rows.len() <= fit {
        return None;
    }
    rows.truncate(fit);
    let last = rows.last()?;
    let due = last.due.map_or(NEVER, |(at, _)| at.unix_timestamp() * 1_000);
    Some(Place { due, code: last.code.clone() })
}
