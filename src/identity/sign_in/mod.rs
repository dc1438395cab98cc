//! Signing in: an address, a code from the mail or a password, and a second factor where an office asks for one.
mod asking;
mod attempts;
pub mod pages;
mod proofs;
pub mod service;
