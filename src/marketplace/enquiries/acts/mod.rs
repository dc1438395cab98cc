//! What the two sides of an enquiry do, and what happens by itself.
pub mod service;
