//! What each side sees of applications.
pub mod service;
