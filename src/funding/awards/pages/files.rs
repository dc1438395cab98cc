//! Files and letters of an award, to both sides.
use actix_web::{HttpRequest, http::StatusCode, web as http};

use super::{Eyes, address, award, group, office};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        awards::{accounts::service as accounts, desk::service as desk, model::FileKind, policy::MayMoveAwards},
        papers::pages::attachment,
        proposals::pages::refusal,
    },
    platform::ids,
    web::{
        FormView, Ui,
        errors::Answer,
        paper,
        params::DocumentCode,
        session::{Seat, see_other},
        upload::Upload,
    },
};

pub async fn add_of_group(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, upload: Upload) -> Answer {
    let eyes = group(&app, &seat).await?;
    add(&app, ui, &seat, &eyes, &item.0, upload).await
}

pub async fn add_of_office(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, upload: Upload) -> Answer {
    seat.may::<MayMoveAwards>(&app).await?;
    let eyes = office(&app, &seat).await?;
    add(&app, ui, &seat, &eyes, &item.0, upload).await
}

async fn add(app: &App, ui: Ui, seat: &Seat, eyes: &Eyes, code: &str, upload: Upload) -> Answer {
    let added = match upload.params.get("jenis").and_then(FileKind::parse) {
        Some(kind) => accounts::add_file(app, eyes.side(), code, kind, (&upload.name, upload.file)).await,
        None => Err(Invalid::one("jenis", "error-choice").into()),
    };
    match added {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", address(seat, code))).finish()),
        Err(error) => {
            let form = FormView::typed(&upload.params).faulty(&ui, &refusal(error)?);
            award::draw(app, ui, seat, eyes, code, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

pub async fn give_to_group(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let eyes = group(&app, &seat).await?;
    give(&app, &eyes, &item.0, &request).await
}

pub async fn give_to_office(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let eyes = office(&app, &seat).await?;
    give(&app, &eyes, &item.0, &request).await
}

async fn give(app: &App, eyes: &Eyes, code: &str, request: &HttpRequest) -> Answer {
    let file = ids::read_document_code(request.match_info().query("paper")).ok_or(Error::NotFound)?;
    Ok(attachment(&accounts::give(app, eyes.side(), code, &file).await?))
}

pub async fn print_for_group(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let eyes = group(&app, &seat).await?;
    print(&app, &eyes, &item.0, &request).await
}

pub async fn print_for_office(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let eyes = office(&app, &seat).await?;
    print(&app, &eyes, &item.0, &request).await
}

async fn print(app: &App, eyes: &Eyes, code: &str, request: &HttpRequest) -> Answer {
    let letter = ids::read_document_code(request.match_info().query("letter")).ok_or(Error::NotFound)?;
    let (file, name) = desk::print(app, eyes.side(), code, &letter).await?;
    Ok(paper::file(file, &name))
}

pub async fn print_report_for_group(
    app: http::Data<App>,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
) -> Answer {
    let eyes = group(&app, &seat).await?;
    print_report(&app, &eyes, &item.0, &request).await
}

pub async fn print_report_for_office(
    app: http::Data<App>,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
) -> Answer {
    let eyes = office(&app, &seat).await?;
    print_report(&app, &eyes, &item.0, &request).await
}

async fn print_report(app: &App, eyes: &Eyes, code: &str, request: &HttpRequest) -> Answer {
    let report = ids::read_document_code(request.match_info().query("report")).ok_or(Error::NotFound)?;
    let (file, name) = desk::print_report(app, eyes.side(), code, &report).await?;
    Ok(paper::file(file, &name))
}
