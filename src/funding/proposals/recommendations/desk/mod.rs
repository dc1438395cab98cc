//! The recommendation on the desk of its two officers.
pub mod service;
