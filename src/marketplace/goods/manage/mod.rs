//! The catalogue of makers: goods as drafts and published, their papers, and the look of a moderator before anything is
//! seen by everybody.
pub mod papers;
pub mod photos;
pub mod policy;
pub mod products;
pub mod review;
