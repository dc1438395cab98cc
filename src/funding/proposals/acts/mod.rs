//! Steps of proposals, carried out.
pub mod dossier;
pub mod sent;
pub mod service;

pub use dossier::{Budget, Dossier, Signed, Turn, Typed};
