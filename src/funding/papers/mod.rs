//! Papers of proposals: which kinds there are, how they are kept, and who opens them.
mod kinds;

pub use kinds::PaperKind;
