//! Reads a call whole: its row, its terms, who sits on its panel, and the days on which its office rests.
use entity::{
    public::{agency, call},
    registry::grants::{call_panel, holiday, holiday_year, mandate},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryResult, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::{Order, Query as SubQuery, SelectStatement, UnionType},
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    parameters::{Frame, Parameters},
    terms::Terms,
};
use crate::{
    error::{Error, Result},
    funding::{machine::Duty, model::CallState, ranking::Rubric},
    platform::{db::locking, money::Rupiah, work_days::WorkDays},
    regions::Zone,
};

/// A call as the machines ask about it.
#[derive(Clone, Debug)]
pub struct Known {
    pub row: call::Model,
    pub state: CallState,
    pub parameters: Parameters,
    pub terms: Terms,
    pub rubric: Rubric,
    pub calendar: WorkDays,
}

/// A seat of a call with whoever sits on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    pub person: Uuid,
    pub duty: Duty,
    /// Whose seat it is: their own, or that of the one they stand in for.
    pub of: Uuid,
}

impl Seat {
    pub fn is_own(&self) -> bool {
        self.of == self.person
    }
}

impl Known {
    /// The year whose budget pays; the year it opens in, where none was written.
    pub fn fiscal_year(&self) -> u16 {
        let year = self.parameters.fiscal_year.unwrap_or_else(|| self.terms.opens_at.year());
        u16::try_from(year).unwrap_or_default()
    }
}

/// A call by its id.
pub async fn of_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Known> {
    let row = call::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    known(db, row).await
}

/// A call by its code, drafts too. Whoever asks has to be allowed to know of it.
pub async fn of_code(db: &impl ConnectionTrait, code: &str) -> Result<Known> {
    let row = call::Entity::find().filter(call::Column::PublicCode.eq(code)).one(db).await?.ok_or(Error::NotFound)?;
    known(db, row).await
}

/// The same, locked until the transaction ends.
pub async fn locked(db: &DatabaseTransaction, id: Uuid) -> Result<Known> {
    let row = locking(call::Entity::find_by_id(id), db).one(db).await?.ok_or(Error::NotFound)?;
    known(db, row).await
}

/// The terms of a row.
pub async fn known(db: &impl ConnectionTrait, row: call::Model) -> Result<Known> {
    let parameters: Parameters = serde_json::from_value(row.parameters.clone()).map_err(anyhow::Error::from)?;
    let terms = parameters.terms(Frame {
        opens_at: row.opens_at.0,
        closes_at: row.closes_at.map(|at| at.0),
        zone: Zone::from_label(&row.zone).unwrap_or(Zone::Wib),
        ceiling: Rupiah(row.ceiling_idr),
        ask_max: Rupiah(row.per_proposal_idr),
        quota: row.quota.and_then(|quota| u32::try_from(quota).ok()),
    });
    let rubric = parameters.rubric(row.criteria.0.iter().map(|share| share.percent).collect());
    let state = CallState::of(&row.state)?;
    Ok(Known { state, parameters, terms, rubric, calendar: calendar(db).await?, row })
}

/// The office that makes a call.
pub async fn office(db: &impl ConnectionTrait, call: &call::Model) -> Result<agency::Model> {
    agency::Entity::find_by_id(call.agency_id).one(db).await?.ok_or(Error::NotFound)
}

/// Who acts as what on a call: those its panel names, and whoever a mandate lets stand in now.
pub async fn panel(db: &impl ConnectionTrait, call: Uuid, now: OffsetDateTime) -> Result<Vec<(Uuid, Duty)>> {
    Ok(sitting(db, call, now).await?.into_iter().map(|seat| (seat.person, seat.duty)).collect())
}

/// Duties of one person on a call.
pub async fn duties(db: &impl ConnectionTrait, call: Uuid, person: Uuid, now: OffsetDateTime) -> Result<Vec<Duty>> {
    let panel = panel(db, call, now).await?;
    Ok(panel.into_iter().filter(|(account, _)| *account == person).map(|(_, duty)| duty).collect())
}

/// Every seat of a call that somebody sits on now. One statement.
pub async fn sitting(db: &impl ConnectionTrait, call: Uuid, now: OffsetDateTime) -> Result<Vec<Seat>> {
    let mut own = SubQuery::select();
    own.expr_as(Expr::col(call_panel::Column::PersonId), "person")
        .expr_as(Expr::col(call_panel::Column::Duty), "duty")
        .expr_as(Expr::col(call_panel::Column::PersonId), "of")
        .expr_as(Expr::col(call_panel::Column::AddedAt), "since")
        .from(call_panel::Entity)
        .and_where(call_panel::Column::CallId.eq(call));
    let lent = SubQuery::select()
        .expr_as(Expr::col(mandate::Column::SubstituteId), "person")
        .expr_as(Expr::col(mandate::Column::Duty), "duty")
        .expr_as(Expr::col(mandate::Column::PrincipalId), "of")
        .expr_as(Expr::col(mandate::Column::GivenAt), "since")
        .from(mandate::Entity)
        .and_where(mandate::Column::CallId.eq(call))
        .cond_where(running(now))
        .take();
    let select = own.union(UnionType::All, lent).order_by("since", Order::Asc).order_by("person", Order::Asc);
    let seat = |row: &QueryResult| {
        Ok(Seat {
            person: row.try_get("", "person")?,
            duty: Duty::of(&row.try_get::<String>("", "duty")?)?,
            of: row.try_get("", "of")?,
        })
    };
    db.query_all(select).await?.iter().map(seat).collect()
}

/// Calls on which somebody sits now with one of these duties, as a part of a statement.
pub fn calls_of(person: Uuid, duties: &[Duty], now: OffsetDateTime) -> SelectStatement {
    let words = || duties.iter().map(|duty| duty.as_str());
    let lent = SubQuery::select()
        .column(mandate::Column::CallId)
        .from(mandate::Entity)
        .and_where(mandate::Column::SubstituteId.eq(person))
        .and_where(mandate::Column::Duty.is_in(words()))
        .cond_where(running(now))
        .take();
    SubQuery::select()
        .column(call_panel::Column::CallId)
        .from(call_panel::Entity)
        .and_where(call_panel::Column::PersonId.eq(person))
        .and_where(call_panel::Column::Duty.is_in(words()))
        .union(UnionType::Distinct, lent)
        .take()
}

/// A mandate that holds at a moment: begun, not over, and not ended before its last day.
pub fn running(at: OffsetDateTime) -> Condition {
    let at = TimeUnixTimestampMillis(at);
    Condition::all()
        .add(mandate::Column::BeginsAt.lte(at))
        .add(mandate::Column::EndsAt.gte(at))
        .add(Condition::any().add(mandate::Column::EndedAt.is_null()).add(mandate::Column::EndedAt.gt(at)))
}

/// The days on which offices rest, as far as operators told them.
pub async fn calendar(db: &impl ConnectionTrait) -> Result<WorkDays> {
    let days: Vec<time::Date> =
        holiday::Entity::find().select_only().column(holiday::Column::Day).into_tuple().all(db).await?;
    let years: Vec<i32> =
        holiday_year::Entity::find().select_only().column(holiday_year::Column::Year).into_tuple().all(db).await?;
    Ok(WorkDays::new(days, years))
}
