//! Shapes of enquiries: what is typed, and what each side sees.
use time::{Date, Duration, OffsetDateTime, Weekday};

use super::workflow::{Offer, Side, State, Step};
use crate::{enterprises::model::is_regency, error::Invalid, platform::money::Rupiah, regions::Zone};

crate::words! {
    /// Who asks.
    pub enum BuyerKind {
        Agency = "agency",
        Company = "company",
        Community = "community",
    }
}

crate::words! {
    /// How the goods reach the buyer.
    pub enum Delivery {
        PickUp = "pick_up",
        Delivery = "delivery",
    }
}

crate::words! {
    /// Papers a buyer needs.
    pub enum Paper {
        Quotation = "quotation",
        Receipt = "receipt",
        Invoice = "invoice",
    }
}

crate::words! {
    /// Whose name stands on the papers.
    pub enum Seller {
        Outlet = "outlet_operator",
        Cooperative = "cooperative",
        /// The enterprise's own registered name, which it has to release.
        Enterprise = "enterprise",
    }
}

crate::words! {
    /// Why one side ends it.
    pub enum Reason {
        TooMany = "too_many",
        TooSoon = "too_soon",
        NotMade = "not_made",
        NoMaterial = "no_material",
        NeedChanged = "need_changed",
        Elsewhere = "elsewhere",
        TooDear = "too_dear",
        Other = "other",
    }
}

crate::words! {
    /// How something was paid.
    pub enum Payment {
        Transfer = "transfer",
        Cash = "cash",
        Other = "other",
    }
}

impl BuyerKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::Agency => "buyer-agency",
            Self::Company => "buyer-company",
            Self::Community => "buyer-community",
        }
    }
}

impl Delivery {
    pub fn key(self) -> &'static str {
        match self {
            Self::PickUp => "enquiry-pick-up",
            Self::Delivery => "enquiry-delivery",
        }
    }
}

impl Paper {
    pub fn key(self) -> &'static str {
        match self {
            Self::Quotation => "paper-quotation",
            Self::Receipt => "paper-receipt",
            Self::Invoice => "paper-invoice",
        }
    }
}

impl Seller {
    pub fn key(self) -> &'static str {
        match self {
            Self::Outlet => "seller-outlet",
            Self::Cooperative => "seller-cooperative",
            Self::Enterprise => "seller-enterprise",
        }
    }
}

impl Payment {
    pub fn key(self) -> &'static str {
        match self {
            Self::Transfer => "payment-transfer",
            Self::Cash => "payment-cash",
            Self::Other => "payment-other",
        }
    }
}

impl Reason {
    pub fn key(self) -> &'static str {
        match self {
            Self::TooMany => "end-too-many",
            Self::TooSoon => "end-too-soon",
            Self::NotMade => "end-not-made",
            Self::NoMaterial => "end-no-material",
            Self::NeedChanged => "end-need-changed",
            Self::Elsewhere => "end-elsewhere",
            Self::TooDear => "end-too-dear",
            Self::Other => "end-other",
        }
    }

    /// The reasons one side can give.
    pub fn by(side: Side) -> &'static [Self] {
        match side {
            Side::Maker => &[Self::TooMany, Self::TooSoon, Self::NotMade, Self::NoMaterial, Self::Other],
            _ => &[Self::NeedChanged, Self::Elsewhere, Self::TooDear, Self::Other],
        }
    }
}

impl State {
    /// The word on the screen.
    pub fn key(self) -> &'static str {
        match self {
            Self::Sent => "enquiry-sent",
            Self::Clarifying => "enquiry-clarifying",
            Self::Quoted => "enquiry-quoted",
            Self::Accepted => "enquiry-accepted",
            Self::Ready => "enquiry-ready",
            Self::HandedOver => "enquiry-handed-over",
            Self::Completed => "enquiry-completed",
            Self::Declined => "enquiry-declined",
            Self::Withdrawn => "enquiry-withdrawn",
            Self::Expired => "enquiry-expired",
            Self::Cancelled => "enquiry-cancelled",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Sent | Self::Clarifying => "moving",
            Self::Quoted => "yours",
            Self::Accepted | Self::Ready | Self::HandedOver | Self::Completed => "good",
            Self::Declined | Self::Withdrawn | Self::Cancelled => "idle",
            Self::Expired => "stop",
        }
    }
}

impl Step {
    /// What happened, as it stands in the story of an enquiry.
    pub fn key(self) -> &'static str {
        match self {
            Self::Send => "story-send",
            Self::Ask => "story-ask",
            Self::Answer => "story-answer",
            Self::Write => "story-write",
            Self::Quote => "story-quote",
            Self::Counter => "story-counter",
            Self::Accept => "story-accept",
            Self::Decline => "story-decline",
            Self::Withdraw => "story-withdraw",
            Self::Expire => "story-expire",
            Self::Reopen => "story-reopen",
            Self::Ready => "story-ready",
            Self::Cancel => "story-cancel",
            Self::HandOver => "story-hand-over",
            Self::Pay => "story-pay",
            Self::TimeOut => "story-time-out",
        }
    }
}

/// Letters of a message.
pub const LONGEST_MESSAGE: usize = 1_000;
/// Letters of the name of an organisation, and of a seller that is typed.
pub const LONGEST_NAME: usize = 80;
/// Working days within which an enterprise is asked to answer.
pub const ANSWER_DAYS: u8 = 3;

/// What a buyer types beside the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub organisation: String,
    /// A [`BuyerKind`].
    pub kind: String,
    pub regency_code: String,
    pub need_by: Option<Date>,
    /// A [`Delivery`].
    pub delivery: String,
    pub papers: Vec<Paper>,
    pub message: String,
}

impl Request {
    /// What has to be mended before the texts are judged.
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let mut fault = |wrong: bool, field, key| {
            if wrong {
                faults.0.push((field, key));
            }
        };
        let letters = self.organisation.chars().count();
        let control = self.organisation.contains(char::is_control);
        fault(!(2..=LONGEST_NAME).contains(&letters) || control, "organisasi", "enquiry-fault-organisation");
        fault(BuyerKind::parse(&self.kind).is_none(), "jenis", "enquiry-fault-kind");
        fault(!is_regency(&self.regency_code), "wilayah", "fault-place");
        fault(self.need_by.is_none(), "perlu", "enquiry-fault-need-by");
        fault(Delivery::parse(&self.delivery).is_none(), "serah", "enquiry-fault-delivery");
        fault(self.message.chars().count() > LONGEST_MESSAGE, "catatan", "fault-text-long");
        faults
    }
}

/// What of an account the other side may see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shows {
    pub name: bool,
    pub phone: bool,
    pub email: bool,
}

/// A quotation with the name that stands on the papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub offer: Offer,
    pub seller: Seller,
    pub seller_name: String,
}

/// What somebody does with an enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Say(String),
    Quote(Quote),
    /// Asks for another quotation.
    Counter(String),
    Accept {
        revision: i32,
        total: Rupiah,
        shows: Shows,
    },
    /// Ends it, with a reason and perhaps some words.
    Close(Reason, String),
    Reopen,
    Ready,
    /// The code the enterprise gave, and the pieces received line by line.
    HandOver(String, Vec<i64>),
    Pay {
        on: Date,
        how: Payment,
        amount: Rupiah,
    },
    Share(Shows),
}

/// One thing of a list, as it is on show now.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Code of the product.
    pub code: String,
    pub choice: u8,
    pub title: String,
    pub unit: String,
    pub price: Rupiah,
    pub tiers: Vec<Tier>,
    pub maker_code: String,
    pub maker: String,
    pub place: String,
    pub pieces: u16,
}

/// A price from a number of pieces on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    pub pieces: i64,
    pub price: Rupiah,
}

/// An enquiry in a list.
#[derive(Clone, Debug)]
pub struct EnquiryRow {
    pub code: String,
    pub state: State,
    /// The other side, by the name it shows.
    pub other: String,
    /// The first thing that is asked for.
    pub first: String,
    /// How many things are asked for.
    pub lines: usize,
    pub need_by: Date,
    pub total: Option<Rupiah>,
}

/// One line of an enquiry.
#[derive(Clone, Debug)]
pub struct LineView {
    pub title: String,
    pub unit: String,
    pub asked: i64,
    /// What it costs on show, for a quotation to begin with.
    pub shown_price: Option<Rupiah>,
    pub tiers: Vec<Tier>,
    /// Rupiah a piece and pieces; nothing before a quotation.
    pub offered: Option<(Option<Rupiah>, i64)>,
    pub received: Option<i64>,
    /// Pieces a week the enterprise says it can make.
    pub per_week: Option<i64>,
}

/// What the other side lets see of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub email: String,
}

/// Something that happened or was said.
#[derive(Clone, Debug)]
pub struct Entry {
    pub at: OffsetDateTime,
    pub side: Side,
    pub what: Happened,
}

#[derive(Clone, Debug)]
pub enum Happened {
    Step { step: Step, reason: Option<Reason>, revision: i32, total: Option<Rupiah> },
    Said(String),
}

/// A payment that was noted.
#[derive(Clone, Copy, Debug)]
pub struct Paid {
    pub on: Date,
    pub how: Payment,
    pub amount: Rupiah,
}

/// An enquiry as one of its sides sees it.
#[derive(Clone, Debug)]
pub struct EnquiryView {
    pub code: String,
    pub state: State,
    pub version: i32,
    pub organisation: String,
    pub kind: BuyerKind,
    /// Name of the buyer's regency or city.
    pub buyer_place: String,
    pub maker_code: String,
    pub maker: String,
    /// Name of the enterprise's regency or city.
    pub maker_place: String,
    pub zone: Zone,
    pub need_by: Date,
    pub delivery: Delivery,
    pub papers: Vec<Paper>,
    pub lines: Vec<LineView>,
    /// 0 before the first quotation.
    pub revision: i32,
    pub total: Rupiah,
    pub ready_on: Option<Date>,
    pub valid_until: Option<Date>,
    pub seller: Option<Seller>,
    pub seller_name: String,
    pub answer_by: Date,
    pub created_at: OffsetDateTime,
    /// When the last quotation was made.
    pub quoted_at: Option<OffsetDateTime>,
    pub handed_over_at: Option<OffsetDateTime>,
    pub paid: Option<Paid>,
    /// What whoever looks may do now.
    pub steps: Vec<Step>,
    /// Newest first.
    pub story: Vec<Entry>,
    /// What the other side shows; empty before both agreed.
    pub theirs: Contact,
    pub mine: Shows,
    /// The code to hand over with, for the enterprise while the goods are ready.
    pub hand_over_code: Option<String>,
}

/// A day so many working days after another.
pub fn working_day(from: Date, days: u8) -> Date {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        day += Duration::DAY;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn an_answer_is_due_on_a_working_day() {
        for (from, due) in [
            (date!(2026 - 11 - 22), date!(2026 - 11 - 25)),
            (date!(2026 - 11 - 25), date!(2026 - 11 - 30)),
            (date!(2026 - 11 - 27), date!(2026 - 12 - 2)),
        ] {
            assert_eq!(working_day(from, ANSWER_DAYS), due, "{from}");
        }
    }

    #[test]
    fn an_empty_form_names_every_field_it_needs() {
        let fields: Vec<_> = Request::default().check().0.into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["organisasi", "jenis", "wilayah", "perlu", "serah"]);
    }

    #[test]
    fn every_side_can_give_another_reason() {
        for side in [Side::Buyer, Side::Maker] {
            assert_eq!(Reason::by(side).last(), Some(&Reason::Other));
        }
    }
}
