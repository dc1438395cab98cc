//! What the vocabulary promises: clean lists, and a linker that finds what a reader finds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod labels;
mod linking;
mod phrases;
