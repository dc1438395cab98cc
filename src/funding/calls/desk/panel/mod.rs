//! Who of an office works on a call, and as what.
pub mod service;
