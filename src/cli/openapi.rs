//! `openapi`: the description of the JSON interface.
use super::Outcome;
use crate::web::api;

pub fn run() -> anyhow::Result<Outcome> {
    print!("{}", api::openapi_text()?);
    Ok(Outcome::Done)
}
