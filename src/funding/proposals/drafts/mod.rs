//! Writing a proposal: section by section, line by line, by several people.
pub mod service;
