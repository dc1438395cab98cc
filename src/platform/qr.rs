//! QR codes: as a picture to stand in a page, and as rows of modules for a template that is printed.
use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// A text as a QR code to stand in a page, as large as the class `qr` says. Readers of screens pass over it: the same
/// stands beside it as text. Nothing when the text is longer than a code holds, which is 2,331 bytes.
pub fn svg(text: &str) -> String {
    /// What the standard asks for around the code.
    const MARGIN: usize = 4;
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return String::new() };
    let side = code.width() + 2 * MARGIN;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        for (x, length) in dark_runs(row) {
            // Writing to a string does not fail. Only `l`, for shortcuts of the path syntax read like words.
            let _ = write!(path, "M{} {}l{length} 0 0 1-{length} 0z", x + MARGIN, y + MARGIN);
        }
    }
    format!(
        "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" aria-hidden=\"true\" \
         focusable=\"false\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0l{side} 0 0 {side}-{side} 0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

/// A text as the rows of a QR code, `1` for a dark module and `0` for a light one, without the margin. No rows when the
/// text is longer than a code holds.
pub fn rows(text: &str) -> Vec<String> {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return Vec::new() };
    let digit = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
    code.to_colors().chunks(code.width()).map(|row| row.iter().map(digit).collect()).collect()
}

/// Where dark modules stand side by side in a row, and how many.
fn dark_runs(row: &[Color]) -> impl Iterator<Item = (usize, usize)> {
    let mut start = 0;
    row.chunk_by(|left, right| left == right).filter_map(move |run| {
        start += run.len();
        (run[0] == Color::Dark).then_some((start - run.len(), run.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_plain_markup_without_style_or_script() {
        let svg = svg("https://contoh.id/b/7K4M2Q");
        assert!(svg.starts_with("<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "), "{svg}");
        assert!(["style", "script", "<?xml", "width=", "height="].iter().all(|word| !svg.contains(word)));
        assert!(svg.ends_with("z\"/></svg>"));
    }

    #[test]
    fn the_picture_shows_every_dark_module_of_the_code() {
        let code = QrCode::with_error_correction_level("Tanggui", EcLevel::M).unwrap();
        for row in code.to_colors().chunks(code.width()) {
            let mut drawn = vec![Color::Light; code.width()];
            dark_runs(row).for_each(|(x, length)| drawn[x..x + length].fill(Color::Dark));
            assert_eq!(drawn, row);
        }
        assert!(svg("Tanggui").contains("d=\"M4 4l7 0 0 1-7 0z"));
    }

    #[test]
    fn the_rows_are_square_and_hold_the_three_corner_marks() {
        let rows = rows("https://contoh.id/b/7K4M2Q?l=9TXD4R2B");
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        assert!(rows[0].starts_with("11111110") && rows[0].ends_with("01111111"));
        assert!(rows[rows.len() - 1].starts_with("11111110"));
    }

    #[test]
    fn a_text_too_long_for_a_code_gives_no_picture() {
        let (long, longest) = ("a".repeat(2_332), "a".repeat(2_331));
        assert_eq!((svg(&long), rows(&long)), (String::new(), Vec::new()));
        assert!(!svg(&longest).is_empty() && !rows(&longest).is_empty());
    }
}
