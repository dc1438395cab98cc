//! Proposals: how one goes from a draft to a decision.
pub mod workflow;
