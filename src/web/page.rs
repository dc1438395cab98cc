//! A page as an answer.
use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, VARY},
    },
};
use askama::Template;

use super::errors::Failure;
use crate::error::Error;

/// Who may keep an answer, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Anyone for a minute: what is withdrawn is gone within that time.
    Public,
    /// Nobody: a search or an error is for the one who asked.
    Ask,
    /// Nobody may keep it, not even the browser: it is about somebody.
    Nobody,
}

/// Renders a page.
pub fn page(status: StatusCode, cache: Cache, index: bool, page: &impl Template) -> Result<HttpResponse, Failure> {
    let html = page.render().map_err(anyhow::Error::from).map_err(Error::from)?;
    let mut answer = HttpResponse::build(status);
    answer.content_type("text/html; charset=utf-8");
    answer.insert_header((CACHE_CONTROL, cache.header()));
    answer.insert_header((VARY, "Cookie"));
    if !index {
        answer.insert_header(("x-robots-tag", "noindex, noarchive"));
    }
    Ok(answer.body(html))
}

impl Cache {
    pub fn header(self) -> &'static str {
        match self {
            Self::Public => "public, max-age=60",
            Self::Ask => "no-cache",
            Self::Nobody => "no-store",
        }
    }
}
