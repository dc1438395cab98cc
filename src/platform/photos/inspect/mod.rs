//! What was sent, found out from its bytes alone: name and type that the sender gave are not looked at. The container
//! is walked from front to end, and only the parts that make up the picture are handed on, so that no decoder ever sees
//! metadata, and none has to be trusted with packed texts or profiles.
mod jpeg;
mod png;
mod webp;

use image::{ImageFormat, metadata::Orientation};

use super::{Refusal, decode::MOST_MEMORY};

/// Bytes of an upload.
pub const MOST_BYTES: usize = 8 << 20;
/// Pixels.
pub const LONGEST_SIDE: u32 = 8_000;
const SHORTEST_SIDE: u32 = 600;
const MOST_PIXELS: u64 = 24_000_000;
/// Bytes that a decoder may need in all: the pixels, and what it keeps besides until they are done.
const MOST_WORKING_MEMORY: u64 = 128 << 20;

/// A photo that is complete and not too large.
#[derive(Debug)]
pub struct Found {
    pub format: ImageFormat,
    pub extent: Extent,
    /// How it has to be turned to be looked at.
    pub orientation: Orientation,
    /// The file without everything that is not the picture.
    pub picture: Vec<u8>,
}

/// Pixels as they lie in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    pub width: u32,
    pub height: u32,
}

/// Looks at what was sent. Takes a few milliseconds at most: nothing is unpacked.
pub fn inspect(bytes: &[u8]) -> Result<Found, Refusal> {
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let found = inspect_any_size(bytes)?;
    if found.extent.width.min(found.extent.height) < SHORTEST_SIDE { Err(Refusal::TooSmall) } else { Ok(found) }
}

/// Looks at a picture of any number of bytes, however narrow: a receipt is long and thin.
pub fn inspect_any_size(bytes: &[u8]) -> Result<Found, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Missing);
    }
    match bytes {
        [0xff, 0xd8, 0xff, ..] => jpeg::inspect(bytes),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => png::inspect(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::inspect(bytes),
        [b'G', b'I', b'F', b'8', ..] => Err(Refusal::Gif),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Err(family_of_heic(bytes)),
        _ if is_svg(bytes) => Err(Refusal::Svg),
        _ => Err(Refusal::Unknown),
    }
}

impl Extent {
    /// Refuses what has no pixels or is too large to be worked on.
    fn new(width: u32, height: u32) -> Result<Self, Refusal> {
        if width.max(height) > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(Refusal::TooManyPixels);
        }
        if width.min(height) == 0 { Err(Refusal::TooSmall) } else { Ok(Self { width, height }) }
    }

    /// Megapixels, rounded up.
    pub fn megapixels(self) -> u32 {
        (self.width * self.height).div_ceil(1_000_000)
    }

    /// Refuses a picture whose pixels take more memory than there is for it. Both are bytes for every two pixels: of
    /// the decoded picture, and of what the decoder keeps besides.
    fn charge(self, decoded: u64, besides: u64) -> Result<(), Refusal> {
        let pairs = (u64::from(self.width) * u64::from(self.height)).div_ceil(2);
        let fits = pairs * decoded <= MOST_MEMORY && pairs * (decoded + besides) <= MOST_WORKING_MEMORY;
        if fits { Ok(()) } else { Err(Refusal::TooManyPixels) }
    }
}

/// Takes bytes off the front; a file that is too short is incomplete.
fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], Refusal> {
    let (taken, after) = rest.split_at_checked(length).ok_or(Refusal::Incomplete)?;
    *rest = after;
    Ok(taken)
}

/// How a picture is turned. Some writers put six bytes more in front.
fn orientation(exif: Option<&[u8]>) -> Orientation {
    let fields = exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif));
    fields.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}

/// Which of the formats it is that name themselves by brands: the main one first, then those it is compatible with.
fn family_of_heic(bytes: &[u8]) -> Refusal {
    const HEIC: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
    let length = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
    let head = &bytes[..bytes.len().min(length).min(256)];
    let brands = || head.get(8..).unwrap_or_default().chunks_exact(4);
    if brands().any(|brand| brand == b"avif" || brand == b"avis") {
        Refusal::Avif
    } else if brands().any(|brand| HEIC.contains(&brand)) {
        Refusal::Heic
    } else {
        Refusal::Unknown
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    text.starts_with(b"<") && text.windows(4).any(|window| window == b"<svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_we_cannot_take_are_called_by_their_names() {
        let of = |bytes: &[u8]| inspect(bytes).unwrap_err();
        assert_eq!(of(b""), Refusal::Missing);
        assert_eq!(of(&vec![0xff; MOST_BYTES + 1]), Refusal::TooLarge);
        assert_eq!(of(b"GIF89a\x01\0\x01\0"), Refusal::Gif);
        assert_eq!(
            of(b"\xef\xbb\xbf <?xml version=\"1.0\"?>\n<SVG xmlns='http://www.w3.org/2000/svg'/>"),
            Refusal::Svg
        );
        assert_eq!(of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Refusal::Heic);
        assert_eq!(of(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf"), Refusal::Avif);
        assert_eq!(of(b"\0\0\0\x18ftypisom\0\0\0\0isommp41"), Refusal::Unknown);
        assert_eq!(of(b"\0\0\0\x04ftyp"), Refusal::Unknown);
        assert_eq!(of(b"%PDF-1.7"), Refusal::Unknown);
        assert_eq!(of(b"<html><body>"), Refusal::Unknown);
        assert_eq!(of(b"\xff\xd8"), Refusal::Unknown);
    }

    #[test]
    fn only_pictures_of_a_fitting_size_go_on() {
        assert_eq!(Extent::new(0, 800), Err(Refusal::TooSmall));
        assert_eq!(Extent::new(8_001, 700), Err(Refusal::TooManyPixels));
        assert_eq!(Extent::new(6_000, 4_001), Err(Refusal::TooManyPixels));
        assert_eq!(Extent::new(0, u32::MAX), Err(Refusal::TooManyPixels));
        assert_eq!(Extent::new(6_000, 4_000).map(Extent::megapixels), Ok(24));
    }
}
