//! Openings before a moderator.
pub mod pages;
pub mod service;
