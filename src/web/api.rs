//! The JSON interface: its description, the page about it, and what its lists share. Read only; the same services
//! answer it and the pages.
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, LINK},
    },
};
use askama::Template;
use serde::Serialize;
use utoipa::{
    OpenApi, ToSchema,
    openapi::{InfoBuilder, LicenseBuilder, RefOr, path::Operation},
};

use super::{Cache, Head, Routes, Ui, Who, errors::Failure, page};
use crate::{
    error::{Error, Invalid},
    funding, jobs,
    marketplace::{goods, outlets},
    platform::{
        listing::{Page, Position},
        params::Params,
    },
};

#[derive(OpenApi)]
#[openapi(
    paths(
        goods::api::list,
        goods::api::show,
        goods::api::categories,
        goods::api::enterprise,
        outlets::api::list,
        outlets::api::show,
        jobs::api::list,
        jobs::api::show,
        jobs::api::matches,
        jobs::api::skills,
        funding::api::list,
        funding::api::show,
        funding::register::api::show,
        funding::register::api::list,
    ),
    components(schemas(Problem, Field))
)]
struct Description;

/// Why a request failed (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct Problem {
    #[schema(example = 422)]
    pub status: u16,
    #[schema(example = "Unprocessable Entity")]
    pub title: String,
    /// Parameters to mend.
    pub fields: Option<Vec<Field>>,
    /// Four characters to give to the helper; with 500 only.
    pub code: Option<String>,
}

/// A parameter to mend.
#[derive(Serialize, ToSchema)]
pub struct Field {
    pub field: String,
    /// Key of the reason, such as `error-amount`.
    pub reason: String,
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub struct List<T> {
    pub items: Vec<T>,
    /// How many there are on all pages, where known.
    pub total: Option<usize>,
    /// Path and query of the next page.
    pub next: Option<String>,
    /// Path and query of the page before.
    pub previous: Option<String>,
}

pub fn routes(routes: &mut Routes) {
    routes.get("/api", Who::Everyone, human);
    routes.get("/api/openapi.json", Who::Everyone, document);
}

/// The description of the interface, `OpenAPI` 3.1.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut description = Description::openapi();
    description.info = InfoBuilder::new()
        .title("Tanggui")
        .version("1")
        .description(Some(
            "Goods, outlets, openings and calls for funding, as anyone may read them. Codes are random; amounts are whole rupiah.",
        ))
        .license(Some(LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build()))
        .build();
    description
}

/// The description as text, stable from build to build.
pub fn openapi_text() -> anyhow::Result<String> {
    Ok(openapi().to_pretty_json()? + "\n")
}

async fn document(ui: Ui) -> Result<HttpResponse, Failure> {
    let mut description = openapi();
    // Under the name the site has, which is its own.
    ui.site_name().clone_into(&mut description.info.title);
    let text = description.to_pretty_json().map_err(Error::from)? + "\n";
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CACHE_CONTROL, "public, max-age=300"))
        .body(text))
}

/// Puts the parameters of the interface under the names the filters know, and refuses names nobody knows.
pub fn parameters(query: Params, names: &'static [(&'static str, &'static str)]) -> Result<Params, Error> {
    let unknown = query.names().any(|given| !names.iter().any(|(name, _)| *name == given));
    if unknown {
        return Err(Invalid::one("query", "error-parameter-unknown").into());
    }
    Ok(query.renamed(names))
}

/// Refuses a request with faults, named as the interface names its parameters.
pub fn refuse(invalid: Invalid, names: &'static [(&'static str, &'static str)]) -> Result<(), Error> {
    let public = |field| names.iter().find(|(_, inner)| *inner == field).map_or(field, |(name, _)| *name);
    Invalid(invalid.0.into_iter().map(|(field, why)| (public(field), why)).collect()).finish()
}

/// A list as an answer.
pub fn list<T: Serialize>(request: &HttpRequest, page: Page<T>) -> HttpResponse {
    let own = Params::read(request.query_string());
    let address = |position: Option<Position>| {
        let (name, value) = match position? {
            Position::First => return Some(request.path().to_owned()),
            Position::After(key) => ("after", key.to_text()),
            Position::Before(key) => ("before", key.to_text()),
            Position::Number(number) => ("page", number.to_string()),
        };
        let query = own.without(&["after", "before", "page"], None).with(name, &value).to_query();
        Some(format!("{}{query}", request.path()))
    };
    let (next, previous) = (address(page.next), address(page.previous));
    json(&List { items: page.items, total: page.total, next, previous })
}

/// A thing as an answer.
pub fn json(value: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=60"))
        .insert_header((LINK, "</api>; rel=\"help\""))
        .json(value)
}

#[derive(Template)]
#[template(path = "pages/site/api.html")]
struct ApiPage {
    ui: Ui,
    head: Head,
    operations: Vec<Described>,
    example: String,
}

/// An address of the interface on the page about it.
struct Described {
    method: &'static str,
    path: String,
    summary: String,
    /// Name, description, and whether it must be given.
    parameters: Vec<(String, String, bool)>,
}

async fn human(ui: Ui) -> Result<HttpResponse, Failure> {
    let description = openapi();
    let mut operations = Vec::new();
    for (path, item) in &description.paths.paths {
        for (method, operation) in [("GET", &item.get), ("POST", &item.post)] {
            operations.extend(operation.as_ref().map(|operation| described(method, path, operation)));
        }
    }
    let body = ApiPage {
        head: Head::new(&ui, ui.t("api-title"), ui.t("api-description"), "/api"),
        example: ui.absolute("/api/v1/openings?q=menjahit"),
        operations,
        ui,
    };
    page(StatusCode::OK, Cache::Public, true, &body)
}

fn described(method: &'static str, path: &str, operation: &Operation) -> Described {
    let written = operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    });
    let parameters = written.map(|parameter| {
        let required = matches!(parameter.required, utoipa::openapi::Required::True);
        (parameter.name.clone(), parameter.description.clone().unwrap_or_default(), required)
    });
    Described {
        method,
        path: path.to_owned(),
        summary: operation.summary.clone().unwrap_or_default(),
        parameters: parameters.collect(),
    }
}
