//! What comes in an address: the query as names and values, however long or strange, and the code of a thing.
use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use super::errors::Failure;
use crate::{
    error::Error,
    platform::{ids, params::Params},
};

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

/// The `{code}` of an address, however it was typed. What cannot be a code is a thing that does not exist.
#[derive(Clone, Debug)]
pub struct Code(pub String);

impl FromRequest for Code {
    type Error = Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let typed = request.match_info().query("code");
        ready(ids::read_public_code(typed).map(Self).ok_or_else(|| Error::NotFound.into()))
    }
}

/// The `{item}` of an address: a thing of the body whose `{code}` stands before it.
#[derive(Clone, Debug)]
pub struct Item(pub String);

impl FromRequest for Item {
    type Error = Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let typed = request.match_info().query("item");
        ready(ids::read_public_code(typed).map(Self).ok_or_else(|| Error::NotFound.into()))
    }
}

/// The `{item}` of an address, when it is the code of a document, however it was typed.
#[derive(Clone, Debug)]
pub struct DocumentCode(pub String);

impl FromRequest for DocumentCode {
    type Error = Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let typed = request.match_info().query("item");
        ready(ids::read_document_code(typed).map(Self).ok_or_else(|| Error::NotFound.into()))
    }
}
