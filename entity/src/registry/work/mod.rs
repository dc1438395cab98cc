//! Work: employers behind their public face.
pub mod employer_check;
pub mod employer_pledge;
pub mod opening_desk;
pub mod opening_event;
pub mod opening_revision;
pub mod pledge_acceptance;
