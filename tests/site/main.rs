//! Stories told through HTTP against a whole site, and rules about the code itself. One binary: each further one
//! would be linked anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails"
)]

mod access;
mod account;
mod applications;
mod audit;
mod awards;
mod backup;
mod bad_input;
mod balance;
mod batches;
mod books;
mod calls;
mod canary;
mod catalogue;
mod checking;
mod complaints;
mod consignment;
mod contents;
mod counter;
mod decisions;
mod desk;
mod disposal;
mod documents;
mod eligibility;
mod enquiries;
mod feeds;
mod funding;
mod goods;
mod html;
mod import;
mod index;
mod jobs;
mod ledger;
mod mandates;
mod matching;
mod members;
mod milestones;
mod money;
mod numbers;
mod objections;
mod outside;
mod papers;
mod privacy;
mod proposals;
mod quality;
mod recommendations;
mod register;
mod reopening;
mod retention;
mod reviewers;
mod reviews;
mod seekers;
mod shape;
mod sign_in;
mod support;
mod trade;
mod typeset;
mod uploads;
mod visits;
mod walk;

mod web_safety;
