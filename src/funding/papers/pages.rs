//! The papers of a proposal: which are asked for, which are there, one more at a time.
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web as http,
};
use askama::Template;

use super::{
    PaperKind,
    service::{self, Given},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::proposals::{
        acts::{Dossier, dossier::Paper},
        drafts::service as drafts,
        mending::model::Place,
        pages::{address, refusal},
        policy::MayWriteProposals,
    },
    platform::ids,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
        upload::Upload,
    },
};

pub fn routes(routes: &mut Routes) {
    let write = Who::may::<MayWriteProposals>();
    routes.get("/saya/usaha/{code}/proposal/{item}/berkas", write, show);
    routes.post("/saya/usaha/{code}/proposal/{item}/berkas", write, add);
    routes.post("/saya/usaha/{code}/proposal/{item}/berkas/ubah", write, change);
    routes.get("/saya/usaha/{code}/proposal/{item}/berkas/{paper}", write, give);
}

/// A paper as it is drawn.
struct Row {
    url: String,
    code: String,
    kind: String,
    name: String,
    size: String,
    sealed: bool,
    warned: bool,
    /// Whether it can be taken away or exchanged now.
    editable: bool,
}

#[derive(Template)]
#[template(path = "pages/proposals/papers.html")]
struct PapersPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    rows: Vec<Row>,
    /// Papers that are asked for and not there.
    missing: Vec<String>,
    kinds: Vec<(String, String, bool)>,
    /// Whether any can be added now.
    editable: bool,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let chosen = query.0.get("jenis").unwrap_or_default().to_owned();
    let form = FormView::with([("jenis", chosen)]).done(notice);
    draw(&app, ui, &seat, &item.0, StatusCode::OK, form).await
}

async fn draw(app: &App, ui: Ui, seat: &Seat, code: &str, status: StatusCode, form: FormView) -> Answer {
    let permit = seat.may::<MayWriteProposals>(app).await?;
    let dossier = drafts::find(app, &permit, code).await?.dossier;
    let action = format!("{}/berkas", address(seat, code));
    let missing = dossier.missing_papers();
    let kinds = kinds(&ui, &dossier, &missing, form.v("jenis"));
    let body = PapersPage {
        head: Head::unlisted(ui.t("attached-title"), ui.t("attached-title")).to_mend(&ui, form.faults().len()),
        back: address(seat, code),
        rows: dossier.papers.iter().map(|paper| row(&ui, &action, &dossier, paper)).collect(),
        missing: missing.iter().map(|kind| ui.t(kind.key())).collect(),
        editable: !kinds.is_empty(),
        kinds,
        action,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, action: &str, dossier: &Dossier, paper: &Paper) -> Row {
    let kilobytes = i64::from(paper.size.unsigned_abs().div_ceil(1 << 10));
    Row {
        url: format!("{action}/{}", ids::shown_document_code(&paper.code)),
        code: paper.code.clone(),
        kind: ui.t(paper.kind.key()),
        name: paper.name.clone(),
        size: ui.ts("attached-size", "kilobytes", &ui.number(kilobytes)),
        sealed: paper.kind.is_sealed(),
        warned: paper.unseen_warning,
        editable: dossier.may_write(Place::Papers(paper.kind)),
    }
}

/// The kinds to choose from now: what is missing first, and chosen when nothing else was.
fn kinds(ui: &Ui, dossier: &Dossier, missing: &[PaperKind], typed: &str) -> Vec<(String, String, bool)> {
    let asked = |kind: &&PaperKind| dossier.call.parameters.papers.contains(kind) && !missing.contains(kind);
    let others = PaperKind::ALL.iter().filter(|kind| !dossier.call.parameters.papers.contains(kind));
    let order = missing.iter().chain(PaperKind::ALL.iter().filter(asked)).chain(others);
    let option = |kind: &PaperKind| (kind.as_str().to_owned(), ui.t(kind.key()), typed == kind.as_str());
    order.filter(|kind| dossier.may_write(Place::Papers(**kind))).map(option).collect()
}

async fn add(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, upload: Upload) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let Some(kind) = upload.params.get("jenis").and_then(PaperKind::parse) else {
        let view = FormView::typed(&upload.params).faulty(&ui, &Invalid::one("jenis", "error-choice"));
        return draw(&app, ui, &seat, &item.0, StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    match service::add(&app, permit, &item.0, kind, (&upload.name, upload.file)).await {
        Ok(()) => Ok(see_other(&format!("{}/berkas?ok=1", address(&seat, &item.0))).finish()),
        Err(error) => {
            let view = FormView::typed(&upload.params).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}

async fn change(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let paper = form.0.get("berkas_ini").unwrap_or_default();
    let done = match form.0.get("tombol") {
        Some("hapus") => service::remove(&app, permit, &item.0, paper).await,
        Some("akui") => service::acknowledge(&app, permit, &item.0, paper).await,
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{}/berkas?ok=1", address(&seat, &item.0))).finish()),
        Err(error) => {
            let view = FormView::default().faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}

async fn give(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let code = ids::read_document_code(request.match_info().query("paper")).ok_or(Error::NotFound)?;
    Ok(attachment(&service::give(&app, &permit, &item.0, &code).await?))
}

/// A paper as a file to keep: no browser opens it as a page.
pub(in crate::funding) fn attachment(given: &Given) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(given.media.content_type())
        .insert_header((header::CACHE_CONTROL, Cache::Nobody.header()))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", plain(&given.name))))
        .body(given.bytes.to_vec())
}

/// A name no header can be broken with.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '-' }).collect()
}
