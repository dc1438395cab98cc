//! The language switch: a cookie, and back to the page one came from.
use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header::LOCATION,
    web,
};

use super::{errors::Failure, links::own_path, params::QueryParams};
use crate::{app::App, error::Error, platform::i18n::Lang};

/// The cookie that remembers the language; set only when a visitor chooses one.
const COOKIE: &str = "bahasa";

/// The language that was chosen in this browser, if one was.
pub fn chosen(request: &HttpRequest) -> Option<Lang> {
    request.cookie(COOKIE).and_then(|cookie| Lang::parse(cookie.value()))
}

pub async fn switch(
    language: web::Path<String>,
    query: QueryParams,
    app: web::Data<App>,
) -> Result<HttpResponse, Failure> {
    let lang = Lang::parse(&language).ok_or(Error::NotFound)?;
    let back = query.0.get("ke").and_then(own_path).unwrap_or("/");
    let cookie = Cookie::build(COOKIE, lang.as_str())
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(app.settings.base_url.starts_with("https:"))
        .max_age(Duration::days(365))
        .finish();
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, back.to_owned())).cookie(cookie).finish())
}
