//! The objection as its group sees and makes it.
pub mod service;
