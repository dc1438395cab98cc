//! Papers of proposals: which kinds there are, how they are kept, and who opens them.
mod kinds;
pub mod pages;
pub mod service;

pub use kinds::PaperKind;
