//! Which awards a release counts.
pub mod service;
