//! The language switch: a cookie, and back to the page one came from.
use actix_web::{
    HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header::LOCATION,
    web,
};

use super::{errors::Failure, params::QueryParams, ui::LANGUAGE_COOKIE};
use crate::{app::App, error::Error, platform::i18n::Lang};

pub async fn switch(
    language: web::Path<String>,
    query: QueryParams,
    app: web::Data<App>,
) -> Result<HttpResponse, Failure> {
    let lang = Lang::parse(&language).ok_or(Error::NotFound)?;
    let back = query.0.get("ke").filter(|path| is_own_path(path)).unwrap_or("/");
    let cookie = Cookie::build(LANGUAGE_COOKIE, lang.as_str())
        .path("/")
        .same_site(SameSite::Lax)
        .http_only(true)
        .secure(app.settings.base_url.starts_with("https:"))
        .max_age(Duration::days(365))
        .finish();
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, back.to_owned())).cookie(cookie).finish())
}

/// A path on this site: nothing that a browser could read as another host.
fn is_own_path(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        && path.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_leads_nowhere_else() {
        for path in ["/", "/barang?q=tas&halaman=2"] {
            assert!(is_own_path(path), "{path}");
        }
        for path in ["", "//example.com", "/\\example.com", "https://example.com", "barang", "/a\r\nb", "/a b"] {
            assert!(!is_own_path(path), "{path}");
        }
    }
}
