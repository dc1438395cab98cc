//! Numbers and days of offices elsewhere, on a page of the file: what is there, and one more at a time.
use actix_web::{HttpRequest, http::StatusCode, web as http};
use askama::Template;

use super::{
    desk::service::{self, Desk, NUMBER, Typed},
    model::{Asked, Recorded, has_amount, paper},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        machine::Milestone,
        pages::preview::sentences,
        papers::pages::attachment,
        preview::{Around, preview},
        proposals::{pages::refusal, policy::MayCheckProposals},
    },
    platform::{ids, money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        days::{self, Typed as Day},
        errors::Answer,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
        upload::Upload,
    },
};

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/proposal/{item}/catatan", check, show);
    routes.post("/instansi/{code}/proposal/{item}/catatan/berkas", check, record);
    routes.get("/instansi/{code}/proposal/{item}/catatan/{paper}", check, give);
}

/// A milestone as it is drawn.
struct Row {
    name: String,
    said: String,
    /// Address of its paper; empty where there is none that whoever looks may read.
    url: String,
}

#[derive(Template)]
#[template(path = "pages/checks/milestones.html")]
struct MilestonesPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    code: String,
    rows: Vec<Row>,
    /// What can be recorded now: its word and name.
    offered: Vec<(String, String)>,
    /// The one that is recorded; empty as long as none was chosen.
    chosen: String,
    chosen_name: String,
    asks_file: bool,
    asks_amount: bool,
    effects: Vec<String>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let chosen = query.0.get("jenis").and_then(Milestone::parse);
    draw(&app, ui, &seat, &item.0, (chosen, StatusCode::OK, FormView::default().done(notice))).await
}

async fn record(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, upload: Upload) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let chosen = upload.params.get("jenis").and_then(Milestone::parse);
    let done = match read(chosen, &upload.params) {
        Ok(typed) => service::record(&app, permit, &item.0, typed, (&upload.name, upload.file)).await,
        Err(faults) => Err(faults.into()),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish()),
        Err(error) => {
            let view = FormView::typed(&upload.params).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, (chosen, StatusCode::UNPROCESSABLE_ENTITY, view)).await
        }
    }
}

async fn give(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let paper = ids::read_document_code(request.match_info().query("paper")).ok_or(Error::NotFound)?;
    Ok(attachment(&service::give(&app, permit, &item.0, &paper).await?))
}

/// What was typed, and everything that is wrong with it.
fn read(chosen: Option<Milestone>, form: &Params) -> Result<(Milestone, Typed), Invalid> {
    let milestone = chosen.ok_or_else(|| Invalid::one("tindakan", "error-choice"))?;
    let mut faults = Invalid::default();
    let number = form.get(NUMBER).unwrap_or_default().to_owned();
    let day = match days::read(form, "tanggal") {
        Day::Day(day) => Some(day),
        Day::Nothing | Day::Wrong => None,
    };
    if day.is_none() {
        faults.0.push(("tanggal", "proposal-fault-date"));
    }
    let typed = form.get("jumlah").filter(|text| !text.is_empty() && has_amount(milestone));
    let amount = typed.and_then(Rupiah::parse);
    if typed.is_some() && amount.is_none() {
        faults.0.push(("jumlah", "error-amount"));
    }
    match day {
        Some(day) if faults.0.is_empty() => Ok((milestone, Typed { number, day, amount })),
        _ => Err(faults),
    }
}

async fn draw(
    app: &App,
    ui: Ui,
    seat: &Seat,
    code: &str,
    (chosen, status, form): (Option<Milestone>, StatusCode, FormView),
) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let desk = service::find(app, &permit, code).await?;
    let dossier = &desk.file.dossier;
    let here = address(seat, &dossier.code);
    let chosen = chosen.filter(|chosen| desk.offered.contains(chosen));
    let effects = match chosen {
        Some(chosen) => {
            let plan = service::plan(app, &permit, dossier, chosen).await?;
            sentences(&ui, &preview(&plan, &Around::default()), dossier.call.terms.zone)
        }
        None => Vec::new(),
    };
    let body = MilestonesPage {
        head: Head::unlisted(ui.t("milestones-title"), ui.t("milestones-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/proposal/{}", seat.base, ids::shown_document_code(&dossier.code)),
        code: ids::shown_document_code(&dossier.code),
        rows: dossier.milestones.recorded.iter().map(|one| row(&ui, &here, &desk, one)).collect(),
        offered: desk.offered.iter().map(|one| (one.as_str().to_owned(), ui.t(one.key()))).collect(),
        chosen: chosen.map(|chosen| chosen.as_str().to_owned()).unwrap_or_default(),
        chosen_name: chosen.map(|chosen| ui.t(chosen.key())).unwrap_or_default(),
        asks_file: chosen.is_some_and(|chosen| paper(chosen) != Asked::Nothing),
        asks_amount: chosen.is_some_and(has_amount),
        effects,
        here,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, here: &str, desk: &Desk, one: &Recorded) -> Row {
    let file = one.file.as_ref().filter(|_| desk.file.reads);
    let amount = one.amount.map(|amount| ui.rupiah(&amount));
    Row {
        name: ui.t(one.milestone.key()),
        said: [said(ui, one)].into_iter().chain(amount).collect::<Vec<_>>().join(", "),
        url: file.map(|file| format!("{here}/{}", ids::shown_document_code(&file.code))).unwrap_or_default(),
    }
}

/// "Nomor 12/2026, 22 November 2026".
pub fn said(ui: &Ui, one: &Recorded) -> String {
    ui.with("milestone-said", &[("number", &one.number), ("day", &ui.date(&one.day))])
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}/catatan", seat.base, ids::shown_document_code(code))
}
