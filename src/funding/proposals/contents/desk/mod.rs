//! The lead asks.
pub mod service;
