//! Calls: their terms, and how one goes from a draft to its end.
pub mod staffing;
pub mod terms;
pub mod workflow;
