//! One domain error, two faces: a page for people, problem+json for programs. Handlers give the error on; the
//! middleware writes the page, because only there the language of the visitor is known.
use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    dev::ServiceResponse,
    http::{Method, StatusCode, header},
};
use askama::Template;
use serde_json::json;

use super::{
    head::Head,
    page::{Cache, page},
    ui::Ui,
};
use crate::{error::Error, platform::ids};

/// An error on the way to a page.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Failure(#[from] Error);

/// What a handler gives.
pub type Answer = Result<HttpResponse, Failure>;

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        status(&self.0)
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// What an error means to the one who asked.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Gone => StatusCode::GONE,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict => StatusCode::CONFLICT,
        Error::Unauthenticated => StatusCode::UNAUTHORIZED,
        Error::NeedsFactor | Error::NeedsFreshSignIn | Error::OtherSite => StatusCode::FORBIDDEN,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Gives an answer without a body of its own the face the visitor expects.
pub fn dress(response: ServiceResponse) -> ServiceResponse {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    // The framework writes bare text for faults of its own; only faces of ours are kept.
    let kind = response.response().headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let dressed =
        kind.is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/problem+json"));
    if !failed || dressed {
        return response;
    }
    if let Some(elsewhere) = elsewhere(&response) {
        return dressed_as(&response, elsewhere);
    }
    let code = (status == StatusCode::INTERNAL_SERVER_ERROR).then(|| report(&response));
    let invalid = cause(&response).and_then(fields);
    let wait = cause(&response).and_then(wait);
    let factor = matches!(cause(&response), Some(Error::NeedsFactor));
    let request = response.request();
    let mut answer = if request.path().starts_with("/api/") {
        problem(status, invalid.as_ref(), code.as_deref())
    } else {
        error_page(request, status, code.as_deref(), factor)
    };
    if let Some(seconds) = wait {
        answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    dressed_as(&response, answer)
}

/// Another face for the same answer: cookies that go, go all the same.
fn dressed_as(response: &ServiceResponse, mut face: HttpResponse) -> ServiceResponse {
    for cookie in response.headers().get_all(header::SET_COOKIE) {
        face.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    ServiceResponse::new(response.request().clone(), face)
}

/// problem+json, RFC 9457.
pub fn problem(
    status: StatusCode,
    invalid: Option<&Vec<(&'static str, &'static str)>>,
    code: Option<&str>,
) -> HttpResponse {
    let mut body = json!({ "status": status.as_u16(), "title": status.canonical_reason().unwrap_or("Error") });
    if let Some(fields) = invalid {
        body["fields"] = fields.iter().map(|(field, why)| json!({ "field": field, "reason": why })).collect();
    }
    if let Some(code) = code {
        body["code"] = code.into();
    }
    HttpResponse::build(status)
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .content_type("application/problem+json")
        .insert_header(("x-robots-tag", "noindex"))
        .body(body.to_string())
}

/// What a service gave as the reason.
fn cause(response: &ServiceResponse) -> Option<&Error> {
    response.response().error().and_then(|error| error.as_error::<Failure>()).map(|failure| &failure.0)
}

/// Where somebody is sent who has to sign in first, or again, before coming back here.
fn elsewhere(response: &ServiceResponse) -> Option<HttpResponse> {
    let request = response.request();
    let page = match cause(response)? {
        _ if request.path().starts_with("/api/") => return None,
        Error::Unauthenticated => "/masuk",
        Error::NeedsFreshSignIn => "/akun/pastikan",
        _ => return None,
    };
    // Of a form that was sent, the page it stood on is where to come back to.
    let referer = request.headers().get(header::REFERER).and_then(|page| page.to_str().ok());
    let form = referer.and_then(|page| page.splitn(4, '/').nth(3)).map(|path| format!("/{path}"));
    let here = match *request.method() {
        Method::GET | Method::HEAD => request.uri().path_and_query().map(ToString::to_string),
        _ => form,
    };
    let here = here.unwrap_or_else(|| "/saya".to_owned());
    let back = serde_html_form::to_string([("ke", &here)]).unwrap_or_default();
    Some(super::session::see_other(&format!("{page}?{back}")).finish())
}

fn wait(error: &Error) -> Option<u64> {
    match error {
        Error::TooMany(seconds) => Some(*seconds),
        _ => None,
    }
}

fn fields(error: &Error) -> Option<Vec<(&'static str, &'static str)>> {
    match error {
        Error::Invalid(invalid) => Some(invalid.0.clone()),
        _ => None,
    }
}

/// The cause goes to the log once, under a code that can be read aloud.
fn report(response: &ServiceResponse) -> String {
    let code: String = ids::new_public_code().chars().take(4).collect();
    let route = response.request().match_pattern().unwrap_or_default();
    let cause = response.response().error().map(ToString::to_string).unwrap_or_default();
    tracing::error!(code, route, cause, "a request failed");
    code
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    ui: Ui,
    head: Head,
    title: String,
    text: String,
    code: String,
    status: String,
    /// A second factor has to be set up first.
    factor: bool,
}

fn error_page(request: &HttpRequest, status: StatusCode, code: Option<&str>, factor: bool) -> HttpResponse {
    let ui = Ui::of(request);
    let known = match status.as_u16() {
        400 => ("error-400-title", "error-400-text"),
        403 if factor => ("error-factor-title", "error-factor-text"),
        403 => ("error-403-title", "error-403-text"),
        404 => ("error-404-title", "error-404-text"),
        405 => ("error-405-title", "error-405-text"),
        410 => ("error-410-title", "error-410-text"),
        408 => ("error-408-title", "error-408-text"),
        413 => ("error-413-title", "error-413-text"),
        415 => ("error-415-title", "error-415-text"),
        422 => ("error-422-title", "error-422-text"),
        429 => ("error-429-title", "error-429-text"),
        503 => ("error-503-title", "error-503-text"),
        code if code < 500 => ("error-400-title", "error-400-text"),
        _ => ("error-500-title", "error-500-text"),
    };
    let title = ui.t(known.0);
    let body = ErrorPage {
        head: Head::unlisted(title.clone(), ui.t(known.1)),
        text: ui.t(known.1),
        title,
        code: code.unwrap_or_default().to_owned(),
        status: status.as_u16().to_string(),
        factor,
        ui,
    };
    page(status, Cache::Ask, false, &body).unwrap_or_else(|_| HttpResponse::new(status))
}

/// For addresses nobody answers.
pub async fn no_such_page() -> Result<HttpResponse, Failure> {
    Err(Error::NotFound.into())
}
