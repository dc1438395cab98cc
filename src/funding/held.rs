//! What funding holds about persons as persons: the address of a calendar, and how often they are mailed. What they did
//! for a group or an office belongs to those.
use futures_util::future::BoxFuture;
use sea_orm::DatabaseTransaction;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{feeds::service as feeds, notices::service as notices, register::service as register};
use crate::{
    app::App,
    error::Result,
    identity::{account::consents::Purpose, held::Holding},
};

/// What is held here about persons.
pub const HOLDING: Holding = Holding { export, withdrawn, erase, settle };

fn export(app: &App, person: Uuid) -> BoxFuture<'_, Result<Map<String, Value>>> {
    Box::pin(async move {
        let mut all = feeds::export(app, person).await?;
        all.extend(notices::export(app, person).await?);
        Ok(all)
    })
}

fn withdrawn<'a>(_: &'a App, _: &'a DatabaseTransaction, _: Uuid, _: Purpose) -> BoxFuture<'a, Result<()>> {
    Box::pin(async { Ok(()) })
}

fn erase<'a>(_: &'a App, db: &'a DatabaseTransaction, person: Uuid) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        feeds::forget(db, person).await?;
        register::forget(db, person).await?;
        notices::forget(db, person).await
    })
}

fn settle(_: &App) -> BoxFuture<'_, ()> {
    Box::pin(async {})
}
