//! Calls for funding proposals.
pub mod api;
pub mod assignment;
pub mod budget;
pub mod calls;
pub mod checklist;
pub mod deadlines;
pub mod index;
pub mod ledger;
pub mod machine;
pub mod model;
pub mod office;
pub mod pages;
pub mod proposals;
pub mod ranking;
pub mod reasons;
pub mod service;
pub mod versions;
