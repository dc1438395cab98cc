//! Query and form as names and values, however long or strange.
use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use crate::platform::params::Params;

/// The query of the address.
#[derive(Clone, Debug)]
pub struct QueryParams(pub Params);

impl FromRequest for QueryParams {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(Params::read(request.query_string()))))
    }
}
