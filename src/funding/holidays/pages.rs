//! The operator's list of holidays.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{Holiday, Year},
    service,
};
use crate::{
    app::App,
    error::Result,
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
        policy::MayOperate,
    },
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let operate = Who::may::<MayOperate>();
    routes.get("/operator/libur", operate, show);
    routes.post("/operator/libur", operate, save);
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayOperate>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

/// A year of the list.
struct Row {
    year: i32,
    complete: bool,
    /// The day and its name.
    days: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/calls/holidays.html")]
struct HolidaysPage {
    ui: Ui,
    head: Head,
    form: FormView,
    rows: Vec<Row>,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let years = service::list(&app, &permit).await?;
    let asked = query.0.get("tahun").and_then(|typed| typed.parse().ok());
    let year = asked.unwrap_or_else(|| app.clock.now().year());
    let known = years.iter().find(|known| known.year == year);
    let lines = known.map(Year::lines).unwrap_or_default();
    let mark = if known.is_some_and(|known| known.complete) { "1" } else { "" };
    let notice = if query.0.get("ok").is_some() { ui.t("done-saved") } else { String::new() };
    let form = FormView::with([("tahun", year.to_string()), ("hari", lines), ("lengkap", mark.to_owned())]);
    holidays_page(ui, StatusCode::OK, years, form.done(notice))
}

fn holidays_page(ui: Ui, status: StatusCode, years: Vec<Year>, form: FormView) -> Answer {
    let day = |holiday: Holiday| (ui.date(&holiday.day), holiday.name);
    let row = |year: Year| Row {
        year: year.year,
        complete: year.complete,
        days: year.holidays.into_iter().map(day).collect(),
    };
    let body = HolidaysPage {
        head: Head::unlisted(ui.t("holidays-title"), ui.t("holidays-title")).to_mend(&ui, form.faults().len()),
        rows: years.into_iter().map(row).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn save(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let (year, faults) = Year::read(&form.0);
    if faults.0.is_empty() {
        service::save(&app, &permit, &year).await?;
        return Ok(see_other(&format!("/operator/libur?tahun={}&ok", year.year)).finish());
    }
    let years = service::list(&app, &permit).await?;
    let view = FormView::typed(&form.0).faulty(&ui, &faults);
    holidays_page(ui, StatusCode::UNPROCESSABLE_ENTITY, years, view)
}
