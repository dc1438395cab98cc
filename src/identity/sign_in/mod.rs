//! Signing in: an address, a code from the mail or a password, and a second factor where an office asks for one.
pub mod pages;
pub mod service;
