//! From a file that was found in order to pixels.
use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits};

use super::{
    Refusal,
    inspect::{Found, LONGEST_SIDE},
};

/// Bytes that the pixels may take.
pub const MOST_MEMORY: u64 = 96 << 20;

/// Reads the pixels as they lie in the file, not turned yet.
pub fn decode(found: Found) -> Result<DynamicImage, Refusal> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(found.picture), found.format);
    reader.limits(limits);
    // `decode` charges the pixels to the limit. `into_decoder` with `from_decoder` would not, and is not needed to know
    // how the picture is turned: that was read from the metadata, which the decoder never sees.
    let picture = reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Unreadable,
    })?;
    let size = (picture.width(), picture.height());
    if size == (found.extent.width, found.extent.height) { Ok(picture) } else { Err(Refusal::Unreadable) }
}
