//! Goods as JSON.
use actix_web::{HttpRequest, HttpResponse, web as http};

use super::{
    model::{Category, GoodsFilter, ProductCard, ProductView},
    service,
};
use crate::{
    app::App,
    enterprises::{self, model::EnterpriseView},
    web::{
        Routes, Who,
        api::{self, List, Problem},
        errors::Failure,
        params::{Code, QueryParams},
    },
};

/// Parameter names of the interface and of the pages.
const NAMES: &[(&str, &str)] = &[
    ("q", "q"),
    ("category", "jenis"),
    ("outlet", "gerai"),
    ("price_min", "harga_min"),
    ("price_max", "harga_maks"),
    ("in_stock", "ada"),
    ("halal", "halal"),
    ("after", "sesudah"),
    ("before", "sebelum"),
    ("page", "halaman"),
];

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/products", Who::Everyone, list);
    routes.get("/api/v1/products/{code}", Who::Everyone, show);
    routes.get("/api/v1/categories", Who::Everyone, categories);
    routes.get("/api/v1/enterprises/{code}", Who::Everyone, enterprise);
}

/// Published goods: by words, else the newest first with sold-out goods last
#[utoipa::path(
    get, path = "/api/v1/products", tag = "goods",
    params(
        ("q" = Option<String>, Query, description = "Words to search for, at most 200 letters"),
        ("category" = Option<String>, Query, description = "Key of a category"),
        ("outlet" = Option<String>, Query, description = "Code of an outlet where it stands now"),
        ("price_min" = Option<i64>, Query, description = "Least price, rupiah"),
        ("price_max" = Option<i64>, Query, description = "Highest price, rupiah"),
        ("in_stock" = Option<String>, Query, description = "Any value: only what stands on a shelf now"),
        ("halal" = Option<String>, Query, description = "Any value: only what is certified halal"),
        ("after" = Option<String>, Query, description = "Key of a page, from `next`"),
        ("before" = Option<String>, Query, description = "Key of a page, from `previous`"),
        ("page" = Option<u32>, Query, description = "Page of a search, 1 to 9"),
    ),
    responses((status = 200, body = List<ProductCard>), (status = 422, body = Problem, content_type = "application/problem+json")),
)]
pub async fn list(app: http::Data<App>, query: QueryParams, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let (filter, invalid) = GoodsFilter::read(&api::parameters(query.0, NAMES)?);
    api::refuse(invalid, NAMES)?;
    Ok(api::list(&request, service::browse(&app, &filter).await?))
}

/// One thing
#[utoipa::path(
    get, path = "/api/v1/products/{code}", tag = "goods",
    params(("code" = String, Path, description = "Public code")),
    responses(
        (status = 200, body = ProductView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "Withdrawn", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(app: http::Data<App>, code: Code) -> Result<HttpResponse, Failure> {
    Ok(api::json(&service::show(&app, &code.0).await?))
}

/// All kinds of goods
#[utoipa::path(get, path = "/api/v1/categories", tag = "goods", responses((status = 200, body = Vec<Category>)))]
pub async fn categories(app: http::Data<App>) -> Result<HttpResponse, Failure> {
    Ok(api::json(&service::categories(&app).await?))
}

/// An enterprise
#[utoipa::path(
    get, path = "/api/v1/enterprises/{code}", tag = "goods",
    params(("code" = String, Path, description = "Public code")),
    responses(
        (status = 200, body = EnterpriseView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn enterprise(app: http::Data<App>, code: Code) -> Result<HttpResponse, Failure> {
    Ok(api::json(&enterprises::service::show(&app.db, &code.0).await?))
}
