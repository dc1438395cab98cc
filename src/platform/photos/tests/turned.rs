//! Photos that lie on their side or are mirrored.
use image::metadata::Orientation;

use super::{
    make::{
        Corners, exif, jpeg, photo, png, png_chunk, segment, webp_chunk, with_png_chunks, with_segments,
        with_webp_chunks,
    },
    *,
};

/// What is seen of a picture with the corners r g b y for each value of the field: it says on which edges the first row
/// and the first column belong.
const SEEN: [(u8, [char; 4]); 8] = [
    (1, ['r', 'g', 'b', 'y']),
    (2, ['g', 'r', 'y', 'b']),
    (3, ['y', 'b', 'g', 'r']),
    (4, ['b', 'y', 'r', 'g']),
    (5, ['r', 'b', 'g', 'y']),
    (6, ['b', 'r', 'y', 'g']),
    (7, ['y', 'g', 'b', 'r']),
    (8, ['g', 'y', 'r', 'b']),
];

#[test]
fn every_file_of_a_turned_photo_is_upright() {
    let drawn = photo(640, 600);
    for (turned, seen) in SEEN {
        let fields = exif(turned, "x");
        let in_jpeg = with_segments(&jpeg(&drawn), &[segment(0xe1, &[&b"Exif\0\0"[..], &fields].concat())]);
        let in_png = with_png_chunks(&png(&drawn.clone().into()), &[png_chunk(b"eXIf", &fields)]);
        let in_webp = with_webp_chunks(&drawn, &[], &[webp_chunk(b"EXIF", &fields)]);
        // The field is the same in all of them; one turn tells that it is found.
        let files = if turned == 6 { vec![in_jpeg, in_png, in_webp] } else { vec![in_jpeg] };
        for bytes in files {
            let prepared = taken(&bytes);
            let extent = if turned < 5 { (640, 600) } else { (600, 640) };
            assert_eq!((prepared.width, prepared.height), extent, "{turned}");
            for (size, bytes) in &prepared.files {
                let picture = image::load_from_memory(bytes).unwrap();
                assert_eq!(picture.dimensions(), size.extent(extent.0, extent.1), "{turned} {size:?}");
                assert_eq!(Corners::of(&picture), Corners(seen), "{turned} {size:?}");
            }
        }
    }
}

#[test]
fn a_turned_photo_is_as_wide_as_it_is_seen() {
    let base = sizes::base(photo(1_700, 1_650).into(), Orientation::Rotate90).unwrap();
    assert_eq!(base.dimensions(), (1_600, 1_648));
    assert_eq!(Corners::of(&base.into()), Corners(SEEN[5].1));
}
