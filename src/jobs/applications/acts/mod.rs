//! What both sides do with an application after it was sent.
pub mod service;
