//! Counting what stands on the shelf, and what becomes of a difference.
pub mod model;
pub mod service;
pub mod workflow;
