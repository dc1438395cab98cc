//! What two officers recommend of a scored proposal: an amount with what is taken off each line, or reasons against it.
pub mod desk;
pub mod model;
pub mod pages;
pub mod service;
