//! The vault: what identifies a person, sealed with a key of that person. Only `identity::vault` uses these.
pub mod person_key;
pub mod person_secret;
pub mod sealed_paper;
pub mod sealed_photo;
pub mod sign_in_index;
