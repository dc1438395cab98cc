//! Calls for funding proposals.
pub mod api;
pub mod assignment;
pub mod awards;
pub mod budget;
pub mod calls;
pub mod checklist;
pub mod clocks;
pub mod deadlines;
pub mod documents;
pub mod eligibility;
pub mod feeds;
pub mod held;
pub mod holidays;
pub mod index;
pub mod ledger;
pub mod letters;
pub mod machine;
pub mod model;
pub mod notices;
pub mod office;
pub mod pages;
pub mod papers;
pub mod preview;
pub mod proposals;
pub mod ranking;
pub mod reasons;
pub mod record;
pub mod register;
pub mod reports;
pub mod rounds;
pub mod service;
pub mod stage;
pub mod ties;
pub mod versions;
pub mod words;

#[cfg(test)]
mod walk_tests;
