//! What an office takes back of a proposal: a refusal the group objects to, decided by another official; a recommendation
//! nobody decided on yet; and the proposal itself, voided by two persons.
pub mod model;
pub mod pages;
pub mod service;
