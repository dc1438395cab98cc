//! The one error type that crosses the service boundary.
use std::panic::Location;

use sea_orm::DbErr;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What a service can answer besides success. Variants are outcomes a caller can act on; everything else is
/// `Internal`, which is logged and never shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    /// It was public once and is no longer.
    #[error("gone")]
    Gone,
    #[error("not valid: {0}")]
    Invalid(#[from] Invalid),
    #[error("changed by someone else")]
    Conflict,
    /// Nobody is signed in, and somebody has to be.
    #[error("not signed in")]
    Unauthenticated,
    /// The office asks for a second factor, which this account or this session lacks.
    #[error("needs a second factor")]
    NeedsFactor,
    /// A sensitive act: the sign-in is older than five minutes.
    #[error("needs a fresh sign-in")]
    NeedsFreshSignIn,
    /// A form that does not come from a page of this site.
    #[error("not from this site")]
    OtherSite,
    /// Tried too often; seconds until it works again.
    #[error("too many, again in {0} s")]
    TooMany(u64),
    #[error("internal error at {at}: {source:#}")]
    Internal { source: anyhow::Error, at: &'static Location<'static> },
}

impl Error {
    /// Another process writes the search index.
    pub fn index_is_taken(&self) -> bool {
        let Self::Internal { source, .. } = self else { return false };
        matches!(source.downcast_ref(), Some(tantivy::TantivyError::LockFailure(..)))
    }

    /// A column held a word its constraint does not admit.
    #[track_caller]
    pub fn unknown_word(list: &'static str) -> Self {
        Self::Internal { source: anyhow::anyhow!("a word that is not in {list}"), at: Location::caller() }
    }
}

/// Fields that need mending: the name of each field and the key of the sentence that says how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invalid(pub Vec<(&'static str, &'static str)>);

impl Invalid {
    pub fn one(field: &'static str, message: &'static str) -> Self {
        Self(vec![(field, message)])
    }

    /// The message for a field, if it needs mending.
    pub fn of(&self, field: &str) -> Option<&'static str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, message)| *message)
    }

    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into()) }
    }
}

impl std::fmt::Display for Invalid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields: Vec<_> = self.0.iter().map(|(field, _)| *field).collect();
        f.write_str(&fields.join(", "))
    }
}

impl std::error::Error for Invalid {}

impl From<DbErr> for Error {
    #[track_caller]
    fn from(e: DbErr) -> Self {
        match e.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Internal { source: e.into(), at: Location::caller() },
        }
    }
}

macro_rules! internal {
    ($($source:ty),+) => {$(
        impl From<$source> for Error {
            #[track_caller]
            fn from(e: $source) -> Self {
                Self::Internal { source: e.into(), at: Location::caller() }
            }
        }
    )+};
}

internal!(
    anyhow::Error,
    std::io::Error,
    tantivy::TantivyError,
    tantivy::directory::error::OpenDirectoryError,
    serde_json::Error
);
