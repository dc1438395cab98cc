//! The area of those who look after an outlet.
pub mod pages;
pub mod service;
