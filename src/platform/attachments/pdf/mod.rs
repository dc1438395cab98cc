//! PDF: every object in the file is read, from the first byte to the last, whether a table points to it or not.
//! Programs that open PDFs disagree about which objects count, so all have to be harmless, and nothing may stand
//! between them.
//! Drawings, fonts and pictures are not unpacked; lists of objects are.
//!
//! Whatever is odd is refused: printing a document into a new PDF mends it.
mod facts;
mod objects;
mod streams;
mod tokens;
mod values;

use self::facts::Facts;
use super::Refusal;

/// Objects of a file, and entries of its tables. A tagged document of a hundred pages has tens of thousands.
const MOST_OBJECTS: usize = 300_000;
/// Pages of a file.
const MOST_PAGES: usize = 2_000;
/// Bytes of all packed lists of objects and descriptions once they are unpacked.
const LARGEST_INSIDE: usize = 32 << 20;
/// Values of one object.
const MOST_VALUES: usize = 500_000;
/// Lists in lists, and levels of the tree of pages.
const DEEPEST: usize = 60;

/// What a PDF turned out to be.
#[derive(Debug)]
pub struct Found {
    pub pages: u16,
    /// Title, author, subject, keywords and organisation, wherever the file says them.
    pub metadata: Vec<String>,
}

/// Looks at a file that begins like a PDF.
pub fn inspect(bytes: &[u8]) -> Result<Found, Refusal> {
    if !matches!(bytes, [b'%', b'P', b'D', b'F', b'-', b'1' | b'2', b'.', b'0'..=b'9', ..]) {
        return Err(Refusal::NotPdf);
    }
    // What is enciphered cannot be looked at, so this comes before all else.
    if has_name(bytes, b"/Encrypt") {
        return Err(Refusal::Locked);
    }
    if opens_like_a_page(bytes) || ends_like_an_archive(bytes) {
        return Err(Refusal::Mixed);
    }
    let mut facts = Facts::default();
    let read = objects::read(bytes, &mut facts)?;
    // A table may point into a drawing, a text or a comment, and there be an object in it that was not read.
    if objects::count(bytes) != read {
        return Err(Refusal::Mixed);
    }
    facts.finish()
}

fn has_name(bytes: &[u8], name: &[u8]) -> bool {
    let stands_alone = |at: usize| bytes.get(at + name.len()).is_none_or(|next| !tokens::is_regular(*next));
    find_all(bytes, name).any(stands_alone)
}

/// Browsers that guess what a file is look at its head only.
fn opens_like_a_page(bytes: &[u8]) -> bool {
    const TAGS: [&[u8]; 6] = [b"<html", b"<script", b"<!doctype", b"<svg", b"<body", b"<iframe"];
    let head = bytes[..bytes.len().min(1_024)].to_ascii_lowercase();
    TAGS.iter().any(|tag| find_all(&head, tag).next().is_some())
}

/// Programs for archives look for a directory in the last 64 KiB, wherever the file begins.
fn ends_like_an_archive(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub((64 << 10) + 22)..];
    find_all(tail, b"PK\x05\x06").next().is_some()
}

/// Where a part begins, as often as it stands there.
fn find_all<'a>(bytes: &'a [u8], part: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let (first, rest) = part.split_first().map_or((0, part), |(first, rest)| (*first, rest));
    let begins = bytes.iter().enumerate().filter(move |(_, byte)| **byte == first);
    begins.map(|(at, _)| at).filter(move |at| bytes[at + 1..].starts_with(rest))
}
