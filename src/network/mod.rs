//! Networks of enterprises: the one place of the code that names their tables. Nothing public depends on a row of it,
//! and no address outside its area tells that there are networks at all.
pub mod pages;
mod service;

pub use service::{ROOM, assign, found, is_named_in};
