//! The texts of the demo world, as they stand in the files of `texts/`.
use serde::Deserialize;

use super::painter::Picture;
use crate::{error::Result, platform::ids::Stream};

/// Everything there is.
#[derive(Debug)]
pub struct World {
    pub enterprises: Vec<Enterprise>,
    pub outlets: Vec<Outlet>,
    pub employers: Vec<Employer>,
    pub calls: Vec<Call>,
}

/// One stream of codes a zone, so that rows of one shift nothing in another.
pub const GOODS: Stream = Stream::new("goods");
pub const OUTLETS: Stream = Stream::new("outlets");
pub const JOBS: Stream = Stream::new("jobs");
pub const FUNDING: Stream = Stream::new("funding");
pub const NETWORKS: Stream = Stream::new("networks");
pub const PAPERS: Stream = Stream::new("papers");
pub const ENQUIRIES: Stream = Stream::new("enquiries");
pub const APPLICATIONS: Stream = Stream::new("applications");
pub const COMPLAINTS: Stream = Stream::new("complaints");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enterprise {
    pub key: String,
    pub trade_name: String,
    pub regency: String,
    pub sector: String,
    pub story: String,
    #[serde(rename = "product")]
    pub products: Vec<Product>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub name: String,
    pub category: String,
    pub unit: String,
    /// Rupiah.
    pub price: i64,
    pub state: String,
    pub body: String,
    pub ingredients: Option<String>,
    pub keeps_days: Option<i32>,
    pub halal: Option<String>,
    #[serde(default)]
    pub home_food: bool,
    pub licence_until: Option<i32>,
    #[serde(default)]
    pub made_to_order: bool,
    pub weeks_ago: i64,
    pub alt: String,
    pub picture: Picture,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    pub key: String,
    pub name: String,
    pub operator: String,
    pub operator_kind: String,
    pub regency: String,
    pub address: String,
    pub directions: String,
    pub about: String,
    pub whatsapp: String,
    pub hours: Vec<String>,
    #[serde(rename = "shelf")]
    pub shelves: Vec<Shelf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shelf {
    /// `E01/Tas purun bulat`.
    pub product: String,
    pub band: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    pub key: String,
    pub name: String,
    pub regency: String,
    pub micro: bool,
    pub about: String,
    pub state: String,
    #[serde(rename = "opening")]
    pub openings: Vec<Opening>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    pub no: u32,
    pub title: String,
    pub occupation: String,
    pub required: Vec<String>,
    #[serde(default)]
    pub preferred: Vec<String>,
    pub wage_low: Option<i64>,
    pub wage_high: Option<i64>,
    pub wage_unit: String,
    pub contract: String,
    pub education: String,
    pub experience_years: i32,
    pub people: i32,
    #[serde(default)]
    pub remote: bool,
    pub hours: String,
    #[serde(default)]
    pub benefits: Vec<String>,
    pub body: String,
    pub state: String,
    pub published_days_ago: i64,
    pub closes_in_days: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    pub key: String,
    pub name: String,
    pub owner: String,
    pub owner_kind: String,
    /// Empty when anybody in the country may apply.
    pub region: String,
    pub kind: String,
    pub form: String,
    pub zone: String,
    pub ceiling: i64,
    pub per_proposal: i64,
    pub quota: Option<i32>,
    pub summary: String,
    pub purpose: String,
    pub who_may_apply: Vec<String>,
    /// Legal forms it accepts; none when it asks for none.
    #[serde(default)]
    pub doors: Vec<String>,
    /// Questions of its check.
    pub eligibility: Vec<String>,
    pub papers: Vec<String>,
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    pub steps: Vec<String>,
    pub instalments: Option<String>,
    #[serde(default)]
    pub funders: Vec<Funder>,
    pub legal_basis: Option<String>,
    /// Its terms, as `funding::calls::parameters` reads them.
    pub parameters: serde_json::Value,
    pub state: String,
    pub opens_in_days: i64,
    pub closes_in_days: Option<i64>,
    pub closes_at: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Criterion {
    pub name: String,
    pub weight: u8,
}

#[derive(Debug, Deserialize)]
pub struct Funder {
    pub name: String,
    pub share: u8,
}

#[derive(Deserialize)]
struct Enterprises {
    enterprise: Vec<Enterprise>,
}

#[derive(Deserialize)]
struct Outlets {
    outlet: Vec<Outlet>,
}

#[derive(Deserialize)]
struct Employers {
    employer: Vec<Employer>,
}

#[derive(Deserialize)]
struct Calls {
    call: Vec<Call>,
}

impl World {
    /// Reads the files, which are part of the program.
    pub fn read() -> Result<Self> {
        let read = || -> Result<Self, toml::de::Error> {
            Ok(Self {
                enterprises: toml::from_str::<Enterprises>(include_str!("texts/enterprises.toml"))?.enterprise,
                outlets: toml::from_str::<Outlets>(include_str!("texts/outlets.toml"))?.outlet,
                employers: toml::from_str::<Employers>(include_str!("texts/employers.toml"))?.employer,
                calls: toml::from_str::<Calls>(include_str!("texts/calls.toml"))?.call,
            })
        };
        Ok(read().map_err(anyhow::Error::from)?)
    }

    /// The office that owns a call.
    pub fn owner_of(&self, call: &str) -> &str {
        self.calls.iter().find(|known| known.key == call).map_or("", |call| &call.owner)
    }

    /// Every picture with the name of its files, those of the newest goods first: they are looked at first. Drafts have
    /// none.
    pub fn pictures(&self) -> Vec<(String, &Picture)> {
        let all = self.enterprises.iter().flat_map(|maker| maker.products.iter().map(move |product| (maker, product)));
        let mut public: Vec<_> = all.filter(|(_, product)| product.has_picture()).collect();
        public.sort_by_key(|(_, product)| product.weeks_ago);
        public.into_iter().map(|(maker, product)| (GOODS.file_key(&maker.name_of(product)), &product.picture)).collect()
    }
}

impl Enterprise {
    /// The name of a product inside the world: `E01/Tas purun bulat`.
    pub fn name_of(&self, product: &Product) -> String {
        format!("{}/{}", self.key, product.name)
    }
}

impl Product {
    pub fn is_public(&self) -> bool {
        matches!(self.state.as_str(), "published" | "paused" | "held" | "archived")
    }

    pub fn has_picture(&self) -> bool {
        self.state != "draft"
    }
}
