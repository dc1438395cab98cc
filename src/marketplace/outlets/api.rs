//! Outlets as JSON.
use actix_web::{HttpResponse, web as http};

use super::{
    model::{OutletCard, OutletView},
    service,
};
use crate::{
    app::App,
    web::{
        Routes, Who,
        api::{self, Problem},
        errors::Failure,
        params::Code,
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/outlets", Who::Everyone, list);
    routes.get("/api/v1/outlets/{code}", Who::Everyone, show);
}

/// All open outlets
#[utoipa::path(get, path = "/api/v1/outlets", tag = "outlets", responses((status = 200, body = Vec<OutletCard>)))]
pub async fn list(app: http::Data<App>) -> Result<HttpResponse, Failure> {
    Ok(api::json(&service::list(&app.db).await?))
}

/// One outlet
#[utoipa::path(
    get, path = "/api/v1/outlets/{code}", tag = "outlets",
    params(("code" = String, Path, description = "Public code")),
    responses(
        (status = 200, body = OutletView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(app: http::Data<App>, code: Code) -> Result<HttpResponse, Failure> {
    Ok(api::json(&service::show(&app.db, &code.0).await?))
}
