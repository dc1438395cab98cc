//! Calendars of deadlines at secret addresses: a program that keeps somebody's calendar asks for them without signing in.
//! They hold dates, one neutral sentence and the address of the site, so that whoever looks over a shoulder or finds the
//! address learns when something is due and nothing of what.
use futures_util::future::BoxFuture;
use sea_orm::DatabaseTransaction;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    identity::{account::consents::Purpose, held::Holding},
};

pub mod pages;
pub mod service;

/// What is held here about persons.
pub const HOLDING: Holding = Holding { export, withdrawn, erase, settle };

fn export(app: &App, person: Uuid) -> BoxFuture<'_, Result<Map<String, Value>>> {
    Box::pin(service::export(app, person))
}

fn withdrawn<'a>(_: &'a App, _: &'a DatabaseTransaction, _: Uuid, _: Purpose) -> BoxFuture<'a, Result<()>> {
    Box::pin(async { Ok(()) })
}

fn erase<'a>(_: &'a App, db: &'a DatabaseTransaction, person: Uuid) -> BoxFuture<'a, Result<()>> {
    Box::pin(service::forget(db, person))
}

fn settle(_: &App) -> BoxFuture<'_, ()> {
    Box::pin(async {})
}
