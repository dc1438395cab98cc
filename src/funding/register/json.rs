//! A release as JSON for machines, in the shape of 360Giving as far as a reduced row can have it: a band in the place of
//! the amount and a quarter in the place of the day, both in fields of our own, so that nobody takes it for the
//! standard. No field says that something was left out.
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Change,
    release::{Release, Row, Total, government},
};
use crate::{enterprises::model::Sector, funding::model::Form, platform::money::Rupiah, regions};

/// A release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    #[schema(example = "2026-Q4")]
    pub quarter: String,
    /// SHA-256 of the canonical form of the release, 64 digits.
    pub hash: String,
    /// Hash of the release before.
    pub previous_hash: Option<String>,
    /// What is not in here is fewer than five or cannot be told without telling of fewer than five.
    pub totals: Vec<TotalFigure>,
    pub grants: Vec<Grant>,
}

/// Awards of a place and a sector together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TotalFigure {
    pub award_quarter: String,
    pub change: Change,
    pub location: Location,
    /// None for all sectors.
    pub sector: Option<Sector>,
    pub awards: u64,
    pub currency: String,
    pub amount_awarded: Rupiah,
}

/// An award, reduced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    pub id: String,
    pub title: String,
    pub description: String,
    pub currency: String,
    pub amount_band: AmountBand,
    #[schema(example = "2026-Q4")]
    pub award_quarter: String,
    pub change: Change,
    pub form: Form,
    pub recipient_organization: Vec<Organization>,
    pub funding_organization: Vec<Organization>,
    pub beneficiary_location: Vec<Location>,
}

/// Above the one and up to the other, whole rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AmountBand {
    pub above: Rupiah,
    /// None when there is no upper end.
    pub up_to: Option<Rupiah>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Organization {
    pub id: String,
    pub name: String,
}

/// The country, a province, a regency or a city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    pub name: String,
    /// Two letters.
    pub country_code: String,
    /// Code of the table of regions; none for the country.
    pub geo_code: Option<String>,
}

/// The sentences of a package, in the language of the publisher.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// A sector: "Pengolahan pangan".
    pub sector: &'a dyn Fn(Sector) -> String,
    /// A recipient, by its sector: "Usaha kecil: pengolahan pangan".
    pub recipient: &'a dyn Fn(Sector) -> String,
    /// What was given, in one sentence made of the row alone.
    pub description: &'a dyn Fn(&Row) -> String,
}

/// The JSON of a release. `prefix` is that of its ids.
pub fn package(release: &Release, prefix: &str, words: Words<'_>) -> Package {
    Package {
        quarter: release.quarter.to_string(),
        hash: release.hash().hex(),
        previous_hash: release.previous.clone(),
        totals: release.totals.iter().map(total).collect(),
        grants: release.rows.iter().map(|row| grant(row, prefix, words)).collect(),
    }
}

fn grant(row: &Row, prefix: &str, words: Words<'_>) -> Grant {
    let (above, up_to) = row.band.ends();
    let funder = government(&row.government).unwrap_or_default();
    Grant {
        id: row.id.clone(),
        title: (words.sector)(row.sector),
        description: (words.description)(row),
        currency: RUPIAH.to_owned(),
        amount_band: AmountBand { above, up_to },
        award_quarter: row.quarter.to_string(),
        change: row.change,
        form: row.form,
        recipient_organization: vec![Organization { id: row.recipient.clone(), name: (words.recipient)(row.sector) }],
        funding_organization: vec![Organization { id: format!("360G-{prefix}-{}", row.government), name: funder }],
        beneficiary_location: vec![location(Some(&row.regency))],
    }
}

fn total(total: &Total) -> TotalFigure {
    TotalFigure {
        award_quarter: total.quarter.to_string(),
        change: total.change,
        location: location(total.place.as_deref()),
        sector: total.sector,
        awards: total.awards,
        currency: RUPIAH.to_owned(),
        amount_awarded: total.rupiah,
    }
}

fn location(code: Option<&str>) -> Location {
    Location {
        name: code.map_or_else(|| "Indonesia".to_owned(), regions::name),
        country_code: "ID".to_owned(),
        geo_code: code.map(str::to_owned),
    }
}

const RUPIAH: &str = "IDR";

#[cfg(test)]
#[path = "published_tests.rs"]
mod published_tests;

#[cfg(test)]
mod tests {
    use super::{super::release::tests::plain, *};

    fn words(of: &Release) -> Package {
        let description = |row: &Row| format!("{} di {}", row.form.as_str(), regions::name(&row.regency));
        let words = Words {
            sector: &|sector| format!("Sektor {}", sector.as_str()),
            recipient: &|sector| format!("Usaha kecil: {}", sector.as_str()),
            description: &description,
        };
        package(of, "hibah", words)
    }

    #[test]
    fn a_grant_has_the_fields_of_the_standard_with_a_band_and_a_quarter() {
        let release = plain();
        let json = serde_json::to_value(words(&release)).unwrap();
        let grant = &json["grants"][0];
        assert_eq!(grant["title"], "Sektor food");
        assert_eq!(grant["description"], "money di Kota Banjarmasin");
        assert_eq!(grant["currency"], "IDR");
        assert_eq!(grant["amountBand"], serde_json::json!({ "above": 5_000_000, "upTo": 10_000_000 }));
        assert_eq!(grant["awardQuarter"], "2026-Q4");
        assert_eq!(grant["recipientOrganization"][0]["name"], "Usaha kecil: food");
        assert_eq!(grant["fundingOrganization"][0]["name"], "Pemerintah Kota Banjarmasin");
        assert_eq!(grant["fundingOrganization"][0]["id"], "360G-hibah-6371");
        let place = serde_json::json!([{ "name": "Kota Banjarmasin", "countryCode": "ID", "geoCode": "6371" }]);
        assert_eq!(grant["beneficiaryLocation"], place);
        assert!(grant.get("amountAwarded").is_none() && grant.get("awardDate").is_none());
        assert_eq!(json["hash"], release.hash().hex());
        assert_eq!(json["totals"][0]["location"]["name"], "Indonesia");
    }

    #[test]
    fn all_grants_have_the_same_fields_and_none_says_that_something_is_missing() {
        let json = serde_json::to_value(words(&plain())).unwrap();
        let keys = |grant: &serde_json::Value| grant.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let grants = json["grants"].as_array().unwrap();
        assert!(grants.iter().all(|grant| keys(grant) == keys(&grants[0])));
        let text = json.to_string().to_lowercase();
        assert!(["withheld", "suppress", "hidden", "redact", "reason"].iter().all(|word| !text.contains(word)));
        let package: Package = serde_json::from_value(json).unwrap();
        assert_eq!(package, words(&plain()));
    }
}
