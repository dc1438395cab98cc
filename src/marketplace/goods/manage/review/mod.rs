//! The look of a moderator: goods that wait, goods that are held.
pub mod pages;
pub mod service;
