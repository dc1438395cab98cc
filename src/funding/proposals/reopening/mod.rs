//! A group asks to go on after its time was over, with one press; the lead answers.
pub mod pages;
pub mod service;
