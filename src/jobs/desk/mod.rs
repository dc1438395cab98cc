//! The desk of an employer: openings from a draft to their end, and the moderators who read some of them.
pub mod drafts;
pub mod model;
pub mod moves;
pub mod notes;
pub mod pages;
pub mod policy;
pub mod review;
pub mod rounds;
pub mod service;
mod sheet;
pub mod suggestions;
pub mod workflow;
