//! The operator's tables for openings: minimum wages, and words the vocabulary does not know.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::service::{self, Line};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
        policy::MayOperate,
    },
    jobs::desk::suggestions::service as suggestions,
    platform::money::Rupiah,
    regions,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::QueryParams,
        session::{Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let operate = Who::may::<MayOperate>();
    routes.get("/operator/upah", operate, show);
    routes.post("/operator/upah", operate, save);
    routes.get("/operator/kata", operate, show_words);
    routes.post("/operator/kata", operate, settle_word);
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayOperate>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

/// A line of the table.
struct Row {
    region: String,
    code: String,
    year: i32,
    amount: String,
    source: String,
    disputed: bool,
}

#[derive(Template)]
#[template(path = "pages/desk/wages.html")]
struct WagesPage {
    ui: Ui,
    head: Head,
    form: FormView,
    rows: Vec<Row>,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let notice = if query.0.get("ok").is_some() { ui.t("done-saved") } else { String::new() };
    let year = app.clock.now().year().to_string();
    wages_page(&app, ui, &permit, StatusCode::OK, FormView::with([("tahun", year)]).done(notice)).await
}

async fn wages_page(app: &App, ui: Ui, permit: &Permit<MayOperate>, status: StatusCode, form: FormView) -> Answer {
    let rows = service::list(app, permit).await?;
    let body = WagesPage {
        head: Head::unlisted(ui.t("wages-title"), ui.t("wages-title")).to_mend(&ui, form.faults().len()),
        rows: rows
            .into_iter()
            .map(|row| Row {
                region: regions::name(&row.region_code),
                code: row.region_code,
                year: row.year,
                amount: ui.rupiah(&Rupiah(row.amount_idr)),
                source: row.source,
                disputed: row.disputed,
            })
            .collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn save(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let text = |name: &str| form.0.get(name).unwrap_or_default();
    let year = text("tahun").parse().unwrap_or(0);
    if let Some(region) = form.0.get("hapus") {
        service::remove(&app, &permit, region, year).await?;
        return Ok(see_other("/operator/upah?ok").finish());
    }
    let line = Line {
        region_code: form
            .0
            .get("tempat")
            .and_then(regions::find)
            .map(|found| found.code.to_owned())
            .unwrap_or_default(),
        year,
        amount: Rupiah::parse(text("upah")).map_or(0, |amount| amount.0),
        source: text("sumber").to_owned(),
        disputed: form.0.get("beda").is_some(),
    };
    match mend(service::save(&app, &permit, line).await)? {
        Ok(()) => Ok(see_other("/operator/upah?ok").finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            wages_page(&app, ui, &permit, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}

#[derive(Template)]
#[template(path = "pages/desk/unknown_words.html")]
struct WordsPage {
    ui: Ui,
    head: Head,
    notice: String,
    /// The words, and how many openings use them.
    rows: Vec<(String, String)>,
}

async fn show_words(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let rows = suggestions::list(&app, &permit).await?;
    let body = WordsPage {
        head: Head::unlisted(ui.t("unknown-words-title"), ui.t("unknown-words-title")),
        notice: if query.0.get("ok").is_some() { ui.t("done-saved") } else { String::new() },
        rows: rows.into_iter().map(|(phrase, openings)| (phrase, ui.tn("count-openings", openings))).collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

async fn settle_word(app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let taken = match form.0.get("putusan") {
        Some("masuk") => true,
        Some("bukan") => false,
        _ => return Err(Error::from(Invalid::one("putusan", "error-choice")).into()),
    };
    suggestions::settle(&app, &permit, form.0.get("kata").unwrap_or_default(), taken).await?;
    Ok(see_other("/operator/kata?ok").finish())
}
