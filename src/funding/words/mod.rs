//! What the words of funding are called on a page: keys of texts, and the tone of a mark. Each list is complete, so a new
//! word does not compile until it has a text.
#![deny(clippy::wildcard_enum_match_arm)]
mod events;
mod people;
mod records;
mod refusals;
mod stages;
mod states;

pub use states::NEAR;

#[cfg(test)]
pub(in crate::funding) mod tests;
