//! What is decided of a recommended proposal: help is given, it waits in a list, or it is refused.
pub mod desk;
pub mod letters;
pub mod model;
pub mod pages;
pub mod service;
