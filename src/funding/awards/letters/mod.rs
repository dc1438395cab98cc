//! Letters about awards.
pub mod service;
