//! Awards: what was promised, the agreement about it, its instalments, and the accounts of them.
pub mod accounts;
pub mod acts;
pub mod desk;
pub mod letters;
pub mod model;
pub mod pages;
pub mod policy;
pub mod rounds;
pub mod service;
pub mod tranches;
pub mod workflow;
