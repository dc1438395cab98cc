//! The letters a step of a proposal issues, filled with what it knows.
pub mod service;
