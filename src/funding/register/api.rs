//! Releases of the register as JSON, in the language of the publisher.
use actix_web::{HttpResponse, web as http};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    json::{Package, Words, package},
    pages::chosen,
    releases::service as store,
    service::PREFIX,
    words,
};
use crate::{
    app::App,
    error::Error,
    platform::i18n::Lang,
    web::{
        Routes, Ui, Who,
        api::{self, Problem},
        errors::Failure,
        params::QueryParams,
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/grants", Who::Everyone, show);
    routes.get("/api/v1/grants/releases", Who::Everyone, list);
}

/// A release in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseCard {
    #[schema(example = "2026-Q4")]
    pub quarter: String,
    /// SHA-256 of the canonical form of the release, 64 digits.
    pub hash: String,
}

/// Awards as anyone may read them: one release of the register
#[utoipa::path(
    get, path = "/api/v1/grants", tag = "funding",
    params(("quarter" = Option<String>, Query, description = "As 2026-Q4; the latest release when it is left out")),
    responses(
        (status = 200, body = Package),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(app: http::Data<App>, ui: Ui, query: QueryParams) -> Result<HttpResponse, Failure> {
    let asked = api::parameters(query.0, &[("quarter", "triwulan")])?;
    let known = store::list(&app.db).await?;
    let chosen = chosen(&known, &asked)?.ok_or(Error::NotFound)?;
    let release = store::read(&app.db, chosen.quarter).await?;
    let ui = ui.in_language(Lang::Id);
    let words = Words {
        sector: &|sector| ui.t(sector.key()),
        recipient: &|sector| words::recipient(&ui, sector),
        description: &|row| words::description(&ui, row),
    };
    Ok(api::json(&package(&release, PREFIX, words)))
}

/// Releases of the register, the latest first
#[utoipa::path(get, path = "/api/v1/grants/releases", tag = "funding", responses((status = 200, body = Vec<ReleaseCard>)))]
pub async fn list(app: http::Data<App>) -> Result<HttpResponse, Failure> {
    let known = store::list(&app.db).await?;
    let card = |known: &store::Known| ReleaseCard { quarter: known.quarter.to_string(), hash: known.mark.clone() };
    Ok(api::json(&known.iter().map(card).collect::<Vec<_>>()))
}
