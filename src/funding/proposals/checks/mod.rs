//! The check of the papers: an office claims a proposal, goes through the list of points, sends it back once or twice,
//! and finds it complete or not eligible.
pub mod desk;
pub mod model;
pub mod pages;
pub mod service;
