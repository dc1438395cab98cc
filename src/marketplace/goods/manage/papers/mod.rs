//! Papers of goods: which are needed, what their numbers say, and how long they hold.
pub mod model;
pub mod needs;
pub mod numbers;
pub mod pages;
pub mod service;
pub mod workflow;
