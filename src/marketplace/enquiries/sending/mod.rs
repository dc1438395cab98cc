//! A list of goods becomes enquiries.
pub mod service;
