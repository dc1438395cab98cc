//! What stands beside the picture in a file must not be found in any file of ours.
use super::{
    make::{
        exif, jpeg, photo, png, png_chunk, segment, webp_chunk, webp_lossy, with_png_chunks, with_segments,
        with_webp_chunks,
    },
    *,
};

/// Stands wherever a file has room for words.
const CANARY: &str = "CANARY-7f3a91c4-Rumah-Kami";
/// What metadata begins with.
const TELLTALES: [&[u8]; 9] = [b"CANARY", b"Exif", b"EXIF", b"GPS", b"XMP", b"xmpmeta", b"ICC", b"Photoshop", b"ftyp"];

#[test]
fn no_word_beside_the_picture_survives() {
    let corpus = corpus();
    assert!(corpus.len() >= 30);
    for (name, bytes) in corpus {
        assert!(has(&bytes, CANARY.as_bytes()), "{name} holds no canary");
        let prepared = taken(&bytes);
        for (size, made) in &prepared.files {
            for telltale in TELLTALES {
                assert!(!has(made, telltale), "{name} {size:?}");
            }
        }
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let drawn = photo(600, 600);
    let mut files = Vec::new();
    files.extend(jpegs(&jpeg(&drawn)));
    files.extend(pngs(&png(&drawn.clone().into())));
    files.extend(webps(&drawn));
    files
}

fn jpegs(plain: &[u8]) -> Vec<(String, Vec<u8>)> {
    let words = |start: &[u8]| [start, CANARY.as_bytes()].concat();
    let camera = [&b"Exif\0\0"[..], &exif(1, CANARY)].concat();
    // The small picture inside has an end marker of its own.
    let with_thumbnail = [&camera[..], &jpeg(&photo(64, 64))].concat();
    let segments = [
        ("camera fields", 0xe1, camera.clone()),
        ("camera fields with a small picture", 0xe1, with_thumbnail),
        ("XMP", 0xe1, words(b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>")),
        ("extended XMP", 0xe1, words(b"http://ns.adobe.com/xmp/extension/\0")),
        ("IPTC", 0xed, words(b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x20\x1c\x02\x78\0\x1a")),
        ("a comment", 0xfe, words(b"")),
        ("a profile", 0xe2, words(b"ICC_PROFILE\0\x01\x01")),
        ("a list of pictures", 0xe2, words(b"MPF\0")),
        ("a second JFIF header", 0xe0, words(b"JFXX\0\x10")),
        ("content credentials", 0xeb, words(b"JP\0\x01")),
        ("words of the Adobe segment", 0xee, words(b"Adobe\0\x64\0\0\0\0\x01")),
        ("the last application segment", 0xef, words(b"")),
        ("a segment nobody knows", 0xf5, words(b"")),
    ];
    let mut files: Vec<_> = segments
        .map(|(name, marker, content)| (format!("JPEG {name}"), with_segments(plain, &[segment(marker, &content)])))
        .into();
    let film = words(b"\0\0\0\x18ftypmp42MotionPhoto_Data");
    files.push(("JPEG a film behind".into(), [plain, &film].concat()));
    files.push((
        "JPEG a second photo behind".into(),
        [plain, &with_segments(plain, &[segment(0xfe, CANARY.as_bytes())])].concat(),
    ));
    files.push(("JPEG words behind".into(), [plain, CANARY.as_bytes(), &[0xff, 0xd9]].concat()));
    // Between the tables and the pixels, where some programs put it.
    let scan = plain.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let late = [&plain[..scan], &segment(0xfe, CANARY.as_bytes()), &plain[scan..]].concat();
    files.push(("JPEG a late comment".into(), late));
    let filled = [&plain[..2], &[0xff; 5], &segment(0xfe, CANARY.as_bytes())[1..], &plain[2..]].concat();
    files.push(("JPEG filling bytes".into(), filled));
    let two = with_segments(plain, &[segment(0xe1, &camera), segment(0xe1, &camera)]);
    files.push(("JPEG camera fields twice".into(), two));
    files
}

fn pngs(plain: &[u8]) -> Vec<(String, Vec<u8>)> {
    let words = |start: &[u8]| [start, CANARY.as_bytes()].concat();
    let chunks = [
        (b"tEXt", words(b"Comment\0")),
        (b"iTXt", words(b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>")),
        (b"zTXt", words(b"Comment\0\0")),
        (b"eXIf", exif(1, CANARY)),
        (b"iCCP", words(b"Display P3\0\0")),
        (b"sPLT", words(b"palette\0\x08")),
        (b"tIME", words(b"\x07\xea\x01\x01\x01\x01\x01")),
        (b"caBX", words(b"")),
        (b"prVt", words(b"")),
    ];
    let mut files: Vec<_> = chunks
        .map(|(name, content)| {
            let title = format!("PNG {}", String::from_utf8_lossy(name));
            (title, with_png_chunks(plain, &[png_chunk(name, &content)]))
        })
        .into();
    let end = plain.len() - 12;
    let late = [&plain[..end], &png_chunk(b"tEXt", &words(b"Comment\0")), &plain[end..]].concat();
    files.push(("PNG late words".into(), late));
    files.push(("PNG words behind".into(), [plain, CANARY.as_bytes()].concat()));
    files
}

fn webps(drawn: &image::RgbImage) -> Vec<(String, Vec<u8>)> {
    let words = |start: &[u8]| [start, CANARY.as_bytes()].concat();
    let behind = [
        (b"EXIF", exif(1, CANARY)),
        (b"EXIF", [&b"Exif\0\0"[..], &exif(1, CANARY)].concat()),
        (b"XMP ", words(b"<x:xmpmeta>")),
        (b"prVt", words(b"odd")),
    ];
    let mut files: Vec<_> = behind
        .map(|(name, content)| {
            let title = format!("WebP {} {}", String::from_utf8_lossy(name), content.len());
            (title, with_webp_chunks(drawn, &[], &[webp_chunk(name, &content)]))
        })
        .into();
    let profile = webp_chunk(b"ICCP", CANARY.as_bytes());
    files.push(("WebP profile".into(), with_webp_chunks(drawn, &[profile], &[])));
    files.push(("WebP words behind".into(), [&webp_lossy(drawn)[..], CANARY.as_bytes()].concat()));
    files
}
