//! "Yang akan dikirim": what is ticked, the card as the employer will see it, and the button that sends exactly that.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::shown;
use crate::{
    app::App,
    error::Invalid,
    identity::account::consents::Purpose,
    jobs::{
        applications::{
            card::{Band, Card},
            sending::service::{self, Known, Target, Ticks},
        },
        pages::skill_name,
    },
    matching::vocabulary::vocabulary,
    platform::params::Params,
    regions,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::Code,
        session::{Signed, see_other},
    },
};

type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "pages/applications/apply.html")]
struct ApplyPage {
    ui: Ui,
    head: Head,
    form: FormView,
    title: String,
    employer: String,
    base: String,
    back: String,
    closed: bool,
    skills: Options,
    bands: Options,
    provinces: Options,
}

#[derive(Template)]
#[template(path = "pages/applications/preview.html")]
struct PreviewPage {
    ui: Ui,
    head: Head,
    form: FormView,
    title: String,
    employer: String,
    base: String,
    card: String,
    /// Names and values that travel unseen.
    hidden: Vec<(&'static str, String)>,
    consent: String,
}

pub async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code) -> Answer {
    let target = service::target(&app, &actor, &code.0).await?;
    if let Some(sent) = &target.sent {
        return Ok(see_other(&format!("/saya/kerja/lamaran/{sent}")).finish());
    }
    let known = service::known(&app.db, &actor).await?;
    let ticks = Ticks {
        skills: known.skills.iter().map(|(skill, _)| *skill).collect(),
        band: known.band,
        province: known.provinces.first().cloned().unwrap_or_default(),
        typed: String::new(),
    };
    form_page(ui, StatusCode::OK, &target, &known, &ticks, &Invalid::default())
}

pub async fn submit(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code, form: FormParams) -> Answer {
    let target = service::target(&app, &actor, &code.0).await?;
    if let Some(sent) = &target.sent {
        return Ok(see_other(&format!("/saya/kerja/lamaran/{sent}")).finish());
    }
    let known = service::known(&app.db, &actor).await?;
    let ticks = read(&form.0);
    let card = match service::card(&known, &ticks) {
        Ok(card) => card,
        Err(faults) => return form_page(ui, StatusCode::UNPROCESSABLE_ENTITY, &target, &known, &ticks, &faults),
    };
    match form.0.get("langkah") {
        Some("kirim") => {}
        Some("ubah") => return form_page(ui, StatusCode::OK, &target, &known, &ticks, &Invalid::default()),
        _ => return preview_page(ui, StatusCode::OK, &target, &card, &Invalid::default()),
    }
    let digest = form.0.get("sidik").unwrap_or_default();
    let agreed = form.0.get("setuju").is_some();
    match mend(service::send(&app, &actor, &target, &card, digest, agreed).await)? {
        Ok(sent) => Ok(see_other(&format!("/saya/kerja/lamaran/{sent}?ok=kirim")).finish()),
        Err(faults) => preview_page(ui, StatusCode::UNPROCESSABLE_ENTITY, &target, &card, &faults),
    }
}

fn read(typed: &Params) -> Ticks {
    Ticks {
        skills: typed.all("pilih").filter_map(|code| Some(vocabulary().by_code(code)?.id)).collect(),
        typed: typed.get("keterampilan").unwrap_or_default().to_owned(),
        band: typed.get("lama").and_then(Band::parse),
        province: typed.get("provinsi").unwrap_or_default().to_owned(),
    }
}

fn form_page(ui: Ui, status: StatusCode, target: &Target, known: &Known, ticks: &Ticks, faults: &Invalid) -> Answer {
    let mut offered: Vec<_> = known.skills.iter().map(|(skill, _)| *skill).collect();
    offered.extend(ticks.skills.iter().filter(|skill| !known.skills.iter().any(|(own, _)| own == *skill)));
    let skill = |skill: &crate::matching::vocabulary::SkillId| {
        let code = vocabulary().get(*skill).map_or("", |skill| skill.code);
        (code.to_owned(), skill_name(&ui, *skill), ticks.skills.contains(skill))
    };
    let mut form = FormView::with([("keterampilan", ticks.typed.clone())]);
    if !faults.0.is_empty() {
        form = form.faulty(&ui, faults);
    }
    let body = ApplyPage {
        head: Head::unlisted(ui.t("apply-title"), ui.t("apply-lede")).to_mend(&ui, form.faults().len()),
        title: target.title.clone(),
        employer: employer(&ui, target),
        base: base(target),
        back: format!("/lowongan/{}", target.code),
        closed: !target.open,
        skills: offered.iter().map(skill).collect(),
        bands: Band::ALL
            .iter()
            .map(|band| (band.as_str().to_owned(), ui.t(band.key()), ticks.band == Some(*band)))
            .collect(),
        provinces: regions::provinces()
            .map(|region| (region.code.to_owned(), region.name.to_owned(), ticks.province == region.code))
            .collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn preview_page(ui: Ui, status: StatusCode, target: &Target, card: &Card, faults: &Invalid) -> Answer {
    let form = FormView::default();
    let form = if faults.0.is_empty() { form } else { form.faulty(&ui, faults) };
    let mut hidden = vec![
        ("lama", card.band.as_str().to_owned()),
        ("provinsi", card.province.clone()),
        ("sidik", target.digest(card)),
    ];
    for chip in &card.skills {
        let code = vocabulary().get(chip.id()).map_or("", |skill| skill.code);
        hidden.push(("pilih", code.to_owned()));
    }
    let body = PreviewPage {
        head: Head::unlisted(ui.t("application-preview-title"), ui.t("application-preview-lede"))
            .to_mend(&ui, form.faults().len()),
        title: target.title.clone(),
        employer: employer(&ui, target),
        base: base(target),
        card: shown::card(&ui, &target.shown_code, card)?,
        consent: ui.t(Purpose::Apply.text()),
        hidden,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn base(target: &Target) -> String {
    format!("/lowongan/{}/lamar", target.code)
}

fn employer(ui: &Ui, target: &Target) -> String {
    if target.employer.is_empty() { ui.t("application-some-employer") } else { target.employer.clone() }
}
