//! The last look at every file before it is stored: it holds the picture and nothing else. Whatever is not on the list
//! of parts stops the upload.
use anyhow::{Context, anyhow, bail, ensure};

use super::sizes::{SHARE_BYTES, Size};
use crate::error::Result;

/// Checks a file that was made here.
///
/// # Errors
/// When a part stands in it that is not allowed, or its size is not the expected one.
pub fn verify(bytes: &[u8], size: Size, extent: (u32, u32)) -> Result<()> {
    let found = match size {
        Size::Card | Size::Middle | Size::Large => webp(bytes),
        Size::Fallback | Size::Share => jpeg(bytes),
    };
    Ok(check(bytes, size, extent, found).with_context(|| format!("a picture ({size:?}) is not fit to be stored"))?)
}

/// Checks the picture of a document, which is a JPEG too.
///
/// # Errors
/// As [`verify`].
pub fn verify_document(bytes: &[u8], extent: (u32, u32)) -> Result<()> {
    let found = jpeg(bytes).context("the picture of a document is not fit to be stored")?;
    if found == extent { Ok(()) } else { Err(anyhow!("the picture of a document has another size").into()) }
}

fn check(bytes: &[u8], size: Size, extent: (u32, u32), found: anyhow::Result<(u32, u32)>) -> anyhow::Result<()> {
    ensure!(found? == extent, "its size is not the expected one");
    ensure!(size != Size::Share || bytes.len() <= SHARE_BYTES, "it has too many bytes");
    Ok(())
}

/// One chunk with a picture, and no other. Gives width and height.
fn webp(bytes: &[u8]) -> anyhow::Result<(u32, u32)> {
    let (head, rest) = bytes.split_first_chunk::<20>().context("no header")?;
    ensure!(head.starts_with(b"RIFF") && &head[8..16] == b"WEBPVP8 ", "not a plain WebP picture");
    let length = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]) as usize;
    ensure!(length(4) == bytes.len() - 8, "the container is longer or shorter than it says");
    ensure!(length(16).next_multiple_of(2) == rest.len(), "something stands behind the picture");
    let frame = rest.first_chunk::<10>().context("no frame")?;
    ensure!(frame[0] & 1 == 0 && frame[3..6] == [0x9d, 0x01, 0x2a], "not a key frame");
    let side = |at: usize| u32::from(u16::from_le_bytes([frame[at], frame[at + 1]]) & 0x3fff);
    Ok((side(6), side(8)))
}

/// The markers a picture needs, and nothing behind its end. Gives width and height.
fn jpeg(bytes: &[u8]) -> anyhow::Result<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8]).context("no start")?;
    let mut extent = None;
    loop {
        let (&[start, marker, high, low], after) = rest.split_first_chunk().context("a marker is cut off")?;
        let length = usize::from(u16::from_be_bytes([high, low])).checked_sub(2).context("a length is wrong")?;
        let (body, after) = after.split_at_checked(length).context("a segment is cut off")?;
        ensure!(start == 0xff, "no marker where one has to be");
        match marker {
            0xe0 => ensure!(body.len() == 14 && body.starts_with(b"JFIF\0") && body[12..] == [0, 0], "not JFIF"),
            0xc0 => {
                let &[_, height_high, height_low, width_high, width_low] = body.first_chunk().context("no size")?;
                let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                extent = Some((side(width_high, width_low), side(height_high, height_low)));
            }
            0xc4 | 0xdb => {}
            0xda => {
                ends_well(after)?;
                return extent.context("no size before the picture");
            }
            other => bail!("marker {other:#x} has no place in it"),
        }
        rest = after;
    }
}

/// Behind the pixels stands the end and nothing more.
fn ends_well(scan: &[u8]) -> anyhow::Result<()> {
    let pixels = scan.strip_suffix(&[0xff, 0xd9]).context("the end is missing")?;
    let stuffed = |pair: &[u8]| pair[0] != 0xff || pair[1] == 0;
    ensure!(pixels.windows(2).all(stuffed) && pixels.last() != Some(&0xff), "a marker stands among the pixels");
    Ok(())
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;
    use crate::platform::photos::sizes::encode;

    fn files() -> Vec<(Size, Vec<u8>, (u32, u32))> {
        let picture = RgbImage::from_fn(700, 640, |x, y| image::Rgb([x.to_le_bytes()[0], y.to_le_bytes()[0], 90]));
        let made = Size::ALL.map(|size| (size, encode(&picture, size).unwrap(), size.extent(700, 640)));
        made.into()
    }

    #[test]
    fn our_own_files_are_fit() {
        for (size, bytes, extent) in files() {
            verify(&bytes, size, extent).unwrap();
            assert!(verify(&bytes, size, (extent.0 + 1, extent.1)).is_err());
        }
    }

    #[test]
    fn anything_added_stops_the_upload() {
        for (size, bytes, extent) in files() {
            let behind = [&bytes[..], b"more"].concat();
            assert!(verify(&behind, size, extent).is_err(), "{size:?} with something behind it");
            assert!(verify(&bytes[..bytes.len() - 1], size, extent).is_err(), "{size:?} cut short");
            let more = match size {
                Size::Fallback | Size::Share => [&bytes[..2], b"\xff\xfe\0\x06note", &bytes[2..]].concat(),
                _ => {
                    let mut more = [&bytes[..], b"EXIF\x04\0\0\0note"].concat();
                    let length = u32::try_from(more.len() - 8).unwrap();
                    more[4..8].copy_from_slice(&length.to_le_bytes());
                    more
                }
            };
            assert!(verify(&more, size, extent).is_err(), "{size:?} with a note");
        }
    }
}
