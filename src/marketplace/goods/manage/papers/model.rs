//! Papers of goods and how they are entered.
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    error::Invalid,
    platform::{params::Params, words::read_day},
};

crate::words! {
    /// Papers that goods can need.
    pub enum PaperKind {
        Nib = "nib",
        HomeFood = "pirt",
        FoodAgency = "bpom",
        Halal = "halal",
        Brand = "brand",
    }
}

crate::words! {
    /// Where a paper stands.
    pub enum PaperState {
        Entered = "entered",
        Checked = "checked",
        Rejected = "rejected",
        Expired = "expired",
    }
}

crate::words! {
    /// Why a paper was rejected.
    pub enum PaperReason {
        Unreadable = "unreadable",
        OtherName = "other_name",
        NotFound = "not_found",
        Over = "over",
        OtherGoods = "other_goods",
    }
}

impl PaperKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::Nib => "paper-nib",
            Self::HomeFood => "paper-pirt",
            Self::FoodAgency => "paper-bpom",
            Self::Halal => "paper-halal",
            Self::Brand => "paper-brand",
        }
    }

    /// Belongs to the enterprise as a whole.
    pub fn of_enterprise(self) -> bool {
        matches!(self, Self::Nib | Self::Brand)
    }
}

impl PaperState {
    pub fn key(self) -> &'static str {
        match self {
            Self::Entered => "paper-entered",
            Self::Checked => "paper-checked",
            Self::Rejected => "paper-rejected",
            Self::Expired => "paper-expired",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Entered => "moving",
            Self::Checked => "good",
            Self::Rejected => "yours",
            Self::Expired => "stop",
        }
    }
}

impl PaperReason {
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "paper-reason-unreadable",
            Self::OtherName => "paper-reason-other-name",
            Self::NotFound => "paper-reason-not-found",
            Self::Over => "paper-reason-over",
            Self::OtherGoods => "paper-reason-other-goods",
        }
    }
}

/// A paper as its enterprise and moderators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub code: String,
    pub kind: PaperKind,
    pub number: String,
    pub issued_by: String,
    /// Last day on which it holds.
    pub expires_on: Option<Date>,
    pub state: PaperState,
    pub reason: Option<PaperReason>,
    /// The product it is for; nothing when it holds for all goods of the enterprise.
    pub product: Option<Uuid>,
    pub entered_at: OffsetDateTime,
    pub version: i32,
}

impl Paper {
    /// Whether it speaks of a product.
    pub fn covers(&self, product: Uuid) -> bool {
        self.product.is_none_or(|known| known == product)
    }

    /// Days until its last day, where it has one.
    pub fn days_left(&self, today: Date) -> Option<i64> {
        self.expires_on.map(|day| (day - today).whole_days())
    }
}

/// A paper as it is entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperForm {
    pub kind: String,
    pub number: String,
    pub issued_by: String,
    pub expires_on: Option<Date>,
    /// Code of the product; empty for all goods of the enterprise.
    pub product: String,
}

/// Letters of the number of a paper.
pub const LONGEST_NUMBER: usize = 40;
/// Letters of who issued it.
pub const LONGEST_ISSUER: usize = 120;
/// Papers of an enterprise, replaced ones too.
pub const MOST_PAPERS: u64 = 500;

impl PaperForm {
    /// Reads a form.
    pub fn read(params: &Params) -> (Self, Invalid) {
        let mut faults = Invalid::default();
        let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
        let day = params.get("sampai").map(read_day);
        if day == Some(None) {
            faults.0.push(("sampai", "fault-paper-day"));
        }
        let form = Self {
            kind: text("jenis"),
            number: text("nomor").to_uppercase(),
            issued_by: text("penerbit"),
            expires_on: day.flatten(),
            product: text("barang"),
        };
        if PaperKind::parse(&form.kind).is_none() {
            faults.0.push(("jenis", "fault-paper-kind"));
        }
        if form.number.is_empty() || form.number.chars().count() > LONGEST_NUMBER {
            faults.0.push(("nomor", "fault-paper-number"));
        }
        if form.issued_by.chars().count() > LONGEST_ISSUER {
            faults.0.push(("penerbit", "fault-text-long"));
        }
        (form, faults)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_paper_needs_a_kind_and_a_number() {
        let (form, faults) = PaperForm::read(&Params::read("jenis=pirt&nomor=2066371019901-28&sampai=31/12/2028"));
        assert_eq!(faults, Invalid::default());
        assert_eq!(form.expires_on, Some(date!(2028 - 12 - 31)));
        let (_, faults) = PaperForm::read(&Params::read("jenis=x&sampai=nanti"));
        assert_eq!(faults.0.len(), 3);
    }
}
