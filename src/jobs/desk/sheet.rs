//! The sheet for the national vacancy report: the fields that Perpres 57/2023 asks for, one a line, to be copied into the
//! form of the ministry.
use super::{
    model::{Own, last_day},
    service::Papers,
};
use crate::{
    jobs::words,
    matching::vocabulary::{Tongue, vocabulary},
    platform::sheets::write::{Cell, Column, Kind, Table},
    regions,
    web::Ui,
};

/// Two columns: what is asked, and what this opening answers.
pub fn table(ui: &Ui, own: &Own, papers: &Papers) -> Table {
    let form = &own.form;
    let occupation = vocabulary().occupations().iter().find(|known| known.kbji == form.occupation).copied();
    let occupation = occupation.map(|known| format!("{} {}", known.kbji, known.title(Tongue::Id))).unwrap_or_default();
    let wage = crate::jobs::model::Wage {
        low_idr: form.wage_low.map(crate::platform::money::Rupiah),
        high_idr: form.wage_high.map(crate::platform::money::Rupiah),
        unit: form.wage_unit,
    };
    let pay = format!("{} {}", words::pay(ui, &wage), words::pay_unit(ui, &wage));
    let experience = if form.experience_years == 0 {
        ui.t("experience-none")
    } else {
        ui.tn("experience-years", form.experience_years)
    };
    let lines = [
        ("employer-legal-name", papers.legal_name.clone()),
        ("legal-nib", papers.nib.clone()),
        ("employer-wlkp", papers.wlkp.clone()),
        ("employer-address", papers.address.clone()),
        ("desk-job-title", form.title.clone()),
        ("desk-occupation", occupation),
        ("opening-needed", form.people.to_string()),
        ("desk-until", ui.date(&last_day(own.closes_at, own.zone))),
        ("opening-education", words::education(ui, form.education)),
        ("opening-required", form.required.join("; ")),
        ("opening-preferred", form.preferred.join("; ")),
        ("opening-experience", experience),
        ("opening-wage", pay.trim().to_owned()),
        ("opening-contract", form.contract.map(|contract| words::contract(ui, contract)).unwrap_or_default()),
        ("desk-place", regions::name(&form.regency_code)),
        ("opening-duties", form.duties.clone()),
        ("opening-demands", form.requirements.clone()),
        ("opening-hours", form.hours.clone()),
        ("desk-karirhub", form.karirhub_ref.clone()),
    ];
    Table {
        title: own.code.clone(),
        columns: vec![Column::new(ui.t("sheet-asked"), Kind::Text), Column::new(ui.t("sheet-answer"), Kind::Text)],
        rows: lines.into_iter().map(|(key, value)| vec![Cell::Text(ui.t(key)), Cell::Text(value)]).collect(),
        total: None,
    }
}
