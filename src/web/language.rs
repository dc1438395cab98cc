//! The language switch: a cookie, and back to the page one came from.
use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header::LOCATION,
    web,
};

use super::{errors::Failure, links::own_path, params::QueryParams, ui::LANGUAGE_COOKIE};
use crate::{app::App, error::Error, platform::i18n::Lang};

pub async fn switch(
    language: web::Path<String>,
    query: QueryParams,
    app: web::Data<App>,
) -> Result<HttpResponse, Failure> {
    let lang = Lang::parse(&language).ok_or(Error::NotFound)?;
    let back = query.0.get("ke").and_then(own_path).unwrap_or("/");
    let cookie = Cookie::build(LANGUAGE_COOKIE, lang.as_str())
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(app.settings.base_url.starts_with("https:"))
        .max_age(Duration::days(365))
        .finish();
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, back.to_owned())).cookie(cookie).finish())
}
