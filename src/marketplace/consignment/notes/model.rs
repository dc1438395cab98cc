//! Shapes of a consignment.
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{super::agreements::model::Terms, workflow::State};
use crate::error::Invalid;

crate::words! {
    /// Why an outlet does not take an offer as it is.
    pub enum Reason {
        ShelfFull = "shelf_full",
        PapersMissing = "papers_missing",
        Packaging = "packaging",
        Similar = "similar",
        Sample = "sample",
        Other = "other",
    }
}

/// What the outlet wrote with its answer: a reason, a text, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    pub reason: Option<Reason>,
    pub text: String,
}

impl Reply {
    /// As it is stored: the word of the reason in the first line, the text below.
    pub fn write(&self) -> String {
        format!("{}\n{}", self.reason.map_or("", Reason::as_str), self.text).trim_end().to_owned()
    }

    pub fn read(stored: &str) -> Self {
        let (first, rest) = stored.split_once('\n').unwrap_or((stored, ""));
        match Reason::parse(first) {
            None if first.is_empty() => Self { reason: None, text: rest.to_owned() },
            None => Self { reason: None, text: stored.to_owned() },
            reason => Self { reason, text: rest.to_owned() },
        }
    }
}

/// A line somebody offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferLine {
    pub variant: Uuid,
    /// 1 to 9,999.
    pub pieces: i32,
    pub expires_on: Option<Date>,
}

impl OfferLine {
    /// What keeps a line out of an offer under these terms. Goods that spoil (`keeps` days) carry their day, and enough
    /// of their time is left.
    pub fn check(&self, terms: &Terms, keeps: Option<i32>, today: Date) -> Invalid {
        let mut faults = Invalid::default();
        let (least, most) = terms.quantity;
        if !(least..=most).contains(&self.pieces) {
            faults.0.push(("jumlah", "fault-quantity"));
        }
        if let Some(keeps) = keeps {
            let least = i64::from(keeps) * i64::from(terms.min_remaining) / 10_000;
            match self.expires_on {
                None => faults.0.push(("kedaluwarsa", "fault-expiry-missing")),
                Some(day) if day < today + Duration::days(least) => {
                    faults.0.push(("kedaluwarsa", "fault-expiry-near"));
                }
                Some(_) => {}
            }
        }
        faults
    }
}

/// Goods of one's own that can be offered.
#[derive(Clone, Debug)]
pub struct OwnGoods {
    pub variant: Uuid,
    /// Names the variant in a form: the code of the goods and the place of the variant among its sisters.
    pub key: String,
    pub name: String,
    pub unit_text: String,
    /// Rupiah.
    pub price: i64,
    /// None for goods that do not spoil.
    pub keeps_days: Option<i32>,
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
    /// The outlet takes less than was offered.
    pub partly: bool,
    /// The outlet wants to see a piece first.
    pub sample: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_back_as_it_was_written() {
        for (reason, text) in [
            (None, ""),
            (None, "Tambah label."),
            (Some(Reason::ShelfFull), ""),
            (Some(Reason::Other), "Rak sedang diperbaiki.\nBulan depan lagi."),
        ] {
            let reply = Reply { reason, text: text.to_owned() };
            assert_eq!(Reply::read(&reply.write()), reply);
        }
    }

    #[test]
    fn goods_that_spoil_are_offered_fresh_enough() {
        let today = time::macros::date!(2026 - 11 - 22);
        let line = |pieces, days: Option<i64>| OfferLine {
            variant: Uuid::nil(),
            pieces,
            expires_on: days.map(|days| today + Duration::days(days)),
        };
        let terms = Terms { quantity: (1, 50), ..Terms::default() };
        assert!(line(20, None).check(&terms, None, today).0.is_empty());
        assert!(line(20, Some(30)).check(&terms, Some(100), today).0.is_empty());
        assert_eq!(line(20, Some(29)).check(&terms, Some(100), today).0, [("kedaluwarsa", "fault-expiry-near")]);
        assert_eq!(line(51, None).check(&terms, None, today).0, [("jumlah", "fault-quantity")]);
        let both = line(0, None).check(&terms, Some(100), today).0;
        assert_eq!(both, [("jumlah", "fault-quantity"), ("kedaluwarsa", "fault-expiry-missing")]);
    }

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
