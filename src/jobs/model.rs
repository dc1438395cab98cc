//! Shapes of openings, and what can be asked of the list.
use serde::Serialize;
use time::{Date, OffsetDateTime};
use utoipa::ToSchema;

use crate::{
    error::Invalid,
    matching::Explanation,
    matching::vocabulary::{SkillId, vocabulary},
    platform::{listing::Position, money::Rupiah, params::Params},
    regions::{self, Region, Zone},
};

crate::words! {
    pub enum Contract {
        Permanent = "permanent",
        FixedTerm = "fixed_term",
        Casual = "casual",
        PartTime = "part_time",
        PieceRate = "piece_rate",
        Internship = "internship",
    }
}

crate::words! {
    /// The least schooling asked for, from none upwards.
    pub enum Education {
        None = "none",
        Sd = "sd",
        Smp = "smp",
        Sma = "sma",
        D3 = "d3",
        S1 = "s1",
    }
}

crate::words! {
    pub enum WageUnit {
        Month = "month",
        Day = "day",
        Hour = "hour",
        Piece = "piece",
    }
}

/// What is paid, per unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Wage {
    /// Missing when the employer does not state it.
    pub low_idr: Option<Rupiah>,
    pub high_idr: Option<Rupiah>,
    pub unit: WageUnit,
}

/// An opening in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpeningCard {
    pub code: String,
    pub title: String,
    /// Missing when the employer chose not to be named.
    pub employer: Option<String>,
    /// Name of the regency or city.
    pub place: String,
    pub remote: bool,
    pub wage: Wage,
    pub contract: Contract,
    pub people: i32,
    #[schema(value_type = String, format = Date)]
    #[serde(with = "crate::platform::words::day")]
    pub published_on: Date,
    #[schema(value_type = String, format = DateTime)]
    #[serde(with = "time::serde::rfc3339")]
    pub closes_at: OffsetDateTime,
    #[serde(skip)]
    pub zone: Zone,
    /// Why it was found; only for the person who asked.
    #[serde(skip)]
    pub explanation: Option<Explanation>,
}

/// An opening on a page of its own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpeningView {
    pub code: String,
    pub title: String,
    pub body: String,
    /// Demands besides the skills.
    pub requirements: String,
    /// Why the work itself needs what is otherwise not asked for; mostly empty.
    pub job_reason: String,
    /// Missing when the employer chose not to be named.
    pub employer: Option<String>,
    pub about_employer: String,
    pub place: String,
    /// Name of the province.
    pub province: String,
    pub remote: bool,
    pub wage: Wage,
    pub contract: Contract,
    pub education: Education,
    pub experience_years: i32,
    pub people: i32,
    pub hours: String,
    pub benefits: Vec<String>,
    /// ISCO-08 and KBJI 2014 unit group.
    pub occupation: Option<String>,
    pub required: Vec<String>,
    pub preferred: Vec<String>,
    /// No longer open; the page stays for a while to say so.
    pub closed: bool,
    #[schema(value_type = String, format = Date)]
    #[serde(with = "crate::platform::words::day")]
    pub published_on: Date,
    #[schema(value_type = String, format = DateTime)]
    #[serde(with = "time::serde::rfc3339")]
    pub closes_at: OffsetDateTime,
    #[serde(skip)]
    pub zone: Zone,
}

crate::words! {
    /// Work away from the employer's place.
    pub enum Remote {
        Yes = "ya",
        No = "tidak",
    }
}

/// What a visitor asks of the list of openings.
#[derive(Clone, Debug, Default)]
pub struct OpeningFilter {
    pub words: String,
    /// Province or regency; remote work counts as near unless it is excluded.
    pub region: Option<&'static Region>,
    /// At least so much a month.
    pub wage: Option<Rupiah>,
    /// Together with `wage`: openings that state none stay.
    pub wage_unknown: bool,
    pub contracts: Vec<Contract>,
    pub remote: Option<Remote>,
    /// At most what the visitor has.
    pub education: Option<Education>,
    /// At most so many years.
    pub experience: Option<i32>,
    pub skill: Option<SkillId>,
    pub position: Position,
}

impl OpeningFilter {
    /// Reads a query. What cannot be understood is listed and left out of the filter.
    pub fn read(params: &Params) -> (Self, Invalid) {
        let mut invalid = Invalid::default();
        let mut contracts = Vec::new();
        for typed in params.all("kontrak") {
            match Contract::parse(typed) {
                Some(contract) => contracts.push(contract),
                None => invalid.0.push(("kontrak", "error-choice")),
            }
        }
        let filter = Self {
            words: params.search_words("q", &mut invalid),
            region: params.word("tempat", regions::find, &mut invalid),
            wage: params.amount("upah", &mut invalid),
            wage_unknown: params.get("upah_kosong").is_some(),
            contracts,
            remote: params.word("jarak", Remote::parse, &mut invalid),
            education: params.word("didik", Education::parse, &mut invalid),
            experience: params.word("pengalaman", years, &mut invalid),
            skill: params.word("terampil", skill, &mut invalid),
            position: Position::read(params, &mut invalid),
        };
        if let Some((_, message)) = invalid.0.iter_mut().find(|(name, _)| *name == "tempat") {
            *message = "error-region";
        }
        (filter, invalid)
    }

    /// How many filters beside the words are set.
    pub fn active(&self) -> usize {
        let set = [
            self.region.is_some(),
            self.wage.is_some(),
            self.remote.is_some(),
            self.education.is_some(),
            self.experience.is_some(),
            self.skill.is_some(),
        ];
        set.into_iter().filter(|set| *set).count() + self.contracts.len()
    }
}

fn years(typed: &str) -> Option<i32> {
    typed.parse().ok().filter(|years| (0..=60).contains(years))
}

fn skill(typed: &str) -> Option<SkillId> {
    vocabulary().by_code(typed).map(|skill| skill.id)
}
