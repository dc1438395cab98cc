//! Pictures in the sizes that pages need, always encoded anew from pixels: no metadata survives.
use anyhow::{Context, anyhow};
use fast_image_resize::{PixelType, ResizeOptions, Resizer, images::Image};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder};

use crate::{error::Result, platform::files::Files};

/// Quality of `WebP` pictures, 0 to 100: lists show many small ones, which bear a little less.
const CARD_QUALITY: f32 = 74.0;
const MIDDLE_QUALITY: f32 = 80.0;
const JPEG_QUALITY: u8 = 80;
/// Size of the picture that messengers show beside a link, pixels.
pub const SHARE_SIZE: (u32, u32) = (1200, 630);

/// The files of one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 320 pixels square, for lists.
    Card,
    /// 800 pixels wide, for the page of a product.
    Middle,
    /// For messengers and search engines.
    Share,
}

impl Size {
    pub const ALL: [Self; 3] = [Self::Card, Self::Middle, Self::Share];

    /// The name of the file.
    pub fn file(self, key: &str) -> String {
        match self {
            Self::Card => format!("{key}-320.webp"),
            Self::Middle => format!("{key}-800.webp"),
            Self::Share => format!("{key}-1200.jpg"),
        }
    }
}

/// Pixels of a picture, red, green, blue and opacity, row by row.
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// Writes all sizes of a picture.
pub fn store(files: &Files, key: &str, pixels: Pixels) -> Result<()> {
    let source = Image::from_vec_u8(pixels.width, pixels.height, pixels.rgba, PixelType::U8x4)
        .context("the pixels do not fit the size of the picture")?;
    for size in Size::ALL {
        files.put(&size.file(key), &encode(&source, size)?)?;
    }
    Ok(())
}

fn encode(source: &Image<'_>, size: Size) -> Result<Vec<u8>> {
    match size {
        Size::Card => webp(&resize(source, 320, 320)?, CARD_QUALITY),
        Size::Middle => {
            let height = u64::from(source.height()) * 800 / u64::from(source.width());
            webp(&resize(source, 800, u32::try_from(height).unwrap_or(800))?, MIDDLE_QUALITY)
        }
        Size::Share => jpeg(&resize(source, SHARE_SIZE.0, SHARE_SIZE.1)?),
    }
}

/// Scales and cuts around the centre.
fn resize(source: &Image<'_>, width: u32, height: u32) -> Result<Image<'static>> {
    let mut out = Image::new(width, height, PixelType::U8x4);
    let options = ResizeOptions::new().fit_into_destination(None).use_alpha(false);
    Resizer::new().resize(source, &mut out, &options).context("resizing")?;
    Ok(out)
}

fn webp(picture: &Image<'_>, quality: f32) -> Result<Vec<u8>> {
    let rgb = opaque(picture);
    let encoder = webp::Encoder::from_rgb(&rgb, picture.width(), picture.height());
    let encoded = encoder.encode_simple(false, quality).map_err(|error| anyhow!("webp: {error:?}"))?;
    Ok(encoded.to_vec())
}

fn jpeg(picture: &Image<'_>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY)
        .write_image(&opaque(picture), picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .context("jpeg")?;
    Ok(out)
}

fn opaque(picture: &Image<'_>) -> Vec<u8> {
    picture.buffer().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_is_written_without_metadata() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let pixels = Pixels { width: 1200, height: 1200, rgba: vec![200; 1200 * 1200 * 4] };
        store(&files, "k", pixels).unwrap();
        for size in Size::ALL {
            let bytes = std::fs::read(folder.path().join(size.file("k"))).unwrap();
            let picture = image::load_from_memory(&bytes).unwrap();
            let expected = match size {
                Size::Card => (320, 320),
                Size::Middle => (800, 800),
                Size::Share => SHARE_SIZE,
            };
            assert_eq!((picture.width(), picture.height()), expected);
            for marker in [&b"EXIF"[..], b"Exif", b"XMP ", b"ICCP"] {
                assert!(!bytes.windows(marker.len()).any(|window| window == marker), "{size:?} carries metadata");
            }
        }
    }
}
