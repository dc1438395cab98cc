//! Proposals: what they answer, how they are written and sent, and how they go on from a draft to their end.
pub mod acts;
pub mod checks;
pub mod decisions;
pub mod drafts;
pub mod exports;
pub mod form;
pub mod letters;
pub mod mending;
pub mod numbers;
pub mod pages;
pub mod policy;
pub mod recommendations;
pub mod reviews;
pub mod rounds;
pub mod signing;
pub mod workflow;
