//! The side of the enterprise.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    buyer::{done_at, faulty},
    papers,
    shown::{Row, done_words, enquiry_page, read_act},
};
use crate::{
    app::App,
    marketplace::enquiries::{acts, policy::MayAnswerEnquiries, views, workflow::Side},
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::{FormParams, mend_version, version},
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/enquiries/incoming.html")]
struct IncomingPage {
    ui: Ui,
    head: Head,
    home: String,
    rows: Vec<Row>,
}

pub async fn list(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let rows = views::service::incoming(&app, seat.may::<MayAnswerEnquiries>(&app).await?).await?;
    let base = format!("{}/permintaan", seat.base);
    let body = IncomingPage {
        head: Head::unlisted(ui.t("enquiries-title"), ui.t("enquiries-lede")),
        home: seat.base,
        rows: rows.into_iter().map(|row| Row::new(&ui, &base, row)).collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

pub(super) fn base(seat: &Seat, code: &str) -> String {
    format!("{}/permintaan/{code}", seat.base)
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayAnswerEnquiries>(&app).await?;
    let view = views::service::as_maker(&app, &permit, &item.0).await?;
    let form = FormView::default().done(done_words(&ui, query.0.get("ok")));
    enquiry_page(ui, StatusCode::OK, view, Side::Maker, base(&seat, &item.0), form)
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayAnswerEnquiries>(&app).await?;
    let view = views::service::as_maker(&app, &permit, &item.0).await?;
    let typed = form.0;
    let (status, form) = match read_act(&typed, Side::Maker, view.lines.len()) {
        Ok(act) => {
            let done = acts::service::by_maker(&app, permit, &item.0, version(&typed), act).await;
            match mend_version(done, &ui, &typed, view.version, "pesan")? {
                Ok(()) => return Ok(done_at(&base(&seat, &item.0), typed.get("tindakan"))),
                Err(mended) => mended,
            }
        }
        Err(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faulty(&ui, FormView::typed(&typed), faults)),
    };
    let permit = seat.may::<MayAnswerEnquiries>(&app).await?;
    let view = views::service::as_maker(&app, &permit, &item.0).await?;
    enquiry_page(ui, status, view, Side::Maker, base(&seat, &item.0), form)
}

pub async fn print(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayAnswerEnquiries>(&app).await?;
    let view = views::service::as_maker(&app, &permit, &item.0).await?;
    papers::print(ui, &view, base(&seat, &item.0), query.0.get("surat"))
}

pub async fn paper(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayAnswerEnquiries>(&app).await?;
    let view = views::service::as_maker(&app, &permit, &item.0).await?;
    match papers::paper(&ui, &view, query.0.get("surat")) {
        Some(paper) => paper.answer(&app).await,
        None => Ok(see_other(&base(&seat, &item.0)).finish()),
    }
}

pub async fn calendar(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
) -> Result<actix_web::HttpResponse, Failure> {
    let permit = seat.may::<MayAnswerEnquiries>(&app).await?;
    let view = views::service::as_maker(&app, &permit, &item.0).await?;
    Ok(papers::calendar(&ui, &view, &base(&seat, &item.0)))
}
