//! The ranking of a call: what it would be, and as its lead froze it.
pub mod service;
