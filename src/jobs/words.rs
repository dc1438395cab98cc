//! How openings are said to people.
use super::model::{Contract, Education, Wage, WageUnit};
use crate::{
    matching::{Band, Explanation, How, explanation::Near},
    web::Ui,
};

pub fn contract(ui: &Ui, contract: Contract) -> String {
    ui.t(match contract {
        Contract::Permanent => "contract-permanent",
        Contract::FixedTerm => "contract-fixed-term",
        Contract::Casual => "contract-casual",
        Contract::PartTime => "contract-part-time",
        Contract::PieceRate => "contract-piece-rate",
        Contract::Internship => "contract-internship",
    })
}

/// The name of an employer, or that a company of the place is one.
pub fn employer(ui: &Ui, name: Option<&String>, place: &str) -> String {
    name.cloned().unwrap_or_else(|| ui.ts("employer-unnamed", "place", place))
}

pub fn education(ui: &Ui, education: Education) -> String {
    ui.t(match education {
        Education::None => "education-none",
        Education::Sd => "education-sd",
        Education::Smp => "education-smp",
        Education::Sma => "education-sma",
        Education::D3 => "education-d3",
        Education::S1 => "education-s1",
    })
}

/// "Rp 4.100.000–4.500.000", or that it is not stated.
pub fn pay(ui: &Ui, wage: &Wage) -> String {
    match (wage.low_idr, wage.high_idr) {
        (Some(low), Some(high)) if low < high => {
            format!("{}–{}", ui.rupiah(&low), ui.rupiah(&high).trim_start_matches("Rp\u{a0}"))
        }
        (Some(amount), _) | (None, Some(amount)) => ui.rupiah(&amount),
        (None, None) if wage.unit == WageUnit::Piece => ui.t("wage-by-piece"),
        (None, None) => ui.t("wage-not-stated"),
    }
}

/// "bulan", for a price tag; empty when no amount is stated.
pub fn pay_unit(ui: &Ui, wage: &Wage) -> String {
    if wage.low_idr.is_none() && wage.high_idr.is_none() {
        return String::new();
    }
    ui.t(match wage.unit {
        WageUnit::Month => "wage-month",
        WageUnit::Day => "wage-day",
        WageUnit::Hour => "wage-hour",
        WageUnit::Piece => "wage-piece",
    })
}

/// Why an opening was found, in words.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    pub title: String,
    pub covered: Vec<String>,
    /// What the opening asks for and what the person wrote.
    pub near: Vec<(String, String)>,
    pub missing: Vec<String>,
    pub place: String,
}

impl Reasons {
    pub fn new(ui: &Ui, explanation: &Explanation) -> Self {
        let mut reasons = Self { place: place(ui, explanation.near()), ..Self::default() };
        let mut met = 0;
        let mut asked = 0;
        for (item, how) in explanation.required() {
            asked += 1;
            met += usize::from(*how != How::Missing);
            reasons.add(item, how);
        }
        for (item, how) in explanation.preferred().filter(|(_, how)| **how != How::Missing) {
            reasons.add(item, how);
        }
        let band = ui.t(match explanation.band() {
            Band::Strong => "match-strong",
            Band::Good => "match-good",
            Band::Possible => "match-possible",
        });
        reasons.title = if asked == 0 {
            band
        } else {
            ui.with("match-count", &[("band", &band), ("met", &met.to_string()), ("asked", &asked.to_string())])
        };
        reasons
    }

    fn add(&mut self, item: &str, how: &How) {
        match how {
            How::Missing => self.missing.push(item.to_owned()),
            How::Same | How::Words => self.covered.push(item.to_owned()),
            How::Other { yours } | How::Misspelt { yours } | How::Related { yours } => {
                self.near.push((item.to_owned(), yours.clone()));
            }
        }
    }
}

fn place(ui: &Ui, near: Option<Near>) -> String {
    match near {
        Some(Near::Regency) => ui.t("match-same-regency"),
        Some(Near::Province) => ui.t("match-same-province"),
        Some(Near::Remote) => ui.t("match-remote"),
        None => String::new(),
    }
}
