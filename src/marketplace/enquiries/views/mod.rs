//! Enquiries as their two sides see them.
pub mod service;
