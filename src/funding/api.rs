//! Calls as JSON.
use actix_web::{HttpResponse, web as http};

use super::{
    model::{CallCard, CallView},
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
    routes.get("/api/v1/calls", Who::Everyone, list);
    routes.get("/api/v1/calls/{code}", Who::Everyone, show);
}

/// Calls for funding: open, to come, over
#[utoipa::path(get, path = "/api/v1/calls", tag = "funding", responses((status = 200, body = Vec<CallCard>)))]
pub async fn list(app: http::Data<App>) -> Result<HttpResponse, Failure> {
    Ok(api::json(&service::list(&app).await?))
}

/// One call
#[utoipa::path(
    get, path = "/api/v1/calls/{code}", tag = "funding",
    params(("code" = String, Path, description = "Public code")),
    responses(
        (status = 200, body = CallView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(app: http::Data<App>, code: Code) -> Result<HttpResponse, Failure> {
    Ok(api::json(&service::show(&app, &code.0).await?))
}
