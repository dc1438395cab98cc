//! Answering a list that came back: only what it names is written, each point is answered, and all of it is sent again.
pub mod model;
pub mod pages;
pub mod service;
