//! Who sees an award, and what they do to it.
pub mod inbox;
pub mod service;
