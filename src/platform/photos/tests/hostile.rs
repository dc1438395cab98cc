//! Files that are no photos, or photos made to do harm. Each has to be refused, and at once.
use std::time::{Duration, Instant};

use image::{ImageFormat, metadata::Orientation};

use super::{
    inspect::{Extent, Found, inspect},
    make::{
        Chance, jpeg, photo, png, png_chunk, segment, webp, webp_chunk, webp_extended, webp_lossless, webp_lossy,
        with_png_chunks,
    },
    *,
};

/// Optimised it is 20 ms; unoptimised and beside other tests this is what one can ask for.
const AT_ONCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 1_000 } else { 20 });

fn refused(name: &str, bytes: &[u8], expected: Refusal) {
    let begun = Instant::now();
    let refusal = inspect(bytes).map(|found| found.extent);
    assert!(begun.elapsed() < AT_ONCE, "{name} took {:?}", begun.elapsed());
    assert_eq!(refusal, Err(expected), "{name}");
}

fn png_of(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
    let chunks = [png_chunk(b"IHDR", &header), png_chunk(b"IDAT", &[0x78, 0x9c]), png_chunk(b"IEND", b"")];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
    let frame = [&[8], &height[..], &width, &[3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]].concat();
    let scan = [&segment(0xda, &[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0])[..], &[0; 40], &[0xff, 0xd9]].concat();
    [&[0xff, 0xd8], &segment(0xc0, &frame)[..], &scan].concat()
}

/// The header of a lossy picture, and no more of it.
fn webp_of(width: u16, height: u16) -> Vec<u8> {
    let frame = [&[0x10, 0, 0, 0x9d, 0x01, 0x2a], &width.to_le_bytes()[..], &height.to_le_bytes()].concat();
    webp(&[webp_chunk(b"VP8 ", &frame)])
}

#[test]
fn headers_that_promise_too_many_pixels_are_not_believed() {
    for (name, bytes) in [
        ("PNG 11,900 square", png_of(11_900, 11_900, 8, 2)),
        ("PNG a million wide", png_of(1_000_000, 10, 8, 2)),
        ("PNG of all bits", png_of(u32::MAX, u32::MAX, 16, 6)),
        ("PNG deep", png_of(5_000, 4_800, 16, 2)),
        ("JPEG 65,000 square", jpeg_of(65_000, 65_000)),
        ("JPEG 24.1 megapixels", jpeg_of(4_910, 4_910)),
        ("WebP 16,000 square", webp_of(16_000, 16_000)),
        ("WebP with a wide canvas", webp(&[webp_extended(0, 16_000, 700), webp_of(700, 700)[12..].to_vec()])),
    ] {
        refused(name, &bytes, Refusal::TooManyPixels);
    }
    refused("PNG a pixel too narrow", &png_of(599, 800, 8, 2), Refusal::TooSmall);
    refused("PNG of nothing", &png_of(0, 0, 8, 2), Refusal::TooSmall);
    refused("JPEG whose height comes later", &jpeg_of(800, 0), Refusal::TooSmall);
    refused("WebP of nothing", &webp_of(0, 0), Refusal::TooSmall);
}

#[test]
fn the_decoder_itself_refuses_pixels_beyond_the_limit() {
    let found = Found {
        format: ImageFormat::Png,
        extent: Extent { width: 4_000, height: 4_000 },
        orientation: Orientation::NoTransforms,
        picture: png_of(4_000, 4_000, 16, 6),
    };
    assert_eq!(decode::decode(found).unwrap_err(), Refusal::TooManyPixels);
}

#[test]
fn pictures_that_move_are_refused() {
    let drawn = photo(640, 600);
    let moving = with_png_chunks(&png(&drawn.clone().into()), &[png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])]);
    refused("PNG that moves", &moving, Refusal::Animated);
    let frame = webp_chunk(b"ANMF", &[&[0; 16], &webp_lossy(&drawn)[12..]].concat());
    let flagged = webp(&[webp_extended(0b10, 640, 600), webp_chunk(b"ANIM", &[0; 6]), frame.clone()]);
    refused("WebP that moves", &flagged, Refusal::Animated);
    let unflagged = webp(&[webp_extended(0, 640, 600), frame]);
    refused("WebP that moves and does not say so", &unflagged, Refusal::Animated);
}

#[test]
fn webp_with_tables_that_can_grow_is_refused() {
    let drawn = photo(640, 600);
    refused("WebP without loss", &webp_lossless(&drawn), Refusal::OtherWebp);
    let opacity = webp_chunk(b"ALPH", &[1, 0, 0]);
    let layered = webp(&[webp_extended(0b1_0000, 640, 600), opacity, webp_lossy(&drawn)[12..].to_vec()]);
    refused("WebP with opacity", &layered, Refusal::OtherWebp);
}

#[test]
fn a_file_cut_short_is_refused_wherever_it_was_cut() {
    let drawn = photo(640, 600);
    for (name, whole) in [("JPEG", jpeg(&drawn)), ("PNG", png(&drawn.clone().into())), ("WebP", webp_lossy(&drawn))] {
        assert!(inspect(&whole).is_ok());
        for twentieth in 0..20 {
            // The last cut takes a single byte.
            let cut = (whole.len() * (twentieth + 1) / 20).saturating_sub(1);
            let refusal = inspect(&whole[..cut]).map(|found| found.extent);
            assert!(matches!(refusal, Err(Refusal::Incomplete | Refusal::Unknown)), "{name} to {cut}: {refusal:?}");
        }
    }
}

#[test]
fn containers_out_of_order_are_refused() {
    let drawn = photo(640, 600);
    let (plain, framed) = (png(&drawn.clone().into()), webp_lossy(&drawn)[12..].to_vec());
    let (head, end) = (plain[8..33].to_vec(), plain[plain.len() - 12..].to_vec());
    for (name, bytes) in [
        ("PNG with two headers", with_png_chunks(&plain, std::slice::from_ref(&head))),
        ("PNG without pixels", [&plain[..8], &head, &end].concat()),
        ("PNG that begins with its end", [&plain[..8], &end].concat()),
        ("PNG with a part it cannot do without", with_png_chunks(&plain, &[png_chunk(b"CgBI", &[0; 4])])),
        ("JPEG without pixels", b"\xff\xd8\xff\xd9".to_vec()),
        ("JPEG with pixels before the frame", b"\xff\xd8\xff\xda\0\x02ab\xff\xd9".to_vec()),
        ("JPEG with a start inside", b"\xff\xd8\xff\xd8\xff\xd9".to_vec()),
        ("JPEG with a segment of no length", b"\xff\xd8\xff\xe1\0\0\xff\xd9".to_vec()),
        ("WebP with two pictures", webp(&[framed.clone(), framed.clone()])),
        ("WebP with another canvas", webp(&[webp_extended(0, 700, 700), framed.clone()])),
        ("WebP without a picture", webp(&[webp_extended(0, 640, 600)])),
        ("WebP with its head behind", webp(&[framed, webp_extended(0, 640, 600)])),
    ] {
        refused(name, &bytes, Refusal::Unreadable);
    }
}

#[tokio::test]
async fn pixels_that_are_not_what_the_header_says_are_refused() {
    for (name, bytes) in [
        ("PNG", png_of(640, 600, 8, 2)),
        ("WebP", webp_of(640, 600)),
        ("WebP of zeros", webp(&[webp_chunk(b"VP8 ", &[&webp_of(640, 600)[20..], &[0; 400]].concat())])),
    ] {
        let refusal = receive(bytes).await.unwrap().map(|prepared| prepared.width);
        assert_eq!(refusal, Err(Refusal::Unreadable), "{name}");
    }
}

#[test]
fn a_damaged_file_is_read_or_refused_and_never_breaks_anything() {
    let drawn = photo(640, 600);
    let mut chance = Chance(7);
    for whole in [jpeg(&drawn), png(&drawn.clone().into()), webp_lossy(&drawn)] {
        for _ in 0..150 {
            let mut damaged = whole.clone();
            for _ in 0..=chance.below(8) {
                let at = chance.below(damaged.len());
                damaged[at] = chance.next().to_le_bytes()[0];
            }
            if let Ok(found) = inspect(&damaged) {
                let _ = decode::decode(found);
            }
        }
    }
}
