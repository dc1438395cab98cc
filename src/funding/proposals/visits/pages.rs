//! A visit on a page of the file: the day, the photos, the minutes, and the second officer.
use actix_web::{HttpRequest, http::StatusCode, web as http};
use askama::Template;

use super::{
    desk::service::{self, Desk},
    model::{MET, Minutes},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        machine::Duty,
        papers::pages::attachment,
        proposals::{checks::pages::foreseen, pages::refusal, policy::MayCheckProposals},
    },
    platform::{ids, params::Params},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        days::{self, Typed as Day},
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
        upload::Upload,
    },
};

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/proposal/{item}/kunjungan", check, show);
    routes.post("/instansi/{code}/proposal/{item}/kunjungan", check, act);
    routes.post("/instansi/{code}/proposal/{item}/kunjungan/foto", check, add);
    routes.get("/instansi/{code}/proposal/{item}/kunjungan/{paper}", check, give);
}

/// A photo as it is drawn: address, code, what it shows.
struct Row {
    url: String,
    code: String,
    shows: String,
}

#[derive(Template)]
#[template(path = "pages/checks/visit.html")]
struct VisitPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    code: String,
    /// The day the group was told of.
    announced: String,
    writes: bool,
    photos: Vec<Row>,
    met: Vec<(String, String, bool)>,
    /// What the verifier wrote, in lines.
    given: Vec<(String, String)>,
    /// The mark of what waits, for whoever may confirm it.
    mark: String,
    /// What pressing does; empty as long as it was not asked for.
    effects: Vec<String>,
}

/// A press on the page.
enum Act {
    Announce,
    Look(Minutes),
    Agree(Minutes),
    Confirm,
    Remove(String),
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::default().done(notice), Vec::new())).await
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let desk = service::find(&app, &permit, &item.0).await?;
    let bound = form.0.get("rahasia") == Some("1");
    let done = match read(&form.0, &desk) {
        Err(faults) => Err(faults.into()),
        Ok(Act::Look(minutes)) => {
            return match consequences(&app, &ui, &seat, &desk, &minutes).await {
                Ok(effects) => {
                    draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::typed(&form.0), effects)).await
                }
                Err(error) => back(&app, ui, &seat, &item.0, Err(error), &form.0).await,
            };
        }
        Ok(Act::Announce) => match days::read(&form.0, "tanggal") {
            Day::Day(day) => service::announce(&app, permit, &item.0, day).await,
            Day::Nothing | Day::Wrong => Err(Invalid::one("tanggal", "proposal-fault-date").into()),
        },
        Ok(Act::Agree(minutes)) => service::agree(&app, permit, &item.0, minutes, bound).await,
        Ok(Act::Remove(photo)) => service::remove_photo(&app, permit, &item.0, &photo).await,
        Ok(Act::Confirm) => {
            let seen = form.0.get("isi").unwrap_or_default();
            let done = service::confirm(&app, permit, &item.0, seen, bound).await;
            match done {
                // The file goes on to its reviewers, and the page of the visit may be gone for whoever pressed.
                Ok(_) => return Ok(see_other(&format!("{}?ok=1", file(&seat, &item.0))).finish()),
                Err(error) => Err(error),
            }
        }
    };
    back(&app, ui, &seat, &item.0, done, &form.0).await
}

async fn add(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, upload: Upload) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let shows = upload.params.get("isi").unwrap_or_default();
    let done = service::add_photo(&app, permit, &item.0, shows, (&upload.name, upload.file)).await;
    back(&app, ui, &seat, &item.0, done, &upload.params).await
}

async fn give(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let photo = ids::read_document_code(request.match_info().query("paper")).ok_or(Error::NotFound)?;
    Ok(attachment(&service::give(&app, &permit, &item.0, &photo).await?))
}

async fn back(app: &App, ui: Ui, seat: &Seat, code: &str, done: Result<(), Error>, typed: &Params) -> Answer {
    match done {
        Ok(()) => Ok(see_other(&format!("{}/kunjungan?ok=1", file(seat, code))).finish()),
        Err(error) => {
            let view = FormView::typed(typed).faulty(&ui, &refusal(error)?);
            draw(app, ui, seat, code, (StatusCode::UNPROCESSABLE_ENTITY, view, Vec::new())).await
        }
    }
}

fn read(form: &Params, desk: &Desk) -> Result<Act, Invalid> {
    match form.get("tombol") {
        Some("kabari") => Ok(Act::Announce),
        Some("lihat") => Ok(Act::Look(minutes(form, desk)?)),
        Some("usulkan") => Ok(Act::Agree(minutes(form, desk)?)),
        Some("sahkan") => Ok(Act::Confirm),
        Some("hapus") => Ok(Act::Remove(form.get("foto_ini").unwrap_or_default().to_owned())),
        _ => Err(Invalid::one("tindakan", "error-choice")),
    }
}

fn minutes(form: &Params, desk: &Desk) -> Result<Minutes, Invalid> {
    let text = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
    let met: Vec<Duty> = MET.into_iter().filter(|duty| form.get(&tick(*duty)) == Some("1")).collect();
    if met.is_empty() {
        return Err(Invalid::one("ditemui", "error-choice"));
    }
    let day = match days::read(form, "hari") {
        Day::Day(day) => day.to_string(),
        Day::Nothing | Day::Wrong => return Err(Invalid::one("hari", "proposal-fault-date")),
    };
    Ok(Minutes {
        number: text("nomor"),
        day,
        met: met.into_iter().map(|duty| duty.as_str().to_owned()).collect(),
        place: text("tempat"),
        tools: text("alat"),
        work: text("pekerjaan"),
        conclusion: text("simpulan"),
        photos: desk.visit.listed(),
    })
}

/// The field that says that somebody was met.
fn tick(duty: Duty) -> String {
    format!("temu_{}", duty.as_str())
}

/// What comes of the minutes, in sentences.
async fn consequences(app: &App, ui: &Ui, seat: &Seat, desk: &Desk, minutes: &Minutes) -> Result<Vec<String>, Error> {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let plan = service::plan(app, &permit, &desk.file.dossier.code, minutes).await?;
    Ok(foreseen(ui, &desk.file, &plan))
}

async fn draw(
    app: &App,
    ui: Ui,
    seat: &Seat,
    code: &str,
    (status, form, effects): (StatusCode, FormView, Vec<String>),
) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let desk = service::find(app, &permit, code).await?;
    let dossier = &desk.file.dossier;
    let here = format!("{}/kunjungan", file(seat, &dossier.code));
    let waiting = desk.waiting.as_ref();
    // Whoever confirms reads before pressing what it does.
    let effects = match waiting.filter(|_| desk.may_confirm) {
        Some((minutes, _)) => match consequences(app, &ui, seat, &desk, minutes).await {
            Err(Error::Invalid(_)) => Vec::new(),
            effects => effects?,
        },
        None => effects,
    };
    let row = |photo: &super::model::Photo| Row {
        url: format!("{here}/{}", ids::shown_document_code(&photo.code)),
        code: photo.code.clone(),
        shows: photo.shows.clone(),
    };
    let body = VisitPage {
        head: Head::unlisted(ui.t("visit-title"), ui.t("visit-title")).to_mend(&ui, form.faults().len()),
        back: file(seat, &dossier.code),
        code: ids::shown_document_code(&dossier.code),
        announced: desk.visit.announced.map(|day| ui.date(&day)).unwrap_or_default(),
        writes: desk.writes,
        photos: desk.visit.photos.iter().map(row).collect(),
        met: MET.map(|duty| (tick(duty), ui.t(duty.key()), form.on(&tick(duty)))).into(),
        given: waiting.map(|(minutes, _)| said(&ui, minutes)).unwrap_or_default(),
        mark: waiting.filter(|_| desk.may_confirm).map(|(_, mark)| mark.clone()).unwrap_or_default(),
        effects,
        here,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Minutes in lines.
fn said(ui: &Ui, minutes: &Minutes) -> Vec<(String, String)> {
    let day = minutes.date().map(|day| ui.date(&day)).unwrap_or_default();
    let met = minutes.met.iter().filter_map(|word| Duty::parse(word)).map(|duty| ui.t(duty.key()));
    let met = met.collect::<Vec<_>>().join(", ");
    let mut said = vec![
        (ui.t("milestone-number"), minutes.number.clone()),
        (ui.t("visit-day"), day),
        (ui.t("visit-met"), met),
        (ui.t("visit-place"), minutes.place.clone()),
        (ui.t("visit-tools"), minutes.tools.clone()),
        (ui.t("visit-work"), minutes.work.clone()),
        (ui.t("visit-conclusion"), minutes.conclusion.clone()),
    ];
    said.extend(minutes.photos.iter().map(|(shows, _)| (ui.t("visit-photo"), shows.clone())));
    said
}

/// The file the visit belongs to.
fn file(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}", seat.base, ids::shown_document_code(code))
}
