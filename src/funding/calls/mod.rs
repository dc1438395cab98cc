//! Calls: their terms, and how one goes from a draft to its end.
pub mod desk;
pub mod mandates;
pub mod parameters;
pub mod service;
pub mod staffing;
pub mod terms;
pub mod workflow;
