//! The files of a picture and how each is made. Nothing is ever enlarged.
use anyhow::{Context, anyhow};
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{
    ColorType, DynamicImage, ExtendedColorType, GenericImageView, ImageBuffer, ImageEncoder, RgbImage,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};

use crate::error::Result;

/// Quality of `WebP` pictures, 0 to 100: lists show many small ones, which bear a little less.
const CARD_QUALITY: f32 = 74.0;
const WEBP_QUALITY: f32 = 80.0;
/// Qualities of JPEG pictures, tried in turn until the file is small enough.
const JPEG_QUALITIES: [u8; 6] = [80, 70, 60, 45, 30, 15];
/// Size of the picture that messengers show beside a link, pixels; of a smaller photo it is smaller.
pub const SHARE_SIZE: (u32, u32) = (1200, 630);
/// Bytes of the picture for messengers. They leave out larger ones.
pub const SHARE_BYTES: usize = 300_000;
/// Bytes of the widest JPEG that pages may fall back to.
const FALLBACK_BYTES: usize = 500_000;
/// Bytes of the picture of a document. Small print of a receipt stays readable in it.
const DOCUMENT_BYTES: usize = 4 << 20;

/// The files of one picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 320 pixels square, for lists.
    Card,
    /// 800 pixels wide, for the page of a product.
    Middle,
    /// 1600 pixels wide, to look closely and to print.
    Large,
    /// Like the middle one, for programs that cannot read `WebP`.
    Fallback,
    /// For messengers and search engines.
    Share,
}

impl Size {
    pub const ALL: [Self; 5] = [Self::Card, Self::Middle, Self::Large, Self::Fallback, Self::Share];

    /// The name of the file.
    pub fn file(self, key: &str) -> String {
        match self {
            Self::Card => format!("{key}-320.webp"),
            Self::Middle => format!("{key}-800.webp"),
            Self::Large => format!("{key}-1600.webp"),
            Self::Fallback => format!("{key}-800.jpg"),
            Self::Share => format!("{key}-1200.jpg"),
        }
    }

    /// Width and height of the file, pixels, for a picture of so many.
    pub fn extent(self, width: u32, height: u32) -> (u32, u32) {
        match self {
            Self::Card => {
                let side = width.min(height).min(320);
                (side, side)
            }
            Self::Middle | Self::Fallback => column(width, height, 800),
            Self::Large => column(width, height, 1600),
            Self::Share if scaled(width, SHARE_SIZE.1, SHARE_SIZE.0) <= height => {
                let width = width.min(SHARE_SIZE.0);
                (width, scaled(width, SHARE_SIZE.1, SHARE_SIZE.0))
            }
            Self::Share => {
                let height = height.min(SHARE_SIZE.1);
                (scaled(height, SHARE_SIZE.0, SHARE_SIZE.1), height)
            }
        }
    }
}

/// The picture from which all sizes are made: no larger than they need, upright, and on white where one could see
/// through it. Turning the small picture takes a fraction of what turning a whole photo takes.
pub fn base(mut picture: DynamicImage, orientation: Orientation) -> Result<RgbImage> {
    lay_on_white(&mut picture);
    let turned = lies_on_its_side(orientation);
    let (width, height) = base_extent(picture.width(), picture.height(), turned);
    let mut small = if (width, height) == picture.dimensions() { picture } else { shrink(&picture, width, height)? };
    small.apply_orientation(orientation);
    Ok(small.into_rgb8())
}

/// The picture of a document as JPEG: upright, on white, no side longer than so many pixels.
pub fn document(mut picture: DynamicImage, orientation: Orientation, longest: u32) -> Result<(Vec<u8>, (u32, u32))> {
    lay_on_white(&mut picture);
    let (width, height) = picture.dimensions();
    let side = width.max(height);
    let mut small = if side > longest {
        shrink(&picture, scaled(width, longest, side), scaled(height, longest, side))?
    } else {
        picture
    };
    small.apply_orientation(orientation);
    let upright = small.into_rgb8();
    Ok((jpeg(&upright, DOCUMENT_BYTES)?, upright.dimensions()))
}

/// Makes the file of one size.
pub fn encode(base: &RgbImage, size: Size) -> Result<Vec<u8>> {
    let (width, height) = size.extent(base.width(), base.height());
    let resized;
    let picture = if (width, height) == base.dimensions() {
        base
    } else {
        resized = cut(base, width, height)?;
        &resized
    };
    match size {
        Size::Card => webp(picture, CARD_QUALITY),
        Size::Middle | Size::Large => webp(picture, WEBP_QUALITY),
        Size::Fallback => jpeg(picture, FALLBACK_BYTES),
        Size::Share => jpeg(picture, SHARE_BYTES),
    }
}

/// Of a given width; a picture more than twice as high as wide is bounded by its height instead.
fn column(width: u32, height: u32, widest: u32) -> (u32, u32) {
    let highest = 2 * widest;
    let (within, high) = (width.min(widest), scaled(height, width.min(widest), width));
    if high <= highest { (within, high) } else { (scaled(width, highest, height), highest) }
}

/// `length * part / whole`, rounded, at least 1.
fn scaled(length: u32, part: u32, whole: u32) -> u32 {
    let product = u64::from(length) * u64::from(part) + u64::from(whole) / 2;
    u32::try_from(product / u64::from(whole.max(1))).unwrap_or(u32::MAX).max(1)
}

/// Large enough for the largest file, and of pictures that are very long also for the card and the share card.
fn base_extent(width: u32, height: u32, turned: bool) -> (u32, u32) {
    let (seen_width, seen_height) = if turned { (height, width) } else { (width, height) };
    let (large, _) = Size::Large.extent(seen_width, seen_height);
    let shorter = seen_width.min(seen_height);
    // The scale is large / seen_width or wanted / shorter, whichever leaves more.
    let wanted = shorter.min(SHARE_SIZE.1);
    let (part, whole) = if u64::from(large) * u64::from(shorter) >= u64::from(wanted) * u64::from(seen_width) {
        (large, seen_width)
    } else {
        (wanted, shorter)
    };
    (scaled(width, part, whole), scaled(height, part, whole))
}

fn lies_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Scales a picture with any kind of pixels.
fn shrink(picture: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage> {
    let kind = match picture.color() {
        ColorType::L8 => PixelType::U8,
        ColorType::La8 => PixelType::U8x2,
        ColorType::Rgb8 => PixelType::U8x3,
        ColorType::Rgba8 => PixelType::U8x4,
        ColorType::L16 => PixelType::U16,
        ColorType::La16 => PixelType::U16x2,
        ColorType::Rgb16 => PixelType::U16x3,
        ColorType::Rgba16 => PixelType::U16x4,
        other => return Err(anyhow!("no decoder of ours gives {other:?}").into()),
    };
    let source = ImageRef::new(picture.width(), picture.height(), picture.as_bytes(), kind).context("resizing")?;
    let mut small = Image::new(width, height, kind);
    Resizer::new().resize(&source, &mut small, &options()).context("resizing")?;
    let bytes = small.into_vec();
    let wide = |bytes: &[u8]| bytes.chunks_exact(2).map(|pair| u16::from_ne_bytes([pair[0], pair[1]])).collect();
    let built = match picture.color() {
        ColorType::L8 => ImageBuffer::from_raw(width, height, bytes).map(DynamicImage::ImageLuma8),
        ColorType::La8 => ImageBuffer::from_raw(width, height, bytes).map(DynamicImage::ImageLumaA8),
        ColorType::Rgb8 => ImageBuffer::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8),
        ColorType::Rgba8 => ImageBuffer::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8),
        ColorType::L16 => ImageBuffer::from_raw(width, height, wide(&bytes)).map(DynamicImage::ImageLuma16),
        ColorType::La16 => ImageBuffer::from_raw(width, height, wide(&bytes)).map(DynamicImage::ImageLumaA16),
        ColorType::Rgb16 => ImageBuffer::from_raw(width, height, wide(&bytes)).map(DynamicImage::ImageRgb16),
        _ => ImageBuffer::from_raw(width, height, wide(&bytes)).map(DynamicImage::ImageRgba16),
    };
    Ok(built.context("the pixels do not fit the size of the picture")?)
}

/// Scales and cuts around the centre.
fn cut(base: &RgbImage, width: u32, height: u32) -> Result<RgbImage> {
    let source = ImageRef::new(base.width(), base.height(), base, PixelType::U8x3).context("resizing")?;
    let mut small = Image::new(width, height, PixelType::U8x3);
    Resizer::new().resize(&source, &mut small, &options().fit_into_destination(None)).context("resizing")?;
    Ok(RgbImage::from_raw(width, height, small.into_vec()).context("the pixels do not fit the size of the picture")?)
}

fn options() -> ResizeOptions {
    ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(false)
}

/// Puts white behind what can be seen through, in place: scaling opacity would take the picture a second time.
fn lay_on_white(picture: &mut DynamicImage) {
    match picture {
        DynamicImage::ImageLumaA8(pixels) => pixels.chunks_exact_mut(2).for_each(blend),
        DynamicImage::ImageRgba8(pixels) => pixels.chunks_exact_mut(4).for_each(blend),
        DynamicImage::ImageLumaA16(pixels) => pixels.chunks_exact_mut(2).for_each(blend_deep),
        DynamicImage::ImageRgba16(pixels) => pixels.chunks_exact_mut(4).for_each(blend_deep),
        _ => {}
    }
}

fn blend(pixel: &mut [u8]) {
    const FULL: u16 = u8::MAX as u16;
    let Some((&mut opacity, colours)) = pixel.split_last_mut() else { return };
    for colour in colours.iter_mut().filter(|_| opacity < u8::MAX) {
        let white = FULL * (FULL - u16::from(opacity));
        *colour = u8::try_from((u16::from(*colour) * u16::from(opacity) + white) / FULL).unwrap_or(u8::MAX);
    }
}

fn blend_deep(pixel: &mut [u16]) {
    const FULL: u32 = u16::MAX as u32;
    let Some((&mut opacity, colours)) = pixel.split_last_mut() else { return };
    for colour in colours.iter_mut().filter(|_| opacity < u16::MAX) {
        let white = FULL * (FULL - u32::from(opacity));
        *colour = u16::try_from((u32::from(*colour) * u32::from(opacity) + white) / FULL).unwrap_or(u16::MAX);
    }
}

fn webp(picture: &RgbImage, quality: f32) -> Result<Vec<u8>> {
    let encoder = webp::Encoder::from_rgb(picture, picture.width(), picture.height());
    let encoded = encoder.encode_simple(false, quality).map_err(|error| anyhow!("webp: {error:?}"))?;
    Ok(encoded.to_vec())
}

/// In the best quality that is small enough.
fn jpeg(picture: &RgbImage, most: usize) -> Result<Vec<u8>> {
    for quality in JPEG_QUALITIES {
        let mut out = Vec::new();
        JpegEncoder::new_with_quality(&mut out, quality)
            .write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8)
            .context("jpeg")?;
        if out.len() <= most {
            return Ok(out);
        }
    }
    Err(anyhow!("no quality makes the JPEG small enough").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_keep_the_shape_and_never_grow() {
        for (from, card, middle, large, share) in [
            ((4000, 3000), (320, 320), (800, 600), (1600, 1200), (1200, 630)),
            ((3000, 4000), (320, 320), (800, 1067), (1600, 2133), (1200, 630)),
            ((1200, 1200), (320, 320), (800, 800), (1200, 1200), (1200, 630)),
            ((600, 800), (320, 320), (600, 800), (600, 800), (600, 315)),
            ((1000, 600), (320, 320), (800, 480), (1000, 600), (1000, 525)),
            ((8000, 600), (320, 320), (800, 60), (1600, 120), (1143, 600)),
            ((600, 8000), (320, 320), (120, 1600), (240, 3200), (600, 315)),
            ((250, 250), (250, 250), (250, 250), (250, 250), (250, 131)),
        ] {
            let extents = Size::ALL.map(|size| size.extent(from.0, from.1));
            assert_eq!(extents, [card, middle, large, middle, share], "{from:?}");
        }
    }

    #[test]
    fn pixels_of_every_kind_are_scaled_alike() {
        let drawn =
            DynamicImage::from(RgbImage::from_fn(60, 40, |x, _| image::Rgb([if x < 30 { 40 } else { 200 }; 3])));
        for picture in [
            drawn.to_luma8().into(),
            drawn.to_luma_alpha8().into(),
            drawn.to_rgba8().into(),
            drawn.to_luma16().into(),
            drawn.to_luma_alpha16().into(),
            drawn.to_rgb16().into(),
            drawn.to_rgba16().into(),
            drawn,
        ] {
            let small = shrink(&picture, 30, 20).unwrap();
            assert_eq!((small.color(), small.dimensions()), (picture.color(), (30, 20)));
            let small = small.into_rgb8();
            assert_eq!(
                [small.get_pixel(5, 9).0, small.get_pixel(25, 9).0],
                [[40; 3], [200; 3]],
                "{:?}",
                picture.color()
            );
        }
    }

    #[test]
    fn white_lies_behind_what_can_be_seen_through() {
        for (opacity, seen) in [(255, [200, 0, 100]), (0, [255; 3]), (51, [244, 204, 224])] {
            let clear = image::RgbaImage::from_pixel(4, 4, image::Rgba([200, 0, 100, opacity]));
            let deep = DynamicImage::from(clear.clone()).into_rgba16();
            for mut picture in [clear.into(), DynamicImage::from(deep)] {
                lay_on_white(&mut picture);
                let found = picture.into_rgb8().get_pixel(1, 1).0;
                assert!(found.iter().zip(seen).all(|(one, other)| one.abs_diff(other) <= 1), "{opacity}: {found:?}");
            }
        }
        let mut grey = DynamicImage::from(image::GrayAlphaImage::from_pixel(4, 4, image::LumaA([100, 0])));
        lay_on_white(&mut grey);
        assert_eq!(grey.into_rgb8().get_pixel(1, 1).0, [255; 3]);
    }

    #[test]
    fn the_base_has_enough_pixels_for_every_size_and_never_many() {
        for from in [(4000, 3000), (3000, 4000), (8000, 600), (600, 8000), (8000, 3000), (3000, 8000), (600, 600)] {
            for turned in [false, true] {
                let (width, height) = base_extent(from.0, from.1, turned);
                assert!(width * height <= 5_200_000, "{from:?} {width} {height}");
                let seen = |(width, height)| if turned { (height, width) } else { (width, height) };
                let (base, whole) = (seen((width, height)), seen(from));
                for size in Size::ALL {
                    assert_eq!(size.extent(base.0, base.1), size.extent(whole.0, whole.1), "{from:?} {size:?}");
                }
            }
        }
    }
}
