//! The page of those who stand in on a call: who, as what, from when to when; and the form that names another one.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::Standing,
    policy::MayArrangeSubstitutes,
    service::{self, Colleague, Shown, Substitutes, Typed},
};
use crate::{
    app::App,
    error::Invalid,
    platform::params::Params,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        days::{self, Typed as TypedDay},
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::{Item, QueryParams},
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let arrange = Who::may::<MayArrangeSubstitutes>();
    routes.get("/instansi/{code}/pembukaan/{item}/pengganti", arrange, show);
    routes.post("/instansi/{code}/pembukaan/{item}/pengganti", arrange, act);
}

struct Row {
    code: String,
    duty: String,
    people: String,
    days: String,
    word: String,
    tone: &'static str,
    may_end: bool,
}

#[derive(Template)]
#[template(path = "pages/calls/substitutes.html")]
struct SubstitutesPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    call: String,
    rows: Vec<Row>,
    seats: Vec<(String, String, bool)>,
    people: Vec<(String, String, bool)>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let notice = match query.0.get("ok") {
        Some("akhiri") => ui.t("mandate-done-ended"),
        Some(_) => ui.t("mandate-done-given"),
        None => String::new(),
    };
    draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::default().done(notice))).await
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayArrangeSubstitutes>(&app).await?;
    let done = match form.0.get("tombol") {
        Some("beri") => match read(&form.0) {
            Ok(typed) => service::give(&app, permit, &item.0, &typed).await.map(|()| "beri"),
            Err(faults) => Err(faults.into()),
        },
        Some("akhiri") => {
            let mandate = form.0.get("mandat").unwrap_or_default();
            service::end(&app, permit, &item.0, mandate).await.map(|()| "akhiri")
        }
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match mend(done)? {
        Ok(word) => Ok(see_other(&format!("{}?ok={word}", address(&seat, &item.0))).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view)).await
        }
    }
}

fn read(form: &Params) -> Result<Typed, Invalid> {
    let mut faults = Invalid::default();
    let place = form.get("kursi").and_then(|place| place.parse().ok());
    if place.is_none() {
        faults.0.push(("kursi", "error-choice"));
    }
    let substitute = form.get("pengganti").unwrap_or_default().to_owned();
    if substitute.is_empty() {
        faults.0.push(("pengganti", "error-choice"));
    }
    let mut day = |name: &'static str| match days::read(form, name) {
        TypedDay::Day(day) => Some(day),
        TypedDay::Nothing | TypedDay::Wrong => {
            faults.0.push((name, "fault-day"));
            None
        }
    };
    let days = (day("mulai"), day("sampai"));
    match (place, days) {
        (Some(place), (Some(first), Some(last))) if faults.0.is_empty() => Ok(Typed { place, substitute, first, last }),
        _ => Err(faults),
    }
}

async fn draw(app: &App, ui: Ui, seat: &Seat, code: &str, (status, form): (StatusCode, FormView)) -> Answer {
    let permit = seat.may::<MayArrangeSubstitutes>(app).await?;
    let Substitutes { call, list, seats, people } = service::find(app, &permit, code).await?;
    let chair = |chair: service::Chair| {
        let place = chair.place.to_string();
        let chosen = form.v("kursi") == place;
        (place, format!("{}: {}", ui.t(chair.duty.key()), chair.name), chosen)
    };
    let person = |one: Colleague| {
        let chosen = form.v("pengganti") == one.code;
        let fits: Vec<String> = one.fits.iter().map(|duty| ui.t(duty.key())).collect();
        (one.code, format!("{} ({})", one.name, fits.join(", ")), chosen)
    };
    let body = SubstitutesPage {
        head: Head::unlisted(ui.t("mandate-title"), ui.t("mandate-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/pembukaan/{code}", seat.base),
        here: address(seat, code),
        rows: list.into_iter().map(|shown| row(&ui, shown)).collect(),
        seats: seats.into_iter().map(chair).collect(),
        people: people.into_iter().map(person).collect(),
        call,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, shown: Shown) -> Row {
    let days = ui.with("mandate-days", &[("first", &ui.date(&shown.first)), ("last", &ui.date(&shown.last))]);
    let (word, tone) = match (shown.standing, shown.ended) {
        (_, Some(day)) => (ui.ts("mandate-ended", "day", &ui.date(&day)), "idle"),
        (Standing::Coming, None) => (ui.t("mandate-coming"), "moving"),
        (Standing::Running, None) => (ui.t("mandate-running"), "good"),
        (Standing::Over, None) => (ui.t("mandate-over"), "idle"),
    };
    Row {
        code: shown.code,
        duty: ui.t(shown.duty.key()),
        people: ui.with("mandate-people", &[("substitute", &shown.substitute), ("principal", &shown.principal)]),
        days,
        word,
        tone,
        may_end: shown.may_end,
    }
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/pembukaan/{code}/pengganti", seat.base)
}
