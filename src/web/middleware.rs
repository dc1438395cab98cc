//! Applied to every request and answer: where a form comes from, how often somebody asks, headers, faces of errors, one
//! log line.
use actix_web::{
    Error,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};

use super::{
    errors::{self, Failure},
    session,
};
use crate::{app::App, error::Error as Fault, platform::limits::Act};

/// Leads away from the site, whatever state it is in.
const EXIT: &str = "/keluar-cepat";

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
                      object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

/// Security headers; an answer that set one of its own keeps it.
pub async fn security_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let app = request.app_data::<web::Data<App>>().cloned();
    let over_tls = app.as_ref().is_some_and(|app| app.settings.over_tls());
    let in_session = app.is_some_and(|app| session::has_session_cookie(request.request(), &app));
    let is_file = ["/aset/", "/foto/"].iter().any(|files| request.path().starts_with(files));
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        if !headers.contains_key(name) {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
    }
    if in_session && !is_file {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, noarchive"));
    }
    if over_tls {
        let value = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    Ok(response)
}

/// Unsafe methods are for pages of this site. Browsers say where a request comes from; one that says nothing is
/// refused. The JSON interface knows no session, so there is nothing to forge: it asks for JSON, which no form of
/// another site can send.
pub async fn same_site(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // The quick exit always works: the worst another site can do with it is to sign somebody out, and the cookie of a
    // session does not come along from there.
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
        || request.path() == EXIT
    {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let text = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let own = request.app_data::<web::Data<App>>().map(|app| app.settings.base_url.clone()).unwrap_or_default();
    let is_api = request.path().starts_with("/api/");
    let refusal = match (text("sec-fetch-site"), text("origin")) {
        (Some("same-origin"), _) => None,
        (None, Some(origin)) if origin == own => None,
        (None, None) if is_api => None,
        _ => Some(Fault::OtherSite),
    };
    let is_json = text("content-type").is_some_and(|kind| kind.split(';').next() == Some("application/json"));
    if let Some(fault) = refusal {
        return Ok(request.error_response(Failure::from(fault)));
    }
    if is_api && !is_json {
        return Ok(request.error_response(actix_web::error::ErrorUnsupportedMediaType("not JSON")));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// So many pages a second for one session, or for one network without one. Files do not count.
pub async fn pace(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_file = ["/aset/", "/foto/"].iter().any(|file| request.path().starts_with(file));
    let always = ["/up", "/healthz", "/readyz", EXIT].contains(&request.path());
    if let Some(app) = request.app_data::<web::Data<App>>().filter(|_| !is_file && !always) {
        let (act, key) = match session::actor(request.request()) {
            Some(actor) => (Act::PageSignedIn, app.keyer.of(actor.session().as_bytes())),
            None => (Act::Page, session::net(request.request(), app)),
        };
        let mut allowed = app.limits.allow(act, &key);
        if allowed.is_ok() && searches(&request) {
            allowed = app.limits.allow(Act::Search, &key);
        }
        if let Err(wait) = allowed {
            return Ok(request.error_response(Failure::from(Fault::TooMany(wait.seconds()))));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// A search costs more than a page.
fn searches(request: &ServiceRequest) -> bool {
    let query = request.query_string();
    query.starts_with("q=") || query.contains("&q=") || ["/cocok", "/api/v1/matches"].contains(&request.path())
}

/// Pages for people and problems for programs, in the place of bare status codes.
pub async fn error_faces(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    Ok(errors::dress(response))
}

/// One line a request: method, pattern, status, duration. No address, no query, no browser: what people look for
/// is nobody's business.
pub async fn log(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = std::time::Instant::now();
    let response = next.call(request).await?;
    let route = response.request().match_pattern().unwrap_or_else(|| "none".to_owned());
    tracing::info!(
        method = %response.request().method(),
        route,
        status = response.status().as_u16(),
        microseconds = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    Ok(response)
}
