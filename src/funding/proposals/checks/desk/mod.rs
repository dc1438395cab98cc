//! What officers do with a proposal.
pub mod acts;
pub mod inbox;
pub mod service;
