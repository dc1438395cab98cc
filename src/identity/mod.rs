//! People: how they sign in, which offices they hold, and what they may. The only maker of an [`Actor`] and of proofs;
//! it knows bodies by kind and id and imports no slice.
pub mod access;
pub mod account;
pub mod actor;
pub mod address;
pub mod counters;
pub mod factors;
pub mod held;
pub mod mailing;
pub mod members;
pub mod model;
pub mod people;
pub mod policy;
pub mod rooms;
pub mod sessions;
pub mod sign_in;
pub mod vault;

pub use actor::Actor;
