//! Who works on a call. Names of colleagues stand here and nowhere else, for those who set the panel.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{model, panel, policy::MayWriteCalls, service},
    Options, may_edit,
};
use crate::{
    app::App,
    error::Invalid,
    funding::machine::Duty,
    platform::params::Params,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::Item,
        session::{Seat, see_other},
    },
};

/// The last part of its address.
pub(super) const PLACE: &str = "panitia";

pub(super) fn routes(routes: &mut Routes) {
    let write = Who::may::<MayWriteCalls>();
    routes.get("/instansi/{code}/pembukaan/{item}/panitia", write, show);
    routes.post("/instansi/{code}/pembukaan/{item}/panitia", write, save);
}

/// Somebody of the office with the duties they can have.
struct Colleague {
    name: String,
    duties: Options,
}

/// A seat with how many there are for it and how many it takes.
struct Seated {
    duty: String,
    words: String,
    enough: bool,
}

#[derive(Template)]
#[template(path = "pages/calls/panel.html")]
struct PanelPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    seats: Vec<Seated>,
    /// Enough for each seat, but somebody would have to take two.
    twice: bool,
    colleagues: Vec<Colleague>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    panel_page(&app, ui, &seat, &item.0, StatusCode::OK, None).await
}

async fn panel_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    code: &str,
    status: StatusCode,
    typed: Option<(&Params, FormView)>,
) -> Answer {
    let permit = seat.may::<MayWriteCalls>(app).await?;
    let own = service::find(app, &permit, code).await?;
    let here = format!("{}/pembukaan/{}", seat.base, own.code);
    if !may_edit(&own) {
        return Ok(see_other(&here).finish());
    }
    let version = own.version.to_string();
    let (ticked, form) = match typed {
        Some((ticked, form)) => (Some(ticked), form),
        None => (None, FormView::with([("versi", version)])),
    };
    let colleague = |known: model::Colleague| {
        let option = |duty: &Duty| {
            let value = format!("{}:{}", known.code, duty.as_str());
            let chosen = ticked.map_or_else(|| known.is.contains(duty), |typed| typed.all("tugas").any(|v| v == value));
            (value, ui.t(duty.key()), chosen)
        };
        Colleague { duties: known.may_be.iter().map(option).collect(), name: known.name.clone() }
    };
    let seated = |(duty, have, need): &(Duty, usize, usize)| Seated {
        duty: ui.t(duty.key()),
        words: ui.with("calls-seats", &[("have", &have.to_string()), ("need", &need.to_string())]),
        enough: have >= need,
    };
    let body = PanelPage {
        head: Head::unlisted(ui.t("calls-part-panel"), ui.t("calls-part-panel")).to_mend(&ui, form.faults().len()),
        seats: own.staff.iter().map(seated).collect(),
        twice: !own.staffed && own.staff.iter().all(|(_, have, need)| have >= need),
        colleagues: panel::service::list(app, &permit, code).await?.into_iter().map(colleague).collect(),
        form,
        here,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn save(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteCalls>(&app).await?;
    let present = service::find(&app, &permit, &item.0).await?.version;
    let read = |value: &str| {
        let (code, duty) = value.split_once(':')?;
        Some((code.to_owned(), Duty::parse(duty)?))
    };
    let seats: Option<Vec<_>> = form.0.all("tugas").map(read).collect();
    let saved = match seats {
        Some(seats) => panel::service::set(&app, permit, &item.0, &seats, version(&form.0)).await,
        None => Err(Invalid::one("panitia", "error-choice").into()),
    };
    match mend_version(saved, &ui, &form.0, present, "panitia")? {
        Ok(()) => Ok(see_other(&format!("{}/pembukaan/{}/{PLACE}?ok", seat.base, item.0)).finish()),
        Err((status, view)) => panel_page(&app, ui, &seat, &item.0, status, Some((&form.0, view))).await,
    }
}
