//! What slices hold about persons. Identity knows no slice; each tells it here what to do when somebody asks for a copy,
//! takes a consent back or leaves.
use futures_util::future::BoxFuture;
use sea_orm::DatabaseTransaction;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::account::consents::Purpose;
use crate::{app::App, error::Result};

/// Rows about a person by the name of what they are.
pub type CopyOfData = Map<String, Value>;

/// What one slice holds.
#[derive(Clone, Copy, Debug)]
pub struct Holding {
    /// Everything about one person, by name, for the copy of own data.
    pub export: for<'a> fn(&'a App, Uuid) -> BoxFuture<'a, Result<CopyOfData>>,
    /// A consent was taken back; in the transaction in which it was.
    pub withdrawn: for<'a> fn(&'a App, &'a DatabaseTransaction, Uuid, Purpose) -> BoxFuture<'a, Result<()>>,
    /// The person goes; in the transaction of it.
    pub erase: for<'a> fn(&'a App, &'a DatabaseTransaction, Uuid) -> BoxFuture<'a, Result<()>>,
    /// Either is committed: what is kept outside the store follows before the answer.
    pub settle: for<'a> fn(&'a App) -> BoxFuture<'a, ()>,
}

/// All of them.
pub type Holdings = &'static [Holding];
