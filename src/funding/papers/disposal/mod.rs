//! What leaves the disk, and when.
pub mod service;
