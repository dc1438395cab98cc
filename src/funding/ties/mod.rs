//! Ties between officers and applicants: whoever has one sees nothing of the file, and nobody is told why.
pub mod service;
