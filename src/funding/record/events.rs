//! What happened to an object, in order. The store refuses to change a line.
use entity::registry::grants::funding_event::{self, Column};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Object;
use crate::{
    error::Result,
    funding::{
        machine::{Duty, Hand},
        versions::canonical,
    },
};

/// Lines that are read at most.
const MOST: u64 = 500;

/// A step to write down.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    pub event: &'a str,
    pub from: Option<&'a str>,
    pub to: &'a str,
    pub hand: Hand,
    /// What came with it. Never a name.
    pub payload: &'a Value,
    pub at: OffsetDateTime,
}

/// A line as it is read.
#[derive(Clone, Debug)]
pub struct Happened {
    pub event: String,
    pub to: String,
    pub duty: Duty,
    /// Nobody for the clock.
    pub person: Option<Uuid>,
    /// For whom, where a mandate let them.
    pub on_behalf_of: Option<Uuid>,
    pub payload: Value,
    pub at: OffsetDateTime,
}

/// Who did it, as it is told: never a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By {
    pub duty: Duty,
    /// A mandate stood behind it.
    pub is_lent: bool,
}

impl Happened {
    pub const fn by(&self) -> By {
        By { duty: self.duty, is_lent: self.on_behalf_of.is_some() }
    }
}

/// Writes a line.
pub async fn note(db: &impl ConnectionTrait, object: Object, id: Uuid, step: Step<'_>) -> Result<()> {
    let last: Option<i32> = funding_event::Entity::find()
        .select_only()
        .column(Column::Number)
        .filter(Column::Object.eq(object.as_str()))
        .filter(Column::ObjectId.eq(id))
        .order_by_desc(Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    let somebody = !matches!(step.hand.duty, Duty::Clock | Duty::Consequence);
    let row = funding_event::ActiveModel {
        object: Set(object.as_str().to_owned()),
        object_id: Set(id),
        number: Set(last.unwrap_or(0) + 1),
        event: Set(step.event.to_owned()),
        from_state: Set(step.from.map(str::to_owned)),
        to_state: Set(step.to.to_owned()),
        person_id: Set(somebody.then_some(step.hand.account)),
        duty: Set(step.hand.duty.as_str().to_owned()),
        on_behalf_of: Set(step.hand.on_behalf_of),
        payload: Set(canonical(step.payload)),
        at: Set(TimeUnixTimestampMillis(step.at)),
    };
    funding_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What happened to an object, the newest first.
pub async fn of(db: &impl ConnectionTrait, object: Object, id: Uuid) -> Result<Vec<Happened>> {
    let rows = funding_event::Entity::find()
        .filter(Column::Object.eq(object.as_str()))
        .filter(Column::ObjectId.eq(id))
        .order_by_desc(Column::Number)
        .limit(MOST)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: funding_event::Model) -> Result<Happened> {
    Ok(Happened {
        event: row.event,
        to: row.to_state,
        duty: Duty::of(&row.duty)?,
        person: row.person_id,
        on_behalf_of: row.on_behalf_of,
        payload: serde_json::from_str(&row.payload).map_err(anyhow::Error::from)?,
        at: row.at.0,
    })
}
