//! Draws pictures and puts files together as cameras, programs and attackers do.
use std::io::Cursor;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

/// The colours of the four corners: top left, top right, bottom left, bottom right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corners(pub [char; 4]);

const COLOURS: [(char, [u8; 3]); 4] =
    [('r', [220, 30, 30]), ('g', [30, 200, 30]), ('b', [30, 30, 220]), ('y', [230, 220, 30])];

impl Corners {
    pub const UPRIGHT: Self = Self(['r', 'g', 'b', 'y']);

    pub fn of(picture: &DynamicImage) -> Self {
        let (right, bottom) = (picture.width() - 9, picture.height() - 9);
        Self([(8, 8), (right, 8), (8, bottom), (right, bottom)].map(|(x, y)| {
            let [red, green, blue, _] = picture.get_pixel(x, y).0;
            let far = |colour: [u8; 3]| -> u32 {
                let pairs = colour.into_iter().zip([red, green, blue]);
                pairs.map(|(one, other)| u32::from(one.abs_diff(other))).sum()
            };
            COLOURS.into_iter().min_by_key(|(_, colour)| far(*colour)).unwrap().0
        }))
    }
}

/// Four fields of colour.
pub fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let field = usize::from(2 * x >= width) + 2 * usize::from(2 * y >= height);
        Rgb(COLOURS[field].1)
    })
}

/// Nothing but chance.
pub fn noise(width: u32, height: u32) -> RgbImage {
    let mut chance = Chance(1);
    RgbImage::from_fn(width, height, |_, _| {
        let [one, two, three, ..] = chance.next().to_le_bytes();
        Rgb([one, two, three])
    })
}

/// Numbers that look like chance, and are the same every time.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next()).unwrap() % limit
    }
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 85).encode_image(picture).unwrap();
    out
}

pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

pub fn webp_lossy(picture: &RgbImage) -> Vec<u8> {
    webp::Encoder::from_rgb(picture, picture.width(), picture.height()).encode_simple(false, 80.0).unwrap().to_vec()
}

pub fn webp_lossless(picture: &RgbImage) -> Vec<u8> {
    webp::Encoder::from_rgb(picture, picture.width(), picture.height()).encode_simple(true, 80.0).unwrap().to_vec()
}

/// A segment of a JPEG.
pub fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// A JPEG with more segments after its start.
pub fn with_segments(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat(), &jpeg[2..]].concat()
}

/// A chunk of a PNG.
pub fn png_chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let checked = [name, content].concat();
    [&length[..], &checked, &check_sum(&checked).to_be_bytes()].concat()
}

/// A PNG with more chunks after its header.
pub fn with_png_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

fn check_sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
    })
}

/// A chunk of a WebP.
pub fn webp_chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    [name, &length, content, &[0][..content.len() % 2]].concat()
}

pub fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let content = chunks.concat();
    let length = u32::try_from(content.len() + 4).unwrap().to_le_bytes();
    [&b"RIFF"[..], &length, b"WEBP", &content].concat()
}

/// The header of a WebP with more than a picture.
pub fn webp_extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let (width, height) = ((width - 1).to_le_bytes(), (height - 1).to_le_bytes());
    webp_chunk(b"VP8X", &[&[flags, 0, 0, 0], &width[..3], &height[..3]].concat())
}

/// A lossy WebP with other chunks before and behind its picture.
pub fn with_webp_chunks(picture: &RgbImage, before: &[Vec<u8>], behind: &[Vec<u8>]) -> Vec<u8> {
    let plain = webp_lossy(picture)[12..].to_vec();
    let head = webp_extended(0b10_1100, picture.width(), picture.height());
    webp(&[vec![head], before.to_vec(), vec![plain], behind.to_vec()].concat())
}

/// Fields of a camera: a description and how the picture has to be turned.
pub fn exif(turned: u8, words: &str) -> Vec<u8> {
    let length = u32::try_from(words.len()).unwrap().to_le_bytes();
    let description = [&b"\x0e\x01\x02\0"[..], &length, &38_u32.to_le_bytes()].concat();
    let orientation = [&b"\x12\x01\x03\0\x01\0\0\0"[..], &[turned, 0, 0, 0]].concat();
    [&b"II*\0\x08\0\0\0\x02\0"[..], &description, &orientation, &[0; 4], words.as_bytes()].concat()
}
