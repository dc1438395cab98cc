//! What must hold of every picture.

use tiny_skia::PremultipliedColorU8;

use super::*;

const PATTERNS: [Pattern; 11] = [
    Pattern::Plain,
    Pattern::Weave,
    Pattern::Sasirangan,
    Pattern::Batik,
    Pattern::Stripes,
    Pattern::Beads,
    Pattern::Embroidery,
    Pattern::Print,
    Pattern::Wood,
    Pattern::Carved,
    Pattern::Floral,
];

fn picture(shape: Shape, pattern: Pattern, seed: u64) -> Picture {
    Picture { shape, pattern, palette: vec![Colour::River, Colour::Turmeric, Colour::Cream], seed }
}

#[test]
fn every_shape_in_every_pattern_is_painted_opaque() {
    for &shape in Shape::ALL {
        for pattern in PATTERNS {
            let painted = paint(&picture(shape, pattern, 7), 64);
            assert_eq!((painted.width(), painted.height()), (64, 64));
            assert!(
                painted.pixels().iter().all(PremultipliedColorU8::is_opaque),
                "{shape:?} in {pattern:?} has a hole"
            );
        }
    }
}

#[test]
fn the_same_picture_is_the_same_to_the_byte() {
    for &shape in Shape::ALL {
        let wanted = picture(shape, Pattern::Floral, 21);
        assert_eq!(paint(&wanted, 64).data(), paint(&wanted, 64).data(), "{shape:?}");
    }
}

#[test]
fn another_seed_makes_another_picture() {
    for &shape in Shape::ALL {
        let (one, other) = (picture(shape, Pattern::Sasirangan, 1), picture(shape, Pattern::Sasirangan, 2));
        assert_ne!(paint(&one, 64).data(), paint(&other, 64).data(), "{shape:?}");
    }
}

#[test]
fn an_empty_palette_and_a_side_of_nought_still_paint() {
    let bare = Picture { palette: Vec::new(), ..picture(Shape::Jar, Pattern::Plain, 3) };
    assert_eq!(paint(&bare, 0).width(), 1);
}

#[test]
fn shapes_patterns_and_colours_are_read_in_snake_case() -> serde_json::Result<()> {
    let read: Picture = serde_json::from_str(
        r#"{"shape":"prayer_robe","pattern":"sasirangan","palette":["river_deep","sand"],"seed":5}"#,
    )?;
    assert_eq!(read.shape, Shape::PrayerRobe);
    assert_eq!(read.palette, [Colour::RiverDeep, Colour::Sand]);
    Ok(())
}
