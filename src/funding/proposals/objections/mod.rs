//! The one objection of a group against a refusal: in its own words, in time, and looked at by somebody who had no part
//! in the refusal.
pub mod model;
pub mod own;
pub mod pages;
pub mod service;
