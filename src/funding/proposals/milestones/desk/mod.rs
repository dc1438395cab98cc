//! Officers record them.
pub mod service;
