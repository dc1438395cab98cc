//! An opening in the words of schema.org. No property says anything about a target group: there is none.
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

use super::model::{Contract, Education, OpeningView, WageUnit};
use crate::web::{Ui, json_ld::JsonLd};

pub fn posting(ui: &Ui, opening: &OpeningView, path: &str) -> JsonLd {
    let offset = opening.zone.utc_offset();
    let mut posting = json!({
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": opening.title,
        "description": opening.body,
        "datePosted": opening.published_on.to_string(),
        "validThrough": opening.closes_at.to_offset(offset).format(&Rfc3339).unwrap_or_default(),
        "employmentType": employment(opening.contract),
        "hiringOrganization": { "@type": "Organization", "name": opening.employer.as_deref().unwrap_or("confidential") },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": opening.place,
                "addressRegion": opening.province,
                "addressCountry": "ID",
            },
        },
        "totalJobOpenings": opening.people,
        "skills": opening.required.join(", "),
        "identifier": { "@type": "PropertyValue", "name": ui.site_name(), "value": opening.code },
        "url": ui.absolute(path),
        "directApply": true,
    });
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            posting[name] = value;
        }
    };
    add("baseSalary", salary(opening));
    add("educationRequirements", schooling(opening.education));
    add("occupationalCategory", opening.occupation.clone().map(Value::String));
    add(
        "experienceRequirements",
        (opening.experience_years > 0).then(|| {
            json!({ "@type": "OccupationalExperienceRequirements", "monthsOfExperience": opening.experience_years * 12 })
        }),
    );
    if opening.remote {
        add("jobLocationType", Some("TELECOMMUTE".into()));
        add("applicantLocationRequirements", Some(json!({ "@type": "Country", "name": "Indonesia" })));
    }
    JsonLd(posting)
}

fn employment(contract: Contract) -> &'static str {
    match contract {
        Contract::Permanent => "FULL_TIME",
        Contract::FixedTerm => "TEMPORARY",
        Contract::Casual => "PER_DIEM",
        Contract::PartTime => "PART_TIME",
        Contract::PieceRate => "OTHER",
        Contract::Internship => "INTERN",
    }
}

fn salary(opening: &OpeningView) -> Option<Value> {
    let unit = match opening.wage.unit {
        WageUnit::Month => "MONTH",
        WageUnit::Day => "DAY",
        WageUnit::Hour => "HOUR",
        WageUnit::Piece => return None,
    };
    let low = opening.wage.low_idr.or(opening.wage.high_idr)?;
    let high = opening.wage.high_idr.unwrap_or(low);
    Some(json!({
        "@type": "MonetaryAmount",
        "currency": "IDR",
        "value": { "@type": "QuantitativeValue", "minValue": low.0, "maxValue": high.0, "unitText": unit },
    }))
}

fn schooling(education: Education) -> Option<Value> {
    let level = match education {
        Education::None | Education::Sd | Education::Smp => return None,
        Education::Sma => "high school",
        Education::D3 => "associate degree",
        Education::S1 => "bachelor degree",
    };
    Some(json!({ "@type": "EducationalOccupationalCredential", "credentialCategory": level }))
}
