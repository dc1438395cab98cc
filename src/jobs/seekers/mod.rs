//! People who look for work: what they can do and wish for, and the openings they are told of. Matching runs from a
//! person to openings, never the other way.
use futures_util::future::BoxFuture;
use sea_orm::DatabaseTransaction;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    identity::{account::consents::Purpose, held::Holding},
};

pub mod index;
pub mod model;
pub mod notices;
pub mod pages;
pub mod policy;
pub mod service;

/// What is held here about persons.
pub const HOLDING: Holding = Holding { export, withdrawn, erase, settle };

fn export(app: &App, person: Uuid) -> BoxFuture<'_, Result<Map<String, Value>>> {
    Box::pin(service::export(app, person))
}

fn withdrawn<'a>(_: &'a App, db: &'a DatabaseTransaction, person: Uuid, purpose: Purpose) -> BoxFuture<'a, Result<()>> {
    Box::pin(service::withdrawn(db, person, purpose))
}

fn erase<'a>(_: &'a App, db: &'a DatabaseTransaction, person: Uuid) -> BoxFuture<'a, Result<()>> {
    Box::pin(service::erase(db, person))
}

fn settle(app: &App) -> BoxFuture<'_, ()> {
    Box::pin(index::settle_soon(app))
}
