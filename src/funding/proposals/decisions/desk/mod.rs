//! Decisions in the hands of officers.
pub mod service;
