//! Outlets: public places where goods are seen, paid for and taken home.
pub mod api;
pub mod manage;
pub mod model;
pub mod pages;
pub mod policy;
pub mod service;
