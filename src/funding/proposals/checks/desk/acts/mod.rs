//! Steps of officers.
pub mod service;
