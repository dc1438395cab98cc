//! The page on which the lead asks about sections.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::checks::desk::service::File,
    desk::service::{self, Questions},
    model::{key, places},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::proposals::{checks::pages::foreseen, pages::refusal, policy::MayCheckProposals},
    platform::{ids::shown_document_code, params::Params, work_days::day_at},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        days::{self, Typed as Day},
        errors::Answer,
        forms::FormParams,
        page,
        params::DocumentCode,
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/proposal/{item}/tanya", check, show);
    routes.post("/instansi/{code}/proposal/{item}/tanya", check, act);
}

#[derive(Template)]
#[template(path = "pages/checks/ask.html")]
struct AskPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    /// Why nothing can be asked now.
    obstacle: String,
    /// Field and name of each section.
    sections: Vec<(&'static str, String)>,
    effects: Vec<String>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let (file, _) = service::find(&app, &permit, &item.0).await?;
    let terms = &file.dossier.call.terms;
    let today = day_at(app.clock.now(), terms.zone.utc_offset());
    let usual = file.dossier.call.calendar.after(today, terms.revision_days);
    let boxes = days::boxes("batas", Some(usual));
    let form = FormView::with(boxes.iter().map(|(name, value)| (name.as_str(), value.clone())));
    draw(&app, ui, &seat, &item.0, (StatusCode::OK, form, Vec::new())).await
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let (file, _) = service::find(&app, &permit, &item.0).await?;
    let done = match (read(&form.0, &file), form.0.get("tombol")) {
        (Err(faults), _) => Err(faults.into()),
        (Ok(questions), Some("lakukan")) => service::ask(&app, permit, &item.0, &questions).await.map(|()| None),
        (Ok(questions), Some("lihat")) => consequences(&app, &ui, &seat, &file, &questions).await.map(Some),
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match done {
        Ok(None) => Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish()),
        Ok(Some(effects)) => draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::typed(&form.0), effects)).await,
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view, Vec::new())).await
        }
    }
}

/// What was typed. A section without a question is left alone.
fn read(form: &Params, file: &File) -> Result<Questions, Invalid> {
    let asked = places(file.dossier.call.terms.certificate)
        .into_iter()
        .filter_map(|place| Some((place, form.get(key(place))?.to_owned())))
        .collect();
    match days::read(form, "batas") {
        Day::Day(due) => Ok(Questions { asked, due }),
        Day::Nothing | Day::Wrong => Err(Invalid::one("batas", "proposal-fault-date")),
    }
}

async fn consequences(
    app: &App,
    ui: &Ui,
    seat: &Seat,
    file: &File,
    questions: &Questions,
) -> Result<Vec<String>, Error> {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let plan = service::plan(app, &permit, &file.dossier, questions).await?;
    Ok(foreseen(ui, file, &plan))
}

async fn draw(
    app: &App,
    ui: Ui,
    seat: &Seat,
    code: &str,
    (status, form, effects): (StatusCode, FormView, Vec<String>),
) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let (file, obstacle) = service::find(app, &permit, code).await?;
    let back = address(seat, &file.dossier.code);
    let places = places(file.dossier.call.terms.certificate);
    let body = AskPage {
        head: Head::unlisted(ui.t("contents-title"), ui.t("contents-title")).to_mend(&ui, form.faults().len()),
        here: format!("{back}/tanya"),
        back,
        obstacle: obstacle.map(|refusal| ui.t(refusal.key())).unwrap_or_default(),
        sections: places.into_iter().map(|place| (key(place), ui.t(key(place)))).collect(),
        effects,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// The file the questions are about.
fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}", seat.base, shown_document_code(code))
}
