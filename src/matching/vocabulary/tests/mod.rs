//! What the vocabulary promises: clean lists, and a linker that finds what a reader finds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod labels;
mod linking;
mod phrases;

use super::{Edits, Vocabulary};

/// The lists that came with the program.
fn vocabulary() -> &'static Vocabulary {
    static LISTS: std::sync::LazyLock<Vocabulary> = std::sync::LazyLock::new(|| Vocabulary::build(&Edits::default()));
    &LISTS
}
