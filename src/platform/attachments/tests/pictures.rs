//! Photos and scans: what is stored shows the same, and holds nothing else.
use image::GenericImageView;

use super::*;
use crate::platform::photos::tests::make::{
    Corners, exif, jpeg, photo, png, png_chunk, segment, webp_chunk, webp_lossless, with_png_chunks, with_segments,
    with_webp_chunks,
};

/// What metadata begins with.
const TELLTALES: [&[u8]; 7] = [b"CANARY", b"Exif", b"EXIF", b"GPS", b"XMP", b"xmpmeta", b"ftyp"];

fn stored(name: &str, bytes: &[u8]) -> Vec<u8> {
    let accepted = inspect(name, bytes.to_vec()).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
    assert_eq!((accepted.media, accepted.pages, accepted.metadata.len()), (Media::Jpeg, None, 0));
    accepted.bytes
}

/// A PNG of which little more is there than the size it claims.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let chunks = [png_chunk(b"IHDR", &header), png_chunk(b"IDAT", &[0x78, 0x9c]), png_chunk(b"IEND", b"")];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks.concat()].concat()
}

#[test]
fn no_word_beside_the_picture_is_stored() {
    let drawn = photo(200, 160);
    let (plain, drawing) = (jpeg(&drawn), png(&drawn.clone().into()));
    let words = |start: &[u8]| [start, CANARY.as_bytes()].concat();
    let camera = words(&[&b"Exif\0\0"[..], &exif(1, "GPS -7.5755, 110.8243")].concat());
    for (name, bytes) in [
        ("lokasi.jpg", with_segments(&plain, &[segment(0xe1, &camera)])),
        ("xmp.jpg", with_segments(&plain, &[segment(0xe1, &words(b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"))])),
        ("komentar.jpeg", with_segments(&plain, &[segment(0xfe, CANARY.as_bytes())])),
        ("film.jpg", [&plain[..], &words(b"\0\0\0\x18ftypmp42")].concat()),
        ("berkas.jpg", [&plain[..], b"PK\x03\x04", CANARY.as_bytes()].concat()),
        ("teks.png", with_png_chunks(&drawing, &[png_chunk(b"tEXt", &words(b"Comment\0"))])),
        ("ekor.png", [&drawing[..], CANARY.as_bytes()].concat()),
        ("exif.webp", with_webp_chunks(&drawn, &[], &[webp_chunk(b"EXIF", &words(b"Exif\0\0"))])),
        ("xmp.webp", with_webp_chunks(&drawn, &[], &[webp_chunk(b"XMP ", &words(b"<x:xmpmeta>"))])),
    ] {
        assert!(has(&bytes, CANARY.as_bytes()), "{name} holds no canary");
        let made = stored(name, &bytes);
        for telltale in TELLTALES {
            assert!(!has(&made, telltale), "{name}");
        }
        assert_eq!(Corners::of(&image::load_from_memory(&made).unwrap()), Corners::UPRIGHT, "{name}");
    }
}

#[test]
fn a_receipt_keeps_its_small_print_and_may_be_narrow() {
    let size = |name: &str, bytes: &[u8]| image::load_from_memory(&stored(name, bytes)).unwrap().dimensions();
    assert_eq!(size("kwitansi.jpg", &jpeg(&photo(90, 2_400))), (90, 2_400));
    assert_eq!(size("kecil.png", &png(&photo(120, 40).into())), (120, 40));
    assert_eq!(size("panjang.jpg", &jpeg(&photo(60, 4_800))), (30, 2_400));
    assert_eq!(size("lebar.jpg", &jpeg(&photo(3_000, 100))), (2_400, 80));
    let turned = with_segments(&jpeg(&photo(60, 40)), &[segment(0xe1, &[&b"Exif\0\0"[..], &exif(6, "x")].concat())]);
    assert_eq!(size("miring.jpg", &turned), (40, 60));
}

#[test]
fn pictures_made_to_do_harm_are_refused() {
    refused("raksasa.png", &png_of(60_000, 60_000), Refusal::TooManyPixels);
    refused("lebar.png", &png_of(8_001, 10), Refusal::TooManyPixels);
    refused("kosong.png", &png_of(0, 0), Refusal::Damaged);
    refused("janji.png", &png_of(600, 600), Refusal::Damaged);
    let (photograph, drawing) = (jpeg(&photo(64, 64)), png(&photo(64, 64).into()));
    refused("putus.jpg", &photograph[..photograph.len() / 2], Refusal::Damaged);
    refused("putus.png", &drawing[..drawing.len() / 2], Refusal::Damaged);
    refused("utuh.webp", &webp_lossless(&photo(64, 64)), Refusal::OtherPicture);
    let moving = with_png_chunks(&drawing, &[png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])]);
    refused("gerak.png", &moving, Refusal::OtherPicture);
}
