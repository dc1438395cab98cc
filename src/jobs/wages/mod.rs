//! Minimum wages: the table the operator keeps, and what it says of an opening.
pub mod pages;
pub mod service;
