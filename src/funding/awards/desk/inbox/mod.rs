//! The awards of a group, and those of an office by what is due next.
pub mod service;
