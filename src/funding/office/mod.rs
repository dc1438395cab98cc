//! The area of offices: who works there, and what the office is called.
pub mod pages;
pub mod policy;
pub mod service;
