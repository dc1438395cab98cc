//! Who sees an award, and what they do to it.
pub mod service;
