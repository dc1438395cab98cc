//! The group writes its reports and keeps receipts and other files.
pub mod service;
