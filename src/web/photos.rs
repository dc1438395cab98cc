//! Pictures of goods.
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    web,
};

use super::errors::Failure;
use crate::{app::App, error::Error};

/// A file of a picture. A withdrawn picture is gone from the store at once and from browsers within a day.
pub async fn serve(name: web::Path<String>, app: web::Data<App>) -> Result<HttpResponse, Failure> {
    let kind = match name.rsplit('.').next() {
        Some("webp") => "image/webp",
        Some("jpg") => "image/jpeg",
        _ => return Err(Error::NotFound.into()),
    };
    let bytes = app.files.get(&name).await?;
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(bytes))
}
