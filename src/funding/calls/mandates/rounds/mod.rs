//! What happens to mandates with time.
pub mod service;
