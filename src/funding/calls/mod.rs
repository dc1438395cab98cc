//! Calls: their terms.
pub mod terms;
