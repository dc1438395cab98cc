//! Goods: what visitors may browse, search and look at.
pub mod api;
pub mod import;
pub mod index;
pub mod manage;
pub mod model;
pub mod pages;
pub mod service;
