//! Shapes of a sale, and on which day it counts.
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::documents::Refusal;

crate::words! {
    /// How a sale was recorded.
    pub enum Source {
        Scan = "scan",
        List = "list",
        Count = "count",
        Import = "import",
        Offline = "offline",
        Enquiry = "enquiry",
    }
}

crate::words! {
    /// Why a sale is taken back.
    pub enum VoidReason {
        Pieces = "pieces",
        Goods = "goods",
        /// The buyer brought it back.
        Returned = "returned",
        Other = "other",
    }
}

/// Something sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sold {
    pub pick: Pick,
    /// 1 to 9,999.
    pub pieces: i64,
}

/// Which pieces: those of a label, or any of a kind and a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pick {
    Lot(Uuid),
    Goods { variant: Uuid, unit_idr: i64 },
}

/// A recorded sale.
#[derive(Clone, Debug)]
pub struct SaleView {
    pub code: String,
    pub day: Date,
    /// When it was sold; of a sale recorded late its day is known, and this is the noon.
    pub at: OffsetDateTime,
    pub recorded_at: OffsetDateTime,
    pub lines: Vec<SaleLineView>,
}

/// A line of a sale.
#[derive(Clone, Debug)]
pub struct SaleLineView {
    pub id: Uuid,
    /// Code of the lot.
    pub lot: String,
    pub goods: String,
    pub maker: String,
    pub pieces: i64,
    pub unit_idr: i64,
    /// Rupiah of the line that are the maker's.
    pub maker_idr: i64,
    pub voided: bool,
}

/// Days a sale may be recorded late.
pub const LATE_DAYS: i64 = 7;

/// The day on which a sale counts: its own, or the first that is not settled yet.
///
/// # Errors
/// [`Refusal::NotNow`] for a day that has not come or is too long ago.
pub fn business_day(happened: Date, today: Date, closed_through: Date) -> Result<Date, Refusal> {
    if happened > today || happened < today - Duration::days(LATE_DAYS) {
        return Err(Refusal::NotNow);
    }
    Ok(happened.max(closed_through + Duration::DAY))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_late_sale_counts_on_the_first_open_day() {
        let today = date!(2026 - 12 - 02);
        let closed = date!(2026 - 11 - 30);
        assert_eq!(business_day(today, today, closed), Ok(today));
        assert_eq!(business_day(date!(2026 - 11 - 28), today, closed), Ok(date!(2026 - 12 - 01)));
        assert_eq!(business_day(date!(2026 - 12 - 03), today, closed), Err(Refusal::NotNow));
        assert_eq!(business_day(date!(2026 - 11 - 24), today, closed), Err(Refusal::NotNow));
    }
}
