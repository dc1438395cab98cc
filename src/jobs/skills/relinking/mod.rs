//! Openings and profiles follow a vocabulary that was changed, some at a time.
pub mod service;
