//! What the clock does with proposals.
pub mod service;
