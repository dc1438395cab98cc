//! Who belongs to a body: invitations on paper, removal, and two colleagues who help a third back in.
pub mod pages;
pub mod resets;
pub mod service;
