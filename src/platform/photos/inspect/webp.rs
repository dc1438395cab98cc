//! WebP: chunks inside of a RIFF container. Only the plain lossy picture is taken along. Pictures without loss and
//! layers of opacity are refused, because the decoder builds code tables for them that a small file can make as large
//! as more than a gigabyte.
use image::ImageFormat;

use super::{Extent, Found, Refusal, orientation, take};

const HEADER: usize = 12;

pub fn inspect(bytes: &[u8]) -> Result<Found, Refusal> {
    let length = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
    let container = bytes.get(..length.saturating_add(8)).ok_or(Refusal::Incomplete)?;
    let mut rest = container.get(HEADER..).ok_or(Refusal::Unreadable)?;
    let (mut frame, mut exif, mut canvas) = (None, None, None);
    while !rest.is_empty() {
        let (name, body) = chunk(&mut rest)?;
        match name {
            b"VP8X" if canvas.is_none() && frame.is_none() => canvas = Some(canvas_of(body)?),
            b"ANIM" | b"ANMF" => return Err(Refusal::Animated),
            b"VP8L" | b"ALPH" => return Err(Refusal::OtherWebp),
            b"VP8 " if frame.is_none() => frame = Some((extent_of(body)?, body)),
            b"EXIF" if exif.is_none() => exif = Some(body),
            b"VP8X" | b"VP8 " => return Err(Refusal::Unreadable),
            _ => {}
        }
    }
    let (extent, frame) = frame.ok_or(Refusal::Unreadable)?;
    if canvas.is_some_and(|canvas| canvas != extent) {
        return Err(Refusal::Unreadable);
    }
    // Three bytes for a pixel, and before that a byte of brightness and half a byte of colour.
    extent.charge(6, 3)?;
    Ok(Found { format: ImageFormat::WebP, extent, orientation: orientation(exif), picture: contained(frame) })
}

/// Name and content of a chunk; one of odd length is filled up with a byte.
fn chunk<'a>(rest: &mut &'a [u8]) -> Result<(&'a [u8; 4], &'a [u8]), Refusal> {
    let (name, after) = rest.split_first_chunk().ok_or(Refusal::Incomplete)?;
    let (length, after) = after.split_first_chunk().ok_or(Refusal::Incomplete)?;
    *rest = after;
    let body = take(rest, u32::from_le_bytes(*length) as usize)?;
    if body.len() % 2 == 1 && !rest.is_empty() {
        take(rest, 1)?;
    }
    Ok((name, body))
}

/// Size from the extended header, which also tells what comes.
fn canvas_of(body: &[u8]) -> Result<Extent, Refusal> {
    const MOVES: u8 = 0b10;
    let &[flags, _, _, _, w0, w1, w2, h0, h1, h2] = body.first_chunk().ok_or(Refusal::Unreadable)?;
    if flags & MOVES != 0 {
        return Err(Refusal::Animated);
    }
    Extent::new(u32::from_le_bytes([w0, w1, w2, 0]) + 1, u32::from_le_bytes([h0, h1, h2, 0]) + 1)
}

/// Size from the header of the picture itself.
fn extent_of(body: &[u8]) -> Result<Extent, Refusal> {
    let header: &[u8; 10] = body.first_chunk().ok_or(Refusal::Incomplete)?;
    if header[0] & 1 != 0 || header[3..6] != [0x9d, 0x01, 0x2a] {
        return Err(Refusal::Unreadable);
    }
    let side = |at: usize| u32::from(u16::from_le_bytes([header[at], header[at + 1]]) & 0x3fff);
    Extent::new(side(6), side(8))
}

/// A container with the picture alone.
fn contained(frame: &[u8]) -> Vec<u8> {
    let filled = frame.len().next_multiple_of(2);
    // Uploads are far shorter than four gibibytes.
    let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes();
    let mut file = [&b"RIFF"[..], &length(filled + 12), b"WEBPVP8 ", &length(frame.len()), frame].concat();
    file.resize(20 + filled, 0);
    file
}
