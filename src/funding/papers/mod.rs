//! Papers of proposals: which kinds there are, how they are kept, and who opens them.
pub mod disposal;
mod kinds;
pub mod pages;
pub mod service;

pub use kinds::PaperKind;
