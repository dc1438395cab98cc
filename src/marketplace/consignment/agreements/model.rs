//! Terms of consignment: ranges and what stands in them when nobody changes it (`marketplace.md`, section 7).
use time::Date;
use uuid::Uuid;

use super::{super::ledger::price::Piece, workflow::State};
use crate::error::Invalid;

crate::words! {
    /// How the rupiah of a sale are split.
    pub enum Pricing {
        /// The outlet keeps a share of each price.
        Commission = "commission",
        /// The outlet names a price over the maker's.
        Markup = "outlet_markup",
        /// The outlet takes a fee for each period.
        MonthlyFee = "monthly_fee",
        Free = "none",
    }
}

crate::words! {
    pub enum Cycle {
        Monthly = "monthly",
        Weekly = "weekly",
    }
}

crate::words! {
    /// Why pieces are gone.
    pub enum LossCause {
        MissingInTransit = "missing_in_transit",
        Damaged = "damaged",
        Missing = "missing",
        Stolen = "stolen",
        Expired = "expired",
    }
}

/// The terms of one version. Shares in basis points: 1,500 is 15 %.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    pub pricing: Pricing,
    /// 0 to 5,000; with [`Pricing::Commission`] only.
    pub outlet_share: i32,
    /// 0 to 10,000; with [`Pricing::Markup`] only.
    pub max_markup: i32,
    /// Rupiah; with [`Pricing::MonthlyFee`] only.
    pub monthly_fee: i64,
    /// The outlet's share of a piece is rounded down to whole 1, 50 or 100 rupiah.
    pub rounding: i32,
    pub cycle: Cycle,
    /// Day of the month (1 to 31, the last day if the month is shorter) or of the week (1 Monday to 7).
    pub close_day: i32,
    /// Days after sending in which the outlet pays.
    pub pay_within: i32,
    /// Days after which silence accepts a statement.
    pub confirm_within: i32,
    /// Rupiah; less is carried into the next period.
    pub min_payout: i64,
    /// Days on the shelf; 0 is without limit.
    pub max_shelf_days: i32,
    /// Least part of the time it keeps that must be left on arrival, basis points.
    pub min_remaining: i32,
    /// Days before expiry on which goods leave the shelf.
    pub pull_before: i32,
    /// Days in which the maker fetches what comes back.
    pub collect_within: i32,
    /// What the outlet bears of a loss on the way, damaged, missing, stolen and expired goods, basis points.
    pub liability: [i32; 5],
    /// Pieces of one kind of goods in one offer.
    pub quantity: (i32, i32),
    pub review_on: Option<Date>,
    pub ends_on: Option<Date>,
}

/// The edition of the sentences in which the terms are told.
pub const TERMS_VERSION: i32 = 1;

impl Default for Terms {
    fn default() -> Self {
        Self {
            pricing: Pricing::Commission,
            outlet_share: 1_500,
            max_markup: 2_000,
            monthly_fee: 0,
            rounding: 1,
            cycle: Cycle::Monthly,
            close_day: 31,
            pay_within: 5,
            confirm_within: 7,
            min_payout: 0,
            max_shelf_days: 60,
            min_remaining: 3_000,
            pull_before: 3,
            collect_within: 14,
            liability: [0, 10_000, 10_000, 10_000, 0],
            quantity: (1, 9_999),
            review_on: None,
            ends_on: None,
        }
    }
}

impl Terms {
    /// What is out of range.
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let mut want = |fine: bool, field: &'static str, key: &'static str| {
            if !fine {
                faults.0.push((field, key));
            }
        };
        want((0..=5_000).contains(&self.outlet_share), "bagian", "fault-share");
        want((0..=10_000).contains(&self.max_markup), "markup", "fault-markup");
        want((0..=100_000_000).contains(&self.monthly_fee), "sewa", "fault-fee");
        let days = match self.cycle {
            Cycle::Monthly => 1..=31,
            Cycle::Weekly => 1..=7,
        };
        want(days.contains(&self.close_day), "tutup", "fault-close-day");
        want((1..=30).contains(&self.pay_within), "bayar", "fault-pay-days");
        want((3..=30).contains(&self.confirm_within), "periksa", "fault-confirm-days");
        want((0..=100_000_000).contains(&self.min_payout), "minimal", "fault-fee");
        want((0..=730).contains(&self.max_shelf_days), "rak", "fault-shelf-days");
        want((0..=10_000).contains(&self.min_remaining), "sisa", "fault-percent");
        want((0..=90).contains(&self.pull_before), "tarik", "fault-pull-days");
        want((1..=90).contains(&self.collect_within), "ambil", "fault-collect-days");
        want(self.liability.iter().all(|part| (0..=10_000).contains(part)), "tanggung", "fault-percent");
        let (least, most) = self.quantity;
        want(1 <= least && least <= most && most <= 9_999, "jumlah", "fault-quantity-range");
        faults
    }

    /// The split of a price. `shelf` is what the outlet asks for where it names the price. None when it may not.
    pub fn piece(&self, makers_price: i64, shelf: Option<i64>) -> Option<Piece> {
        match self.pricing {
            Pricing::Commission => Some(Piece::with_share(makers_price, self.outlet_share, self.rounding)),
            Pricing::Markup => Piece::marked_up(makers_price, shelf?, self.max_markup),
            Pricing::MonthlyFee | Pricing::Free => Some(Piece::whole(makers_price)),
        }
    }

    /// What the outlet bears of a loss, basis points.
    pub fn borne(&self, cause: LossCause) -> i32 {
        let [transit, damaged, missing, stolen, expired] = self.liability;
        match cause {
            LossCause::MissingInTransit => transit,
            LossCause::Damaged => damaged,
            LossCause::Missing => missing,
            LossCause::Stolen => stolen,
            LossCause::Expired => expired,
        }
    }

    /// The day on which goods leave the shelf.
    pub fn pull_on(&self, received_on: Date, expires_on: Option<Date>) -> Option<Date> {
        let days = |n: i32| time::Duration::days(i64::from(n));
        let by_expiry = expires_on.map(|day| day - days(self.pull_before));
        let by_shelf = (self.max_shelf_days > 0).then(|| received_on + days(self.max_shelf_days));
        [by_expiry, by_shelf].into_iter().flatten().min()
    }

    /// The last day of the period that holds `day`.
    pub fn period_end(&self, day: Date) -> Date {
        match self.cycle {
            Cycle::Weekly => {
                let ahead = (i64::from(self.close_day) - i64::from(day.weekday().number_from_monday())).rem_euclid(7);
                day + time::Duration::days(ahead)
            }
            Cycle::Monthly => {
                let this = close_of(day.year(), day.month(), self.close_day);
                let next_month = day.replace_day(1).map_or(day, |first| first + time::Duration::days(32));
                if day <= this { this } else { close_of(next_month.year(), next_month.month(), self.close_day) }
            }
        }
    }
}

fn close_of(year: i32, month: time::Month, day: i32) -> Date {
    let last = month.length(year);
    let day = u8::try_from(day).unwrap_or(last).min(last);
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN)
}

/// A version of the terms as both sides read it.
#[derive(Clone, Debug)]
pub struct Agreement {
    pub id: Uuid,
    pub version: i32,
    pub valid_from: Date,
    pub terms: Terms,
    pub maker_agreed: bool,
    pub outlet_agreed: bool,
}

/// An enterprise at an outlet, as its pages show it.
#[derive(Clone, Debug)]
pub struct PlacementView {
    pub id: Uuid,
    pub code: String,
    pub enterprise: Uuid,
    pub enterprise_code: String,
    pub enterprise_name: String,
    pub outlet: Uuid,
    pub outlet_code: String,
    pub outlet_name: String,
    /// Regency of the outlet: its zone decides what day it is.
    pub regency: String,
    pub state: State,
    pub closed_through: Date,
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn the_usual_terms_are_in_range() {
        assert!(Terms::default().check().0.is_empty());
        let odd = Terms { outlet_share: 5_001, quantity: (5, 4), ..Terms::default() };
        assert_eq!(odd.check().0, [("bagian", "fault-share"), ("jumlah", "fault-quantity-range")]);
    }

    #[test]
    fn a_period_ends_on_the_agreed_day_or_the_last_of_a_shorter_month() {
        let monthly = Terms::default();
        assert_eq!(monthly.period_end(date!(2026 - 02 - 03)), date!(2026 - 02 - 28));
        assert_eq!(monthly.period_end(date!(2026 - 02 - 28)), date!(2026 - 02 - 28));
        let on_the_fifth = Terms { close_day: 5, ..Terms::default() };
        assert_eq!(on_the_fifth.period_end(date!(2026 - 01 - 31)), date!(2026 - 02 - 05));
        assert_eq!(on_the_fifth.period_end(date!(2026 - 12 - 06)), date!(2027 - 01 - 05));
        let weekly = Terms { cycle: Cycle::Weekly, close_day: 7, ..Terms::default() };
        assert_eq!(weekly.period_end(date!(2026 - 11 - 22)), date!(2026 - 11 - 22), "a Sunday");
        assert_eq!(weekly.period_end(date!(2026 - 11 - 23)), date!(2026 - 11 - 29));
    }

    #[test]
    fn goods_leave_the_shelf_before_they_expire_or_when_their_time_is_over() {
        let terms = Terms::default();
        let received = date!(2026 - 11 - 01);
        assert_eq!(terms.pull_on(received, None), Some(date!(2026 - 12 - 31)));
        assert_eq!(terms.pull_on(received, Some(date!(2026 - 11 - 20))), Some(date!(2026 - 11 - 17)));
        assert_eq!(Terms { max_shelf_days: 0, ..terms }.pull_on(received, None), None);
    }
}
