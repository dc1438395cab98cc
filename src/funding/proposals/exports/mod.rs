//! Proposals as files to take away: the list of an office, and one proposal whole. Each says in the trail that it was
//! taken. No file names a person.
mod tables;

pub mod pages;
pub mod service;
