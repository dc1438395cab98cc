//! PNG: chunks with a name, ended by `IEND`. Texts, profiles and unknown parts are not taken along, and what follows
//! the end neither.
use image::ImageFormat;

use super::{Extent, Found, Refusal, orientation, take};

const SIGNATURE: usize = 8;
/// What makes up the picture.
const KEPT: [&[u8; 4]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];

pub fn inspect(bytes: &[u8]) -> Result<Found, Refusal> {
    let mut rest = &bytes[SIGNATURE..];
    let mut picture = Vec::with_capacity(bytes.len());
    picture.extend_from_slice(&bytes[..SIGNATURE]);
    let (mut extent, mut exif, mut pixels) = (None, None, false);
    loop {
        let chunk = chunk(&mut rest)?;
        let (name, body) = (&chunk[4..8], &chunk[8..chunk.len() - 4]);
        if (name == b"IHDR") == extent.is_some() {
            return Err(Refusal::Unreadable);
        }
        match name {
            b"IHDR" => extent = Some(header(body)?),
            b"IDAT" => pixels = true,
            b"acTL" | b"fcTL" | b"fdAT" => return Err(Refusal::Animated),
            b"eXIf" if exif.is_none() => exif = Some(body),
            _ => {}
        }
        if KEPT.iter().any(|kept| *kept == name) {
            picture.extend_from_slice(chunk);
        } else if name[0].is_ascii_uppercase() {
            // A part without which, it says, the picture cannot be understood.
            return Err(Refusal::Unreadable);
        }
        if name == b"IEND" {
            break;
        }
    }
    let extent = extent.filter(|_| pixels).ok_or(Refusal::Unreadable)?;
    Ok(Found { format: ImageFormat::Png, extent, orientation: orientation(exif), picture })
}

/// A chunk with its length, name and check sum.
fn chunk<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], Refusal> {
    let length = u32::from_be_bytes(*rest.first_chunk().ok_or(Refusal::Incomplete)?);
    take(rest, usize::try_from(length).unwrap_or(usize::MAX).saturating_add(12))
}

fn header(body: &[u8]) -> Result<Extent, Refusal> {
    let body: &[u8; 13] = body.try_into().map_err(|_| Refusal::Unreadable)?;
    let side = |at: usize| u32::from_be_bytes([body[at], body[at + 1], body[at + 2], body[at + 3]]);
    let extent = Extent::new(side(0), side(4))?;
    // A palette becomes three colours, or four with a list of opacities, which comes later.
    let values = match body[9] {
        0 | 4 => 2,
        2 => 3,
        3 | 6 => 4,
        _ => return Err(Refusal::Unreadable),
    };
    let bytes = if body[8] == 16 { 2 } else { 1 };
    extent.charge(2 * values * bytes, 0)?;
    Ok(extent)
}
