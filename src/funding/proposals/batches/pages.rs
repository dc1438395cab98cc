//! The page of the covering list, and its files. They are asked for by a form, because the trail says who took which.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    service::{self, Allowed, Batch},
    tables,
};
use crate::{
    app::App,
    error::Invalid,
    funding::{
        letters::parts::OfficialNumber,
        proposals::{
            exports::pages::{Format, file},
            pages::refusal,
            policy::MayCheckProposals,
        },
    },
    platform::{ids::shown_document_code, money::Rupiah},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page, paper,
        params::{Item, QueryParams},
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/pembukaan/{item}/pengantar", check, show);
    routes.post("/instansi/{code}/pembukaan/{item}/pengantar", check, act);
}

struct Row {
    url: String,
    code: String,
    sipd: String,
    asked: String,
    recommended: String,
}

#[derive(Template)]
#[template(path = "pages/batches/batch.html")]
struct BatchPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    call: String,
    mark: String,
    rows: Vec<Row>,
    asked: String,
    recommended: String,
    /// What is said of the word of the first officer; empty where there is none.
    allowed: String,
    may_take: bool,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("batch-allowed")).unwrap_or_default();
    draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::default().done(notice))).await
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let done = match form.0.get("tombol") {
        Some("pdf") => match OfficialNumber::parse(form.0.get("nomor").unwrap_or_default()) {
            Some(number) => {
                service::print(&app, &permit, &item.0, number).await.map(|pdf| paper::file(pdf, "daftar-pengantar"))
            }
            None => Err(Invalid::one("nomor", "batch-fault-number").into()),
        },
        Some("xlsx") => {
            let batch = service::taken(&app, &permit, &item.0).await?;
            return file(&app, vec![tables::covering(&ui, &batch.rows)], Format::Xlsx, "daftar-pengantar").await;
        }
        Some("lembar") => match service::take(&app, permit, &item.0).await {
            Ok((known, rows)) => {
                let table = tables::sheet(&ui, &known.row.name, &rows);
                return file(&app, vec![table], Format::Xlsx, "lembar-isian").await;
            }
            Err(error) => Err(error),
        },
        Some("izinkan") => {
            let seen = form.0.get("isi").unwrap_or_default();
            let allowed = service::allow(&app, permit, &item.0, seen).await;
            allowed.map(|()| see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish())
        }
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view)).await
        }
    }
}

async fn draw(app: &App, ui: Ui, seat: &Seat, code: &str, (status, form): (StatusCode, FormView)) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let Batch { known, rows, mark, allowed } = service::find(app, &permit, code).await?;
    let sum = |of: fn(&service::Row) -> Rupiah| Rupiah(rows.iter().map(|row| of(row).0).sum());
    let row = |row: &service::Row| Row {
        url: format!("{}/proposal/{}", seat.base, shown_document_code(&row.code)),
        code: shown_document_code(&row.code),
        sipd: row.sipd.clone(),
        asked: ui.rupiah(&row.asked),
        recommended: ui.rupiah(&row.recommended),
    };
    let zone = known.terms.zone;
    let body = BatchPage {
        head: Head::unlisted(ui.t("batch-title"), ui.t("batch-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/pembukaan/{code}", seat.base),
        here: address(seat, code),
        call: known.row.name.clone(),
        mark,
        asked: ui.rupiah(&sum(|row| row.asked)),
        recommended: ui.rupiah(&sum(|row| row.recommended)),
        rows: rows.iter().map(row).collect(),
        allowed: match allowed {
            Allowed::No => String::new(),
            Allowed::ByOneself(at) => ui.ts("batch-by-oneself", "when", &ui.moment(&at, zone)),
            Allowed::ByAnother(at) => ui.ts("batch-by-another", "when", &ui.moment(&at, zone)),
        },
        may_take: matches!(allowed, Allowed::ByAnother(_)),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/pembukaan/{code}/pengantar", seat.base)
}
