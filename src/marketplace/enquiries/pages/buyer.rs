//! The side of the one who asks.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    papers,
    shown::{Row, done_words, enquiry_page, read_act},
};
use crate::{
    app::App,
    error::Error,
    identity::{
        Actor,
        access::{self, Permit},
    },
    marketplace::enquiries::{acts, policy::MayUseOwnEnquiry, views, workflow::Side},
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::{FormParams, mend_version, version},
        page,
        params::{DocumentCode, QueryParams},
        session::{Signed, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/enquiries/mine.html")]
struct MinePage {
    ui: Ui,
    head: Head,
    rows: Vec<Row>,
    notice: String,
}

pub async fn list(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let rows = views::service::mine(&app, &actor).await?;
    let body = MinePage {
        head: Head::unlisted(ui.t("enquiries-mine-title"), ui.t("enquiries-mine-lede")),
        notice: done_words(&ui, query.0.get("ok")),
        rows: rows.into_iter().map(|row| Row::new(&ui, "/permintaan", row)).collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

async fn may(app: &App, actor: &Actor, code: &str) -> Result<Permit<MayUseOwnEnquiry>, Error> {
    let facts = views::service::access_facts(&app.db, code).await?;
    access::permit(app, actor, facts).await
}

fn base(code: &str) -> String {
    format!("/permintaan/{code}")
}

pub async fn show(
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    item: DocumentCode,
    query: QueryParams,
) -> Answer {
    let view = views::service::as_buyer(&app, &may(&app, &actor, &item.0).await?).await?;
    let form = FormView::default().done(done_words(&ui, query.0.get("ok")));
    enquiry_page(ui, StatusCode::OK, view, Side::Buyer, base(&item.0), form)
}

pub async fn act(app: http::Data<App>, ui: Ui, Signed(actor): Signed, item: DocumentCode, form: FormParams) -> Answer {
    let permit = may(&app, &actor, &item.0).await?;
    let view = views::service::as_buyer(&app, &permit).await?;
    let typed = form.0;
    let (status, form) = match read_act(&typed, Side::Buyer, view.lines.len()) {
        Ok(act) => {
            let done = acts::service::by_buyer(&app, permit, version(&typed), act).await;
            match mend_version(done, &ui, &typed, view.version, "pesan")? {
                Ok(()) => return Ok(done_at(&base(&item.0), typed.get("tindakan"))),
                Err(mended) => mended,
            }
        }
        Err(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faulty(&ui, FormView::typed(&typed), faults)),
    };
    let view = views::service::as_buyer(&app, &may(&app, &actor, &item.0).await?).await?;
    enquiry_page(ui, status, view, Side::Buyer, base(&item.0), form)
}

/// Back to the page one came from, which says what was done.
pub(super) fn done_at(base: &str, act: Option<&str>) -> actix_web::HttpResponse {
    see_other(&format!("{base}?ok={}", act.unwrap_or_default())).finish()
}

pub(super) fn faulty(ui: &Ui, form: FormView, faults: Vec<(String, &'static str)>) -> FormView {
    faults.into_iter().fold(form, |form, (field, key)| form.fault(ui, &field, ui.t(key)))
}

pub async fn print(
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    item: DocumentCode,
    query: QueryParams,
) -> Answer {
    let view = views::service::as_buyer(&app, &may(&app, &actor, &item.0).await?).await?;
    papers::print(ui, &view, base(&item.0), query.0.get("surat"))
}

pub async fn paper(
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    item: DocumentCode,
    query: QueryParams,
) -> Answer {
    let view = views::service::as_buyer(&app, &may(&app, &actor, &item.0).await?).await?;
    match papers::paper(&ui, &view, query.0.get("surat")) {
        Some(paper) => paper.answer(&app).await,
        None => Ok(see_other(&base(&item.0)).finish()),
    }
}

pub async fn calendar(
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    item: DocumentCode,
) -> Result<actix_web::HttpResponse, Failure> {
    let view = views::service::as_buyer(&app, &may(&app, &actor, &item.0).await?).await?;
    Ok(papers::calendar(&ui, &view, &base(&item.0)))
}
