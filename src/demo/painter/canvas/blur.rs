//! Putting a small layer out of focus.

use tiny_skia::Pixmap;

/// Two parts of a pixel, each with thirty-two bits to itself, so that one sum serves both.
type Lanes = u64;

/// The lowest byte of every lane.
const PARTS: Lanes = 0x0000_00ff_0000_00ff;

/// Blurs by averaging neighbours within about `reach` pixels, along rows and columns, twice over.
pub(super) fn blur(pixels: &mut Pixmap, reach: f32) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels")]
    let reach = (reach * 0.75).round().max(0.0) as usize;
    let side = usize::try_from(pixels.width()).unwrap_or(1);
    if reach == 0 || reach >= side {
        return;
    }
    let mut turned = vec![[0; 4]; side * side];
    let (upright, _) = pixels.data_mut().as_chunks_mut::<4>();
    for _ in 0..2 {
        average_rows(upright, &mut turned, side, reach);
        average_rows(&turned, upright, side, reach);
    }
}

/// Averages each row and writes it as a column; beyond the ends of a row its end pixels go on.
fn average_rows(from: &[[u8; 4]], to: &mut [[u8; 4]], side: usize, reach: usize) {
    let span = Lanes::try_from(2 * reach + 1).unwrap_or(1);
    let share = 65536 / span;
    let mut line = vec![(0, 0); side + 2 * reach + 1];
    for (column, row) in from.chunks_exact(side).enumerate() {
        let (before, rest) = line.split_at_mut(reach);
        let (middle, after) = rest.split_at_mut(side);
        before.fill(lanes(row[0]));
        middle.iter_mut().zip(row).for_each(|(lane, pixel)| *lane = lanes(*pixel));
        after.fill(lanes(row[side - 1]));
        let half = span / 2 * 0x0000_0001_0000_0001;
        let mut sum = line[..=2 * reach].iter().fold((half, half), |sum, lane| (sum.0 + lane.0, sum.1 + lane.1));
        for (pixels, (leaving, coming)) in to.chunks_exact_mut(side).zip(line.iter().zip(&line[2 * reach + 1..])) {
            pixels[column] = bytes(((sum.0 * share) >> 16 & PARTS, (sum.1 * share) >> 16 & PARTS));
            sum = (sum.0 + coming.0 - leaving.0, sum.1 + coming.1 - leaving.1);
        }
    }
}

#[inline]
fn lanes(pixel: [u8; 4]) -> (Lanes, Lanes) {
    let [red, green, blue, cover] = pixel;
    (Lanes::from(red) | Lanes::from(green) << 32, Lanes::from(blue) | Lanes::from(cover) << 32)
}

#[inline]
fn bytes((colours, cover): (Lanes, Lanes)) -> [u8; 4] {
    let ([red, _, _, _, green, ..], [blue, _, _, _, cover, ..]) = (colours.to_le_bytes(), cover.to_le_bytes());
    [red, green, blue, cover]
}
