//! What the clock does in funding.
pub mod service;
