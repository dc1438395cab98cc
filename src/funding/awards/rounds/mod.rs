//! The clock over awards, instalments and reports.
pub mod service;
