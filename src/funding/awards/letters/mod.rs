//! Letters about awards.
pub mod report;
pub mod service;
