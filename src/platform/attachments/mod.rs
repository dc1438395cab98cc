//! Files that people attach to an application: papers, price lists, photos of receipts. Only kinds on a short list are
//! taken, and only when name and content agree. Pictures are encoded anew from their pixels; documents stay as they
//! are, byte for byte, and are refused when there is anything in them that acts by itself or reaches outside.
//!
//! Nothing here knows what a file is attached to, or touches a disk.
mod kind;
mod metadata;
mod name;
mod ooxml;
mod pdf;
mod picture;
mod refusal;
#[cfg(test)]
mod tests;

pub use self::{kind::Media, name::shown_name, refusal::Refusal};
use crate::{error::Result, platform::photos};

/// Bytes of one file.
pub const MOST_BYTES: usize = 10 << 20;
/// Files of one application.
pub const MOST_FILES: usize = 25;
/// Bytes of all files of one application.
pub const MOST_BYTES_TOGETHER: u64 = 60 << 20;

/// A file that may be stored.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What the stored bytes are: every picture becomes a JPEG.
    pub media: Media,
    /// What is stored.
    pub bytes: Vec<u8>,
    /// Of a PDF.
    pub pages: Option<u16>,
    /// What a document says about itself beside its text: title, author and the like. At most 40 texts, each of at most
    /// 300 letters.
    pub metadata: Vec<String>,
}

/// Looks at a file that somebody sent under a name. It may take a second, so this is for threads that may stand still.
///
/// # Errors
/// The reason why it is not taken.
pub fn inspect(name: &str, bytes: Vec<u8>) -> Result<Accepted, Refusal> {
    match kind::sent(name, &bytes)? {
        kind::Sent::Picture => {
            Ok(Accepted { media: Media::Jpeg, bytes: picture::encode(&bytes)?, pages: None, metadata: Vec::new() })
        }
        kind::Sent::Pdf => {
            let pdf::Found { pages, metadata } = pdf::inspect(&bytes)?;
            Ok(Accepted { media: Media::Pdf, bytes, pages: Some(pages), metadata })
        }
        kind::Sent::Docx => office(Media::Docx, bytes),
        kind::Sent::Xlsx => office(Media::Xlsx, bytes),
    }
}

/// Looks at a file when it is its turn, on a thread of its own: no more files and photos at a time than memory allows.
///
/// # Errors
/// The outer error is a fault of ours.
pub async fn receive(name: String, bytes: Vec<u8>) -> Result<Result<Accepted, Refusal>> {
    let looked_at = photos::in_turn(move || inspect(&name, bytes)).await?;
    Ok(looked_at.unwrap_or_else(|refusal| Err(Refusal::of_picture(refusal))))
}

/// Whether an application with so many files of so many bytes has room for one more of so many.
///
/// # Errors
/// What there is too much of.
pub fn room(files: usize, bytes: u64, next: usize) -> Result<(), Refusal> {
    if files >= MOST_FILES {
        return Err(Refusal::TooMany);
    }
    if bytes.saturating_add(next as u64) > MOST_BYTES_TOGETHER { Err(Refusal::TooMuchTogether) } else { Ok(()) }
}

fn office(media: Media, bytes: Vec<u8>) -> Result<Accepted, Refusal> {
    let metadata = ooxml::inspect(&bytes, media)?;
    Ok(Accepted { media, bytes, pages: None, metadata })
}
