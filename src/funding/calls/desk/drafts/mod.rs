//! Drafts of calls, part by part.
pub mod service;
