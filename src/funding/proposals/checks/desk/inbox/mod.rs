//! The list of what waits for an office.
pub mod service;
