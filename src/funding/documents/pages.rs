//! Letters as files, and the page that says whether a letter is one of ours.
use actix_web::HttpRequest;
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::service;
use crate::{
    app::App,
    error::Error,
    funding::proposals::{drafts, policy::MayWriteProposals},
    platform::ids,
    regions::Zone,
    web::{
        Cache, Head, Routes, Ui, Who,
        errors::Answer,
        page, paper,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/periksa", Who::Everyone, ask);
    routes.get("/periksa/{item}", Who::Everyone, verify);
    routes.get("/saya/usaha/{code}/proposal/{item}/surat/{letter}", Who::may::<MayWriteProposals>(), print);
}

#[derive(Template)]
#[template(path = "pages/funding/verify.html")]
struct VerifyPage {
    ui: Ui,
    head: Head,
    typed: String,
    /// That no letter has the code; empty when nothing was asked.
    fault: String,
    found: Option<Found>,
}

/// A letter as anybody may know it.
struct Found {
    code: String,
    number: String,
    agency: String,
    day: String,
    revoked: bool,
    mark: String,
}

/// A box for the code. What was typed leads to the page of its letter, or is told to be none.
async fn ask(ui: Ui, query: QueryParams) -> Answer {
    let typed = query.0.get("kode").unwrap_or_default().to_owned();
    if let Some(code) = ids::read_document_code(&typed) {
        return Ok(see_other(&format!("/periksa/{}", ids::shown_document_code(&code))).finish());
    }
    let unknown = !typed.is_empty();
    let status = if unknown { StatusCode::NOT_FOUND } else { StatusCode::OK };
    draw(ui, status, typed, unknown, None)
}

/// A code that is none and one that no letter has answer alike.
async fn verify(app: http::Data<App>, ui: Ui, request: HttpRequest) -> Answer {
    let typed = request.match_info().query("item").to_owned();
    let found = match ids::read_document_code(&typed) {
        Some(code) => service::verify(&app, &code).await,
        None => Err(Error::NotFound),
    };
    match found {
        Ok(letter) => {
            let found = Found {
                code: ids::shown_document_code(&letter.code),
                number: letter.number,
                agency: letter.agency,
                day: ui.moment(&letter.at, Zone::Wib),
                revoked: letter.revoked,
                mark: letter.mark,
            };
            draw(ui, StatusCode::OK, typed, false, Some(found))
        }
        Err(Error::NotFound) => draw(ui, StatusCode::NOT_FOUND, String::new(), true, None),
        Err(other) => Err(other.into()),
    }
}

fn draw(ui: Ui, status: StatusCode, typed: String, unknown: bool, found: Option<Found>) -> Answer {
    let head = Head::unlisted(ui.t("verify-title"), ui.t("verify-lede"));
    let fault = if unknown { ui.t("verify-unknown") } else { String::new() };
    page(status, Cache::Nobody, false, &VerifyPage { ui, head, typed, fault, found })
}

async fn print(app: http::Data<App>, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let code = ids::read_document_code(request.match_info().query("letter")).ok_or(Error::NotFound)?;
    let proposal = drafts::service::id(&app, &permit, &item.0).await?;
    let (file, name) = service::print_for_group(&app, proposal, &code).await?;
    Ok(paper::file(file, &name))
}
