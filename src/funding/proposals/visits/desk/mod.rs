//! The verifier writes the minutes, and a second officer confirms them.
pub mod service;
