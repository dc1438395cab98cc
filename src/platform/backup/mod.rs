//! Backups: the store and the pictures in one checked file, made while the site serves, and the way back into an
//! empty place. The file is a tar; what stands in it and how it is sealed is told in `archive`.
mod archive;
mod manifest;
mod postgres;
mod restore;
mod rows;
mod sqlite;
mod write;

use std::path::PathBuf;

use sea_orm::DbBackend;

pub use manifest::{Manifest, Part};
pub use restore::restore;
pub use rows::Schema;
pub use write::{Written, write};

/// Folders of a data folder that go along. Their files lie flat and have plain names.
const FOLDERS: [&str; 2] = ["photos", "papers"];

/// What a backup is made of, and what a restore fills.
#[derive(Clone, Debug)]
pub struct Place {
    /// Address of the store.
    pub database_url: String,
    pub data: PathBuf,
}

impl Place {
    /// The file of an `SQLite` store; none for other stores.
    pub fn sqlite_file(&self) -> anyhow::Result<Option<PathBuf>> {
        sqlite::file(&self.database_url)
    }

    fn engine(&self) -> DbBackend {
        if self.database_url.starts_with("sqlite:") { DbBackend::Sqlite } else { DbBackend::Postgres }
    }
}

/// What was asked for cannot be done with what was given; nothing was changed. It stands inside the `anyhow::Error`.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub String);

/// Refuses with a sentence.
fn refused<T>(sentence: impl Into<String>) -> anyhow::Result<T> {
    Err(Refused(sentence.into()).into())
}

/// Files and the disk are waited for off the async threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await?
}
