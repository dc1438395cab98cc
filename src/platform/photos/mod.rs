//! Pictures of goods: from what somebody sent to the files that pages show. Every file is encoded anew from pixels, so
//! nothing that stood beside the picture (place, time, device, a comment, a film behind it) survives, nor does a colour
//! profile: colours outside of sRGB turn out slightly paler. What was sent is forgotten with the request.
mod decode;
mod inspect;
mod queue;
mod refusal;
mod sizes;
#[cfg(test)]
pub(super) mod tests;
mod verify;

use anyhow::Context;
use image::{DynamicImage, RgbImage, RgbaImage};

pub use self::{
    inspect::MOST_BYTES,
    refusal::Refusal,
    sizes::{SHARE_SIZE, Size},
};
use crate::{
    error::Result,
    platform::files::{self, Files},
};

static QUEUE: queue::Queue = queue::Queue::new();

/// A picture in every size, not stored yet.
#[derive(Debug)]
pub struct Prepared {
    /// Pixels of the picture all files were made from, as it is looked at. [`Size::extent`] tells those of each file.
    pub width: u32,
    pub height: u32,
    pub files: Vec<(Size, Vec<u8>)>,
}

/// Pixels of a picture, red, green, blue and opacity, row by row. Opacity is not looked at.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// Makes the files of a photo that somebody sent. At most two are worked on at a time; others wait, and after ten
/// seconds they are refused.
///
/// # Errors
/// The outer error is a fault of ours: a file could not be written as it has to be, and none must be stored.
pub async fn receive(bytes: Vec<u8>) -> Result<Result<Prepared, Refusal>> {
    receive_as(bytes, &Size::ALL).await
}

/// Makes some of the files only, where the others would not be kept.
///
/// # Errors
/// As [`receive`].
pub async fn receive_as(bytes: Vec<u8>, sizes: &'static [Size]) -> Result<Result<Prepared, Refusal>> {
    let found = match inspect::inspect(&bytes) {
        Ok(found) => found,
        Err(refusal) => return Ok(Err(refusal)),
    };
    drop(bytes);
    match QUEUE.run(found.extent.megapixels(), move || prepare(found, sizes)).await? {
        Ok(prepared) => prepared,
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Does work on a picture or another file that somebody sent, when it is its turn: no more at a time than memory
/// allows.
///
/// # Errors
/// The outer error is a fault of ours; the inner one is [`Refusal::Busy`] or [`Refusal::TooSlow`].
pub async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<Result<T, Refusal>> {
    QUEUE.run(queue::LEAST, work).await
}

/// The picture of a paper, say a receipt, as one JPEG of at most so many pixels a side, however narrow. Takes seconds
/// of a thread that may stand still: see [`in_turn`].
///
/// # Errors
/// The outer error is a fault of ours, as of [`receive`].
pub fn document(bytes: &[u8], longest: u32) -> Result<Result<Vec<u8>, Refusal>> {
    let decoded = inspect::inspect_any_size(bytes).and_then(|found| Ok((found.orientation, decode::decode(found)?)));
    let (orientation, picture) = match decoded {
        Ok(decoded) => decoded,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (jpeg, extent) = sizes::document(picture, orientation, longest)?;
    verify::verify_document(&jpeg, extent)?;
    Ok(Ok(jpeg))
}

/// Writes all sizes of a picture that was painted here, on a thread that may stand still.
pub fn store(files: &Files, key: &str, pixels: Pixels) -> Result<()> {
    let picture = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba);
    let picture = picture.context("the pixels do not fit the size of the picture")?;
    let prepared = encode(&DynamicImage::from(picture).into_rgb8(), &Size::ALL)?;
    prepared.files.into_iter().try_for_each(|(size, bytes)| files::now(files.put(&size.file(key), bytes)))
}

impl Prepared {
    /// Writes all files under a key. Either all are there afterwards or none.
    pub async fn store(self, files: &Files, key: &str) -> Result<()> {
        for (size, bytes) in self.files {
            if let Err(error) = files.put(&size.file(key), bytes).await {
                remove(files, key).await?;
                return Err(error);
            }
        }
        Ok(())
    }
}

/// Removes all files of a key; those that are not there are no fault.
pub async fn remove(files: &Files, key: &str) -> Result<()> {
    for size in Size::ALL {
        files.delete(&size.file(key)).await?;
    }
    Ok(())
}

fn prepare(found: inspect::Found, sizes: &[Size]) -> Result<Result<Prepared, Refusal>> {
    let orientation = found.orientation;
    match decode::decode(found) {
        Ok(picture) => encode(&sizes::base(picture, orientation)?, sizes).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

fn encode(base: &RgbImage, wanted: &[Size]) -> Result<Prepared> {
    let (width, height) = base.dimensions();
    let mut files = Vec::with_capacity(wanted.len());
    for &size in wanted {
        let bytes = sizes::encode(base, size)?;
        verify::verify(&bytes, size, size.extent(width, height))?;
        files.push((size, bytes));
    }
    Ok(Prepared { width, height, files })
}
