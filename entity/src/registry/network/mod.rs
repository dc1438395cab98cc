//! The tree of networks. Only the `network` module of the application may name these tables.
pub mod companion_assignment;
pub mod network;
pub mod network_membership;
