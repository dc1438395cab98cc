//! Calls for funding proposals.
pub mod api;
pub mod assignment;
pub mod budget;
pub mod checklist;
pub mod index;
pub mod ledger;
pub mod model;
pub mod office;
pub mod pages;
pub mod ranking;
pub mod reasons;
pub mod service;
pub mod versions;
