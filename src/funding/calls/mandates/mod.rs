//! Somebody stands in for somebody else on a call, from a first to a last day, with an account of their own.
pub mod model;
pub mod pages;
pub mod policy;
pub mod rounds;
pub mod service;
