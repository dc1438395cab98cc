//! Goods as their makers see them: drafts in three steps, and what becomes of them.
pub mod model;
pub mod pages;
pub mod service;
pub mod workflow;
