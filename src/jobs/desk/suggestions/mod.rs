//! What openings teach the vocabulary.
pub mod service;
