//! Photos of goods: added one at a time, described, ordered, taken away.
pub mod pages;
pub mod service;
