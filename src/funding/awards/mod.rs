//! Awards: what was promised, the agreement about it, and its instalments.
pub mod tranches;
pub mod workflow;
