//! The vocabulary in the hands of its keeper: more words, more skills, and skills that turned out to be one.
pub mod model;
pub mod pages;
pub mod relinking;
pub mod service;
