//! JPEG: a chain of segments, then scans of pixels, then the end marker. What follows it (a film, a second picture) is
//! not taken along.
use image::ImageFormat;

use super::{Extent, Found, Refusal, orientation, take};

const START: [u8; 2] = [0xff, 0xd8];
const FRAMES: std::ops::RangeInclusive<u8> = 0xc0..=0xcf;
const HUFFMAN_TABLES: u8 = 0xc4;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const QUANTISATION: u8 = 0xdb;
const RESTART_INTERVAL: u8 = 0xdd;
const EXIF: u8 = 0xe1;
const ADOBE: u8 = 0xee;
/// Cameras write one scan, other programs about ten. Each costs a pass over the whole picture.
const MOST_SCANS: u32 = 64;

pub fn inspect(bytes: &[u8]) -> Result<Found, Refusal> {
    let mut rest = &bytes[START.len()..];
    let mut picture = Vec::with_capacity(bytes.len());
    picture.extend_from_slice(&START);
    let (mut frame, mut exif, mut scans) = (None, None, 0);
    loop {
        let marker = marker(&mut rest)?;
        if marker == END {
            break;
        }
        let segment = segment(&mut rest)?;
        match marker {
            HUFFMAN_TABLES | QUANTISATION | RESTART_INTERVAL => keep(&mut picture, marker, segment),
            // The decoder has to know in which colours the picture is.
            ADOBE if segment.len() == 14 && segment[2..].starts_with(b"Adobe") => keep(&mut picture, marker, segment),
            EXIF if exif.is_none() && segment[2..].starts_with(b"Exif\0\0") => exif = Some(&segment[2..]),
            _ if FRAMES.contains(&marker) => {
                if frame.is_some() {
                    return Err(Refusal::Unreadable);
                }
                frame = Some(Frame::read(marker, segment)?);
                keep(&mut picture, marker, segment);
            }
            SCAN => {
                let frame = frame.as_ref().ok_or(Refusal::Unreadable)?;
                scans += 1;
                if scans == 1 {
                    frame.charge(segment)?;
                } else if scans > MOST_SCANS {
                    return Err(Refusal::Unreadable);
                }
                keep(&mut picture, marker, segment);
                picture.extend_from_slice(pixels(&mut rest)?);
            }
            _ => {}
        }
    }
    let frame = frame.filter(|_| scans > 0).ok_or(Refusal::Unreadable)?;
    picture.extend_from_slice(&[0xff, END]);
    Ok(Found { format: ImageFormat::Jpeg, extent: frame.extent, orientation: orientation(exif), picture })
}

/// What the frame header says.
struct Frame {
    extent: Extent,
    progressive: bool,
    /// Blocks of 8 × 8 values of each colour in a unit: across times down.
    blocks: Vec<u64>,
    /// Blocks of a colour that is not thinned out.
    most_blocks: u64,
}

impl Frame {
    /// Eight bits a colour, Huffman coded: what cameras and browsers write.
    fn read(marker: u8, segment: &[u8]) -> Result<Self, Refusal> {
        let header: &[u8; 8] = segment.first_chunk().ok_or(Refusal::Unreadable)?;
        let [_, _, bits, height_high, height_low, width_high, width_low, colours] = *header;
        let colours = usize::from(colours);
        let right = matches!(marker, 0xc0..=0xc2)
            && bits == 8
            && matches!(colours, 1 | 3 | 4)
            && segment.len() == header.len() + 3 * colours;
        if !right {
            return Err(Refusal::Unreadable);
        }
        let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
        let extent = Extent::new(side(width_high, width_low), side(height_high, height_low))?;
        let thinning = || segment[header.len()..].chunks_exact(3).map(|colour| (colour[1] >> 4, colour[1] & 15));
        if thinning().any(|(across, down)| !(1..=4).contains(&across) || !(1..=4).contains(&down)) {
            return Err(Refusal::Unreadable);
        }
        let across = thinning().map(|(across, _)| u64::from(across)).max().unwrap_or(1);
        let down = thinning().map(|(_, down)| u64::from(down)).max().unwrap_or(1);
        let blocks = thinning().map(|(across, down)| u64::from(across) * u64::from(down)).collect();
        Ok(Self { extent, progressive: marker == 0xc2, blocks, most_blocks: across * down })
    }

    /// A picture that comes in several scans is kept in numbers of two bytes until the last one. The length of the
    /// first scan header tells whether it holds all colours.
    fn charge(&self, first_scan: &[u8]) -> Result<(), Refusal> {
        let colours = self.blocks.len();
        let at_once = !self.progressive && first_scan.get(2).is_some_and(|&held| usize::from(held) == colours);
        let kept = if at_once { 0 } else { (4 * self.blocks.iter().sum::<u64>()).div_ceil(self.most_blocks) };
        self.extent.charge(if colours == 1 { 2 } else { 6 }, kept)
    }
}

/// The next marker; any number of filling bytes may stand before it.
fn marker(rest: &mut &[u8]) -> Result<u8, Refusal> {
    if take(rest, 1)? != [0xff] {
        return Err(Refusal::Unreadable);
    }
    loop {
        match take(rest, 1)?[0] {
            0xff => {}
            // A stuffed zero, a second start, or a restart outside of pixels.
            0x00 | 0x01 | 0xd0..=0xd8 => return Err(Refusal::Unreadable),
            marker => return Ok(marker),
        }
    }
}

/// A segment with its two bytes of length.
fn segment<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], Refusal> {
    let length = rest.first_chunk().map(|&length| usize::from(u16::from_be_bytes(length)));
    match length.ok_or(Refusal::Incomplete)? {
        0 | 1 => Err(Refusal::Unreadable),
        length => take(rest, length),
    }
}

/// The pixels of a scan: up to the next marker that is neither a stuffed zero nor a restart.
fn pixels<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], Refusal> {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    let end = rest.windows(2).position(is_end).ok_or(Refusal::Incomplete)?;
    take(rest, end)
}

fn keep(picture: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    picture.extend_from_slice(&[0xff, marker]);
    picture.extend_from_slice(segment);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Headers of a JPEG of a kind, with some of three colours in the first scan.
    fn headers(kind: u8, (width, height): (u16, u16), thinning: u8, held: u8, scans: usize) -> Vec<u8> {
        let ([width_high, width_low], [height_high, height_low]) = (width.to_be_bytes(), height.to_be_bytes());
        let mut file = vec![0xff, 0xd8, 0xff, kind, 0, 17, 8, height_high, height_low, width_high, width_low, 3];
        file.extend([1, thinning, 0, 2, 0x11, 1, 3, 0x11, 1]);
        for _ in 0..scans {
            file.extend([0xff, SCAN, 0, 6 + 2 * held, held]);
            file.extend((0..held).flat_map(|colour| [colour + 1, 0]));
            file.extend([0, 63, 0, 0x55, 0xff, 0x00, 0xff, 0xd0, 0x55]);
        }
        [file, vec![0xff, END]].concat()
    }

    fn found(file: &[u8]) -> Result<Extent, Refusal> {
        inspect(file).map(|found| found.extent)
    }

    #[test]
    fn pictures_in_many_passes_are_charged_with_what_the_decoder_keeps() {
        let (large, extent) = ((5_600, 4_200), Extent { width: 5_600, height: 4_200 });
        assert_eq!(found(&headers(0xc0, large, 0x22, 3, 1)), Ok(extent));
        assert_eq!(found(&headers(0xc2, large, 0x22, 3, 1)), Err(Refusal::TooManyPixels));
        assert_eq!(found(&headers(0xc0, large, 0x22, 1, 3)), Err(Refusal::TooManyPixels));
        let middle = (4_624, 3_468);
        assert!(found(&headers(0xc2, middle, 0x22, 3, 1)).is_ok());
        assert_eq!(found(&headers(0xc2, middle, 0x11, 3, 1)), Err(Refusal::TooManyPixels));
    }

    #[test]
    fn more_scans_than_any_program_writes_are_refused() {
        assert!(found(&headers(0xc2, (800, 800), 0x22, 1, 64)).is_ok());
        assert_eq!(found(&headers(0xc2, (800, 800), 0x22, 1, 65)), Err(Refusal::Unreadable));
    }

    #[test]
    fn other_kinds_of_jpeg_are_not_read() {
        for kind in [0xc1, 0xc3, 0xc5, 0xc8, 0xc9, 0xca, 0xcc, 0xcf] {
            let right = if kind == 0xc1 { Ok(()) } else { Err(Refusal::Unreadable) };
            assert_eq!(found(&headers(kind, (800, 800), 0x22, 3, 1)).map(|_| ()), right, "{kind:#x}");
        }
        assert_eq!(found(&headers(0xc0, (800, 800), 0x50, 3, 1)), Err(Refusal::Unreadable));
        let twice = [&headers(0xc0, (800, 800), 0x22, 3, 1)[..21], &headers(0xc0, (60_000, 60_000), 0x22, 3, 1)[2..]];
        assert_eq!(found(&twice.concat()), Err(Refusal::Unreadable));
    }
}
