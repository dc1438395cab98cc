//! Two persons sign what a group sends, and one of them sends it.
pub mod service;
