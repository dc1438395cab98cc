//! What every document shares: what happened to it, in order, and how a refused step is told.
use entity::registry::trade::document_event;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::party::{Hand, Party, Side};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    moderation::service as moderation,
};

/// Letters of a text that one side writes to the other.
const LONGEST_TEXT: usize = 500;

/// A line of the table of a workflow: who may do what in which state, and where it leads.
#[derive(Clone, Copy, Debug)]
pub struct Step<S: 'static, E: 'static> {
    pub from: &'static [S],
    pub event: E,
    pub hands: &'static [Hand],
    pub to: S,
}

/// Why a step is not taken, with a sentence for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The document is no longer, or not yet, in a state for it.
    WrongState,
    /// Another office presses this button.
    NotYours,
    /// Whoever gave may not take.
    SamePerson,
    /// The placement takes no new goods.
    NotActive,
    /// Fewer pieces are there.
    NotEnough,
    /// The day lies in a period whose statement was sent.
    PeriodClosed,
    /// The time for it is over, or has not come.
    NotNow,
}

impl Refusal {
    pub const ALL: [Self; 7] = [
        Self::WrongState,
        Self::NotYours,
        Self::SamePerson,
        Self::NotActive,
        Self::NotEnough,
        Self::PeriodClosed,
        Self::NotNow,
    ];

    /// The key of the sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WrongState => "refusal-wrong-state",
            Self::NotYours => "refusal-not-yours",
            Self::SamePerson => "refusal-same-person",
            Self::NotActive => "refusal-not-active",
            Self::NotEnough => "refusal-not-enough",
            Self::PeriodClosed => "refusal-period-closed",
            Self::NotNow => "refusal-not-now",
        }
    }
}

/// A refused step is told on the page of the document, above its buttons.
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Invalid(Invalid::one("langkah", refusal.key()))
    }
}

/// Where an event leads from a state, for whoever presses the button.
pub fn step<S: Copy + PartialEq, E: Copy + PartialEq>(
    table: &[Step<S, E>],
    state: S,
    event: E,
    hand: Hand,
) -> Result<S, Refusal> {
    let mut fitting = table.iter().filter(|step| step.event == event && step.from.contains(&state)).peekable();
    if fitting.peek().is_none() {
        return Err(Refusal::WrongState);
    }
    fitting.find(|step| step.hands.contains(&hand)).map(|step| step.to).ok_or(Refusal::NotYours)
}

/// What is wrong with a text that one side writes to the other: too long, or something the guard refuses.
pub async fn fault_of_text(app: &App, text: &str) -> Result<Option<&'static str>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Ok(Some("fault-text-long"));
    }
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[("teks", text)], &mut faults).await?;
    Ok(faults.of("teks"))
}

/// Refuses a text that may not reach the other side.
pub async fn tell(app: &App, field: &'static str, text: &str) -> Result<()> {
    match fault_of_text(app, text).await? {
        Some(key) => Err(Invalid::one(field, key).into()),
        None => Ok(()),
    }
}

/// Something that happened to a document.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    pub kind: &'static str,
    pub document: Uuid,
    pub event: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub note: &'a str,
}

/// A line of the history of a document.
#[derive(Clone, Debug)]
pub struct EventView {
    pub event: String,
    pub to: String,
    pub side: Side,
    pub at: OffsetDateTime,
    pub note: String,
}

/// Writes down what happened, in the transaction of the effect.
pub async fn happened(db: &impl ConnectionTrait, now: OffsetDateTime, party: &Party, what: Happened<'_>) -> Result<()> {
    let last: Option<i32> = document_event::Entity::find()
        .select_only()
        .column(document_event::Column::Seq)
        .filter(document_event::Column::DocumentKind.eq(what.kind))
        .filter(document_event::Column::DocumentId.eq(what.document))
        .order_by_desc(document_event::Column::Seq)
        .into_tuple()
        .one(db)
        .await?;
    let row = document_event::ActiveModel {
        document_kind: Set(what.kind.to_owned()),
        document_id: Set(what.document),
        seq: Set(last.unwrap_or(0) + 1),
        event: Set(what.event.to_owned()),
        from_state: Set(what.from.to_owned()),
        to_state: Set(what.to.to_owned()),
        side: Set(party.side().as_str().to_owned()),
        actor_id: Set(party.actor()),
        on_behalf_of: Set(None),
        at: Set(TimeUnixTimestampMillis(now)),
        note: Set(what.note.to_owned()),
    };
    document_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The history of a document, the oldest first.
pub async fn history(db: &impl ConnectionTrait, kind: &str, document: Uuid) -> Result<Vec<EventView>> {
    let rows = document_event::Entity::find()
        .filter(document_event::Column::DocumentKind.eq(kind))
        .filter(document_event::Column::DocumentId.eq(document))
        .order_by_asc(document_event::Column::Seq)
        .limit(200)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(EventView {
                event: row.event,
                to: row.to_state,
                side: Side::of(&row.side)?,
                at: row.at.0,
                note: row.note,
            })
        })
        .collect()
}
