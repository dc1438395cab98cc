//! The clock of reviewers.
pub mod service;
