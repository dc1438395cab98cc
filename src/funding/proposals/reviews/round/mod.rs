//! The round of reviews of one proposal, as its lead sees it.
pub mod service;
