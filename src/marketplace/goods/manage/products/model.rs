//! Goods as their makers see them, and how they are typed.
use time::Date;
use uuid::Uuid;

use super::workflow::{Facts, Refusal};
use crate::{
    error::Invalid,
    marketplace::goods::{
        manage::papers::{
            model::Paper,
            needs::{Lacking, Line},
        },
        model::{Category, Photo},
    },
    platform::{money::Rupiah, params::Params},
};

crate::words! {
    /// Where a product stands.
    pub enum State {
        Draft = "draft",
        Submitted = "submitted",
        ChangesRequested = "changes_requested",
        Published = "published",
        Paused = "paused",
        Held = "held",
        Archived = "archived",
    }
}

crate::words! {
    /// Why a product is held.
    pub enum HoldReason {
        PaperExpired = "paper_expired",
        PaperRejected = "paper_rejected",
        Complaint = "complaint",
        Words = "words",
    }
}

crate::words! {
    /// What a moderator asks to have mended.
    pub enum Phrase {
        Title = "title",
        Text = "text",
        Personal = "personal",
        Claim = "claim",
        Photo = "photo",
        Face = "face",
        Price = "price",
        Kind = "kind",
        Papers = "papers",
    }
}

crate::words! {
    /// What a maker says of a food.
    pub enum HalalWord {
        Certified = "certified",
        InProcess = "in_process",
        /// The label says that it is not.
        Not = "not",
    }
}

impl State {
    /// The word on pages.
    pub fn key(self, hold: Option<HoldReason>) -> &'static str {
        match (self, hold) {
            (Self::Draft, _) => "goods-draft",
            (Self::Submitted, _) => "goods-submitted",
            (Self::ChangesRequested, _) => "goods-changes",
            (Self::Published, _) => "goods-published",
            (Self::Paused, _) => "goods-paused",
            (Self::Held, Some(HoldReason::PaperExpired)) => "goods-paper-over",
            (Self::Held, _) => "goods-held",
            (Self::Archived, _) => "goods-archived",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Archived => "idle",
            Self::Submitted => "moving",
            Self::ChangesRequested | Self::Paused => "yours",
            Self::Published => "good",
            Self::Held => "stop",
        }
    }

    /// The sentence that says what comes next.
    pub fn next_key(self, hold: Option<HoldReason>) -> &'static str {
        match (self, hold) {
            (Self::Draft, _) => "goods-next-draft",
            (Self::Submitted, _) => "goods-next-submitted",
            (Self::ChangesRequested, _) => "goods-next-changes",
            (Self::Published, _) => "goods-next-published",
            (Self::Paused, _) => "goods-next-paused",
            (Self::Held, Some(HoldReason::PaperExpired | HoldReason::PaperRejected)) => "goods-next-paper",
            (Self::Held, _) => "goods-next-held",
            (Self::Archived, _) => "goods-next-archived",
        }
    }
}

impl HoldReason {
    /// The reasons a moderator may give; the others come from papers.
    pub const GIVEN: [Self; 2] = [Self::Complaint, Self::Words];

    pub fn key(self) -> &'static str {
        match self {
            Self::PaperExpired => "hold-paper-expired",
            Self::PaperRejected => "hold-paper-rejected",
            Self::Complaint => "hold-complaint",
            Self::Words => "hold-words",
        }
    }

    pub fn is_of_papers(self) -> bool {
        matches!(self, Self::PaperExpired | Self::PaperRejected)
    }
}

impl Phrase {
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "phrase-title",
            Self::Text => "phrase-text",
            Self::Personal => "phrase-personal",
            Self::Claim => "phrase-claim",
            Self::Photo => "phrase-photo",
            Self::Face => "phrase-face",
            Self::Price => "phrase-price",
            Self::Kind => "phrase-kind",
            Self::Papers => "phrase-papers",
        }
    }
}

impl HalalWord {
    pub fn key(self) -> &'static str {
        match self {
            Self::Certified => "halal-word-certified",
            Self::InProcess => "halal-word-in-process",
            Self::Not => "halal-word-not",
        }
    }
}

/// Products of an enterprise that are not archived.
pub const MOST_PRODUCTS: usize = 2_000;
/// Choices of a product.
pub const MOST_VARIANTS: usize = 70;
/// Photos of a product.
pub const MOST_PHOTOS: usize = 10;
/// Prices for larger orders of one choice.
pub const MOST_TIERS: usize = 3;
/// Letters of a text.
pub const LONGEST_BODY: usize = 2_000;
/// Letters of the ingredients.
pub const LONGEST_INGREDIENTS: usize = 500;
/// Letters of what one piece is.
pub const LONGEST_UNIT: usize = 30;
/// Letters of the name of a choice.
pub const LONGEST_CHOICE: usize = 40;
/// Letters of the note of a moderator.
pub const LONGEST_NOTE: usize = 500;
/// Rupiah of one piece.
pub const PRICES: std::ops::RangeInclusive<i64> = 100..=100_000_000;

/// A product in the list of those who make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    pub id: Uuid,
    pub code: String,
    pub title: String,
    pub state: State,
    pub in_stock: bool,
}

/// A product as those who make it see it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct Own {
    pub id: Uuid,
    pub code: String,
    pub state: State,
    pub hold: Option<HoldReason>,
    pub title: String,
    pub body: String,
    pub unit: String,
    pub category: Category,
    pub food: bool,
    /// The lowest price of its choices.
    pub price_idr: Rupiah,
    pub ingredients: String,
    pub keeps_days: Option<i32>,
    pub ready_to_eat: bool,
    pub cold: bool,
    pub halal: Option<HalalWord>,
    pub made_to_order: bool,
    pub capacity_per_week: Option<i32>,
    pub lead_time_days: Option<i32>,
    pub in_stock: bool,
    pub published_on: Option<Date>,
    pub variants: Vec<Choice>,
    pub photos: Vec<Photo>,
    /// Papers that cover it and were not replaced.
    pub papers: Vec<Paper>,
    /// What its kind of goods needs.
    pub needs: Vec<Line>,
    pub lacking: Lacking,
    pub facts: Facts,
    pub version: i32,
}

impl Own {
    /// Everything that keeps it from being sent to a moderator.
    pub fn blockers(&self) -> Vec<Refusal> {
        match self.state {
            State::Draft | State::ChangesRequested => super::workflow::before_submitting(&self.facts),
            _ => Vec::new(),
        }
    }
}

/// A choice of a product with its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub price_idr: Rupiah,
    pub weight_g: Option<i32>,
    pub low_stock_at: i32,
    /// Pieces from which a price holds, and the price.
    pub tiers: Vec<(i32, Rupiah)>,
}

/// Step one: name and price.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basics {
    pub title: String,
    /// Key of the kind of goods.
    pub category: String,
    pub unit: String,
    /// Nothing when the product has several choices, each with a price of its own.
    pub price: Option<i64>,
    pub body: String,
    pub version: i32,
}

/// Step three, for food.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoodFacts {
    pub ingredients: String,
    pub keeps_days: Option<i32>,
    pub ready_to_eat: bool,
    pub cold: bool,
    pub halal: Option<HalalWord>,
    pub version: i32,
}

/// How much can be made, and how fast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orders {
    pub made_to_order: bool,
    pub capacity_per_week: Option<i32>,
    pub lead_time_days: Option<i32>,
    pub version: i32,
}

/// A choice as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceForm {
    /// Empty for a new one.
    pub code: String,
    pub name: String,
    pub price: i64,
    pub weight_g: Option<i32>,
    pub low_stock_at: i32,
    pub tiers: Vec<(i32, i64)>,
    pub version: i32,
}

impl Basics {
    /// Reads a form. `priced` says whether it has a field for the price.
    pub fn read(params: &Params, version: i32, priced: bool) -> (Self, Invalid) {
        let mut faults = Invalid::default();
        let form = Self {
            title: line(params, "nama", 3, 80, "fault-goods-name", &mut faults),
            category: params.get("jenis").unwrap_or_default().to_owned(),
            unit: line(params, "isi", 1, LONGEST_UNIT, "fault-goods-unit", &mut faults),
            price: if priced { price(params, "harga", &mut faults) } else { None },
            body: text(params, "keterangan", LONGEST_BODY, &mut faults),
            version,
        };
        if form.category.is_empty() {
            faults.0.push(("jenis", "fault-goods-kind"));
        }
        (form, faults)
    }
}

impl FoodFacts {
    pub fn read(params: &Params, version: i32) -> (Self, Invalid) {
        let mut faults = Invalid::default();
        let form = Self {
            ingredients: text(params, "bahan", LONGEST_INGREDIENTS, &mut faults),
            keeps_days: number(params, "tahan", 1, 3_650, "fault-goods-days", &mut faults),
            ready_to_eat: params.get("siap").is_some(),
            cold: params.get("dingin").is_some(),
            halal: params.word("halal", HalalWord::parse, &mut faults),
            version,
        };
        (form, faults)
    }
}

impl Orders {
    pub fn read(params: &Params, version: i32) -> (Self, Invalid) {
        let mut faults = Invalid::default();
        let form = Self {
            made_to_order: params.get("pesanan").is_some(),
            capacity_per_week: number(params, "kapasitas", 1, 9_999, "fault-goods-capacity", &mut faults),
            lead_time_days: number(params, "lama", 1, 365, "fault-goods-lead", &mut faults),
            version,
        };
        (form, faults)
    }
}

impl ChoiceForm {
    pub fn read(params: &Params, version: i32) -> (Self, Invalid) {
        let mut faults = Invalid::default();
        let mut form = Self {
            code: params.get("pilihan").unwrap_or_default().to_owned(),
            name: params.get("nama").unwrap_or_default().to_owned(),
            price: price(params, "harga", &mut faults).unwrap_or_default(),
            weight_g: number(params, "berat", 1, 100_000, "fault-goods-weight", &mut faults),
            low_stock_at: number(params, "batas", 0, 999, "fault-goods-low", &mut faults).unwrap_or(3),
            tiers: Vec::new(),
            version,
        };
        if form.name.chars().count() > LONGEST_CHOICE || form.name.contains(char::is_control) {
            faults.0.push(("nama", "fault-choice-name"));
        }
        for (count, amount) in TIER_FIELDS {
            if params.get(count).is_none() && params.get(amount).is_none() {
                continue;
            }
            let pieces = number(params, count, 2, 9_999, "fault-tier-count", &mut faults);
            let price = price(params, amount, &mut faults);
            match pieces.zip(price) {
                Some(tier) => form.tiers.push(tier),
                None if faults.of(count).is_none() && faults.of(amount).is_none() => {
                    faults.0.push((count, "fault-tier-count"));
                }
                None => {}
            }
        }
        form.tiers.sort_unstable();
        if form.tiers.windows(2).any(|pair| pair[0].0 == pair[1].0 || pair[0].1 < pair[1].1)
            || form.tiers.first().is_some_and(|(_, first)| *first > form.price && faults.of("harga").is_none())
        {
            faults.0.push((TIER_FIELDS[0].0, "fault-tier-order"));
        }
        (form, faults)
    }
}

/// Names of the fields of prices for larger orders: pieces and price.
pub const TIER_FIELDS: [(&str, &str); MOST_TIERS] =
    [("mulai_1", "harga_1"), ("mulai_2", "harga_2"), ("mulai_3", "harga_3")];

/// One line of text with a least and a largest length in letters.
fn line(
    params: &Params,
    name: &'static str,
    least: usize,
    most: usize,
    fault: &'static str,
    faults: &mut Invalid,
) -> String {
    let text = params.get(name).unwrap_or_default();
    if !(least..=most).contains(&text.chars().count()) || text.contains(char::is_control) {
        faults.0.push((name, fault));
    }
    text.to_owned()
}

/// Some lines of text.
fn text(params: &Params, name: &'static str, most: usize, faults: &mut Invalid) -> String {
    let text = params.get(name).unwrap_or_default();
    if text.chars().count() > most {
        faults.0.push((name, "fault-text-long"));
    }
    text.to_owned()
}

/// A whole number within bounds; an empty field is nothing.
fn number(
    params: &Params,
    name: &'static str,
    least: i32,
    most: i32,
    fault: &'static str,
    faults: &mut Invalid,
) -> Option<i32> {
    let typed: String = params.get(name)?.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let number = typed.parse().ok().filter(|number| (least..=most).contains(number));
    if number.is_none() {
        faults.0.push((name, fault));
    }
    number
}

/// The price of one piece.
fn price(params: &Params, name: &'static str, faults: &mut Invalid) -> Option<i64> {
    let Some(typed) = params.get(name) else {
        faults.0.push((name, "error-amount"));
        return None;
    };
    match Rupiah::parse(typed) {
        Some(amount) if PRICES.contains(&amount.0) => Some(amount.0),
        Some(_) => {
            faults.0.push((name, "fault-goods-price"));
            None
        }
        None => {
            faults.0.push((name, if typed.contains(',') { "error-amount-comma" } else { "error-amount" }));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_one_says_of_each_field_what_is_missing() {
        let (_, faults) = Basics::read(&Params::read("nama=Ab&harga=12,5"), 0, true);
        let fields: Vec<&str> = faults.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["nama", "isi", "harga", "jenis"]);
        let (form, faults) =
            Basics::read(&Params::read("nama=Tas+purun&jenis=tas&isi=1+buah&harga=Rp+85.000"), 4, true);
        assert_eq!(faults, Invalid::default());
        assert_eq!((form.price, form.version), (Some(85_000), 4));
    }

    #[test]
    fn a_price_has_bounds() {
        for (typed, key) in [("99", "fault-goods-price"), ("100.000.001", "fault-goods-price"), ("", "error-amount")] {
            let (_, faults) = Basics::read(&Params::read(&format!("harga={typed}")), 0, true);
            assert_eq!(faults.of("harga"), Some(key), "{typed}");
        }
    }

    #[test]
    fn prices_for_larger_orders_fall_and_their_counts_rise() {
        let read = |more: &str| ChoiceForm::read(&Params::read(&format!("nama=250+g&harga=25000&{more}")), 1);
        let (form, faults) = read("mulai_2=100&harga_2=20000&mulai_1=20&harga_1=23000");
        assert_eq!((form.tiers, faults), (vec![(20, 23_000), (100, 20_000)], Invalid::default()));
        for wrong in [
            "mulai_1=20&harga_1=26000",
            "mulai_1=20&harga_1=23000&mulai_2=20&harga_2=22000",
            "mulai_1=20&harga_1=20000&mulai_2=100&harga_2=23000",
            "mulai_1=20",
            "mulai_1=1&harga_1=23000",
        ] {
            assert!(!read(wrong).1.0.is_empty(), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_panics(encoded in ".{0,300}") {
            let params = Params::read(&encoded);
            Basics::read(&params, 0, true);
            FoodFacts::read(&params, 0);
            Orders::read(&params, 0);
            ChoiceForm::read(&params, 0);
        }
    }
}
