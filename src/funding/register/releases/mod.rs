//! Releases as they are kept.
pub mod service;
