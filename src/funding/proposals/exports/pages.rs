//! Files of proposals. They are asked for by a form, because the trail says who took which.
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    web as http,
};

use super::{service, tables};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::proposals::{
        checks::pages::inbox::wanted,
        policy::{MayCheckProposals, MayWriteProposals},
    },
    platform::{
        ids::shown_document_code,
        params::Params,
        sheets::write::{self, Table},
    },
    web::{
        Cache, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        params::{DocumentCode, QueryParams},
        session::Seat,
    },
};

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.post("/instansi/{code}/proposal/unduh", check, list);
    routes.post("/instansi/{code}/proposal/{item}/unduh", check, of_office);
    routes.post("/saya/usaha/{code}/proposal/{item}/unduh", Who::may::<MayWriteProposals>(), of_group);
}

/// As what a file is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::funding::proposals) enum Format {
    Csv,
    Xlsx,
}

async fn list(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let format = format(&form.0)?;
    let rows = service::list(&app, &permit, &wanted(&query.0)).await?;
    file(&app, vec![tables::list(&ui, &rows)], format, "proposal").await
}

async fn of_office(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let dossier = service::of_office(&app, &permit, &item.0).await?;
    let name = format!("proposal-{}", shown_document_code(&dossier.code));
    file(&app, tables::proposal(&ui, &dossier), Format::Xlsx, &name).await
}

async fn of_group(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let dossier = service::of_group(&app, &permit, &item.0).await?;
    let name = format!("proposal-{}", shown_document_code(&dossier.code));
    file(&app, tables::proposal(&ui, &dossier), Format::Xlsx, &name).await
}

fn format(form: &Params) -> Result<Format, Error> {
    match form.get("jenis") {
        Some("csv") => Ok(Format::Csv),
        Some("xlsx") => Ok(Format::Xlsx),
        _ => Err(Invalid::one("jenis", "error-choice").into()),
    }
}

/// Writes away from the threads that answer: a long table takes a while.
pub(in crate::funding::proposals) async fn file(app: &App, tables: Vec<Table>, format: Format, name: &str) -> Answer {
    let now = app.clock.now();
    let write = move || match (format, tables.first()) {
        (Format::Csv, Some(table)) => write::csv(table),
        _ => write::book(&tables, now),
    };
    let bytes = tokio::task::spawn_blocking(write).await.map_err(anyhow::Error::from).map_err(Error::from)?;
    let bytes = bytes.map_err(Error::from)?;
    let (kind, ending) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "csv"),
        Format::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, kind));
    answer.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{ending}\"")));
    answer.insert_header((CACHE_CONTROL, Cache::Nobody.header()));
    Ok(answer.body(bytes))
}
