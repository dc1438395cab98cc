//! Calls in the hands of their office: written in parts, staffed, published by two persons, changed and ended.
pub mod drafts;
pub mod model;
pub mod moves;
pub mod pages;
pub mod panel;
pub mod policy;
pub mod service;
