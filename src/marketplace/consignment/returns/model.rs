//! Shapes of a return note.
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{super::party::Side, workflow::State};
use crate::marketplace::consignment::ledger::Place;

/// Pieces of a lot that are to go home, from the shelf or from what was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Code of the lot.
    pub lot: String,
    /// [`Place::Shelf`] or [`Place::Hold`].
    pub from: Place,
    /// 1 to 9,999.
    pub pieces: i32,
}

/// A line as both sides read it.
#[derive(Clone, Debug)]
pub struct LineView {
    pub lot: Uuid,
    pub lot_code: String,
    pub agreement: Uuid,
    pub variant: Uuid,
    pub from: Place,
    pub goods: String,
    pub unit_text: String,
    pub pieces: i32,
    pub received: Option<i32>,
    pub missing: Option<i32>,
}

/// A return note as both sides read it.
#[derive(Clone, Debug)]
pub struct ReturnView {
    pub id: Uuid,
    pub code: String,
    pub placement: Uuid,
    pub state: State,
    pub asked_by: Side,
    pub created_at: OffsetDateTime,
    /// Until when the maker fetches what was set aside.
    pub collect_before: Option<Date>,
    pub note: String,
    pub handover_tries: i32,
    pub lines: Vec<LineView>,
}

impl ReturnView {
    pub fn pieces(&self) -> i64 {
        self.lines.iter().map(|line| i64::from(line.pieces)).sum()
    }
}
