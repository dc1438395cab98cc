//! The review of what was checked: reviewers read packets that name nobody and score them, each alone; the lead closes
//! the round.
pub mod late;
pub mod model;
pub mod own;
pub mod packet;
pub mod pages;
pub mod ranking;
pub mod round;
pub mod service;
