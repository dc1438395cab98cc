//! Work: employers behind their public face.
pub mod employer_check;
