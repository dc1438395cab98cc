//! Visits to the place of a group: told of before, seen by two officers, kept as minutes.
pub mod desk;
pub mod model;
pub mod pages;
pub mod service;
