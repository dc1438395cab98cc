//! What one reviewer has to do.
pub mod service;
