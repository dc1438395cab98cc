//! Shapes of goods, and what can be asked of the list.
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    error::Invalid,
    platform::{ids, listing::Position, money::Rupiah, params::Params, photos::Size},
};

crate::words! {
    /// How much of a thing stands on a shelf. Exact numbers over time would tell a maker's income.
    pub enum Band {
        Plenty = "plenty",
        Few = "few",
        None = "none",
    }
}

crate::words! {
    pub enum Halal {
        Certified = "certified",
        InProcess = "in_process",
    }
}

/// A kind of goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Category {
    pub key: String,
    pub name_id: String,
    pub name_en: String,
}

/// A picture; its files are `/foto/{key}-320.webp`, `-800.webp`, `-1600.webp`, `-800.jpg` and `-1200.jpg`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Photo {
    pub key: String,
    pub alt: String,
    /// Pixels of the largest file.
    pub width: u32,
    pub height: u32,
}

impl Photo {
    /// Width and height of one of its files.
    pub fn extent(&self, size: Size) -> (u32, u32) {
        size.extent(self.width, self.height)
    }
}

/// A thing in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProductCard {
    pub code: String,
    pub title: String,
    pub unit: String,
    pub price_idr: Rupiah,
    /// Trade name of the maker.
    pub maker: String,
    /// An outlet where it stands now.
    pub outlet: Option<String>,
    /// The fullest shelf it stands on.
    pub band: Band,
    pub photo: Option<Photo>,
    /// Monday of the week of publication.
    #[schema(value_type = String, format = Date)]
    #[serde(with = "crate::platform::words::day")]
    pub published_on: time::Date,
}

/// Where a thing stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Shelf {
    pub outlet_code: String,
    pub outlet: String,
    /// Name of the regency or city.
    pub place: String,
    pub band: Band,
}

/// A size, a taste, a colour that can be bought, with its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChoiceView {
    pub code: String,
    /// Empty when there is one choice only.
    pub name: String,
    pub price_idr: Rupiah,
}

/// A thing on a page of its own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProductView {
    pub code: String,
    pub title: String,
    pub body: String,
    pub unit: String,
    /// The lowest price of its choices.
    pub price_idr: Rupiah,
    /// What can be bought, at least one.
    pub choices: Vec<ChoiceView>,
    pub category: Category,
    pub maker_code: String,
    pub maker: String,
    /// Name of the maker's regency or city.
    pub place: String,
    pub ingredients: Option<String>,
    pub keeps_days: Option<i32>,
    pub made_to_order: bool,
    pub halal: Option<Halal>,
    /// Its label says that it is not halal.
    pub not_halal: bool,
    /// Year to which the marketing licence is valid. Its number is never public.
    pub licence_until: Option<i32>,
    pub photos: Vec<Photo>,
    pub shelves: Vec<Shelf>,
}

impl ProductView {
    /// The fullest shelf.
    pub fn band(&self) -> Band {
        fullest(self.shelves.iter().map(|shelf| shelf.band))
    }
}

/// The best of several bands.
pub fn fullest(bands: impl IntoIterator<Item = Band>) -> Band {
    bands.into_iter().fold(Band::None, |best, band| match (best, band) {
        (Band::Plenty, _) | (_, Band::Plenty) => Band::Plenty,
        (Band::Few, _) | (_, Band::Few) => Band::Few,
        _ => Band::None,
    })
}

/// What a visitor asks of the list of goods.
#[derive(Clone, Debug, Default)]
pub struct GoodsFilter {
    pub words: String,
    /// Key of a category.
    pub category: Option<String>,
    /// Code of an outlet.
    pub outlet: Option<String>,
    pub price_min: Option<Rupiah>,
    pub price_max: Option<Rupiah>,
    pub in_stock: bool,
    pub halal: bool,
    pub position: Position,
}

impl GoodsFilter {
    /// Reads a query. What cannot be understood is listed and left out of the filter.
    pub fn read(params: &Params) -> (Self, Invalid) {
        let mut invalid = Invalid::default();
        let filter = Self {
            words: params.search_words("q", &mut invalid),
            category: params.get("jenis").map(str::to_owned),
            outlet: params.word("gerai", ids::read_public_code, &mut invalid),
            price_min: params.amount("harga_min", &mut invalid),
            price_max: params.amount("harga_maks", &mut invalid),
            in_stock: params.get("ada").is_some(),
            halal: params.get("halal").is_some(),
            position: Position::read(params, &mut invalid),
        };
        if let (Some(least), Some(most)) = (filter.price_min, filter.price_max)
            && least > most
        {
            invalid.0.push(("harga_maks", "error-price-range"));
        }
        (filter, invalid)
    }

    /// How many filters beside the words are set.
    pub fn active(&self) -> usize {
        [
            self.category.is_some(),
            self.outlet.is_some(),
            self.price_min.is_some(),
            self.price_max.is_some(),
            self.in_stock,
            self.halal,
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
    }
}
