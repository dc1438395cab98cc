//! The search engine: documents in, ids and scores out. It knows words already analysed, never a language,
//! a slice or a person. The index is derived data: deleting its folder costs a rebuild and nothing else.
pub mod profiles;
mod query;
mod schema;
mod statistics;
mod store;

use uuid::Uuid;

use crate::platform::ids;

pub use query::{Filter, Hit, Phrase, Query};
pub use store::{Progress, Search};

/// Changes with every change of the fields; a difference rebuilds the index.
pub const SCHEMA_VERSION: u32 = 1;

crate::words! {
    /// What kind of thing a document is. Each kind has a text field and statistics of its own, so that ten thousand
    /// products change no opening's score.
    pub enum Kind {
        Product = "product",
        Opening = "opening",
        Call = "call",
        /// An opening read from a file, searched by the command line only.
        Imported = "imported",
    }
}

/// What the index holds of one thing. It is made from the public view only: there is no field for more.
#[derive(Clone, Debug)]
pub struct Document {
    pub id: Uuid,
    pub kind: Kind,
    /// Analysed words of the whole text, repeated as often as they weigh.
    pub words: Vec<String>,
    /// Codes of the province and the regency.
    pub regions: Vec<String>,
    /// Closed-list facts such as `contract:permanent`.
    pub tags: Vec<String>,
    /// Numbers of the skills it asks for.
    pub skills: Vec<u16>,
    /// Least and most rupiah; missing when not stated, never 0.
    pub low: Option<u64>,
    pub high: Option<u64>,
    /// Unix seconds after which it is no longer found.
    pub until: Option<i64>,
}

/// Where the index stands: what it was made of and how far it followed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Origin {
    pub schema: u32,
    pub analyser: u32,
    pub vocabulary: u32,
    /// Hash of the identity of the store, so that nothing of the store's own name stands on disk.
    pub store: String,
}

impl Origin {
    pub fn new(analyser: u32, vocabulary: u32, store: &str) -> Self {
        let store = ids::digest(store.as_bytes(), 8);
        Self { schema: SCHEMA_VERSION, analyser, vocabulary, store }
    }
}
