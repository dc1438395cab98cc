//! Reads a call whole: its row, its terms, who sits on its panel, and the days on which its office rests.
use entity::{
    public::{agency, call},
    registry::grants::{call_panel, holiday, holiday_year},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
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

/// Who acts as what on a call.
pub async fn panel(db: &impl ConnectionTrait, call: Uuid) -> Result<Vec<(Uuid, Duty)>> {
    let rows = call_panel::Entity::find()
        .filter(call_panel::Column::CallId.eq(call))
        .order_by_asc(call_panel::Column::AddedAt)
        .order_by_asc(call_panel::Column::PersonId)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Ok((row.person_id, Duty::of(&row.duty)?))).collect()
}

/// Duties of one person on a call.
pub async fn duties(db: &impl ConnectionTrait, call: Uuid, person: Uuid) -> Result<Vec<Duty>> {
    Ok(panel(db, call).await?.into_iter().filter(|(account, _)| *account == person).map(|(_, duty)| duty).collect())
}

/// The seats of one person on panels: call and duty.
pub async fn seats(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<(Uuid, Duty)>> {
    let rows = call_panel::Entity::find().filter(call_panel::Column::PersonId.eq(person)).all(db).await?;
    rows.into_iter().map(|row| Ok((row.call_id, Duty::of(&row.duty)?))).collect()
}

/// The days on which offices rest, as far as operators told them.
pub async fn calendar(db: &impl ConnectionTrait) -> Result<WorkDays> {
    let days: Vec<time::Date> =
        holiday::Entity::find().select_only().column(holiday::Column::Day).into_tuple().all(db).await?;
    let years: Vec<i32> =
        holiday_year::Entity::find().select_only().column(holiday_year::Column::Year).into_tuple().all(db).await?;
    Ok(WorkDays::new(days, years))
}
