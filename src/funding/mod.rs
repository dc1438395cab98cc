//! Calls for funding proposals.
pub mod api;
pub mod budget;
pub mod index;
pub mod model;
pub mod office;
pub mod pages;
pub mod service;
