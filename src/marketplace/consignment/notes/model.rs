//! Shapes of a consignment.
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::workflow::State;
use crate::error::Invalid;

/// A line somebody offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferLine {
    pub variant: Uuid,
    /// 1 to 9,999.
    pub pieces: i32,
    pub expires_on: Option<Date>,
}

/// What an outlet takes of a line, at which price where it names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenLine {
    pub pieces: i32,
    pub shelf_price: Option<i64>,
}

/// What came of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountedLine {
    pub received: i32,
    /// Damaged at the door, handed back.
    pub refused: i32,
    /// Not in the parcel.
    pub missing: i32,
    pub reason: String,
}

impl CountedLine {
    /// Whether the counts make up what was sent, and a difference has a reason.
    pub fn check(&self, issued: i32) -> Invalid {
        let mut faults = Invalid::default();
        let counts = [self.received, self.refused, self.missing];
        if counts.iter().any(|count| *count < 0) || counts.iter().sum::<i32>() != issued {
            faults.0.push(("jumlah", "fault-counts"));
        }
        if self.received != issued && self.reason.trim().is_empty() {
            faults.0.push(("alasan", "fault-difference-reason"));
        }
        faults
    }
}

/// A line as both sides read it.
#[derive(Clone, Debug)]
pub struct LineView {
    pub id: Uuid,
    pub variant: Uuid,
    /// Title of the goods and name of the variant.
    pub goods: String,
    pub unit_text: String,
    /// Rupiah: on the shelf, and the maker's part.
    pub unit_idr: i64,
    pub maker_unit_idr: i64,
    pub expires_on: Option<Date>,
    pub offered: i32,
    pub accepted: Option<i32>,
    pub issued: Option<i32>,
    pub received: Option<i32>,
    pub refused: Option<i32>,
    pub missing: Option<i32>,
    pub reason: String,
}

/// A consignment as both sides read it.
#[derive(Clone, Debug)]
pub struct NoteView {
    pub id: Uuid,
    /// Eight characters, shown four and four.
    pub code: String,
    pub placement: Uuid,
    pub agreement: Uuid,
    pub state: State,
    pub deliver_before: Option<Date>,
    /// What the outlet wrote with its answer.
    pub answer: String,
    pub created_at: OffsetDateTime,
    pub issued_at: Option<OffsetDateTime>,
    pub issued_by: Option<Uuid>,
    pub received_at: Option<OffsetDateTime>,
    /// Received with the code from the paper, which proves little.
    pub by_paper: bool,
    pub handover_tries: i32,
    /// Pieces that are still on the way, on the shelf, put aside or on the way back.
    pub live_pieces: i64,
    pub lines: Vec<LineView>,
}

/// A line of a list of consignments.
#[derive(Clone, Debug)]
pub struct NoteRow {
    pub code: String,
    pub state: State,
    /// The other side.
    pub with: String,
    pub pieces: i64,
    pub goods: i64,
    pub since: OffsetDateTime,
    pub deliver_before: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_make_up_what_was_sent() {
        let line = |received, refused, missing, reason: &str| CountedLine {
            received,
            refused,
            missing,
            reason: reason.to_owned(),
        };
        assert!(line(15, 0, 0, "").check(15).0.is_empty());
        assert!(line(14, 0, 1, "tidak ada di dus").check(15).0.is_empty());
        assert_eq!(line(14, 0, 1, " ").check(15).0, [("alasan", "fault-difference-reason")]);
        assert_eq!(line(16, 0, 0, "lebih").check(15).0, [("jumlah", "fault-counts")]);
        assert_eq!(line(17, 0, -2, "x").check(15).0, [("jumlah", "fault-counts")]);
    }
}
