//! Laying one pixmap on another within an outline: enlarged, repeated or as it is. Written out here because these
//! three are most of the work of a picture, and a general painter takes ten times as long over them.

use tiny_skia::{FillRule, Mask, Pixmap, Transform};

use super::super::outline::Outline;

/// The four parts of a pixel, each with sixteen bits to itself, so that one sum or product serves all four.
type Lanes = u64;

/// The lower half of every lane.
const PARTS: Lanes = 0x00ff_00ff_00ff_00ff;
/// Half of what the lower half of a lane holds, to round by.
const HALVES: Lanes = 0x0080_0080_0080_0080;

/// Lays a small layer over the whole, enlarged without steps.
pub(super) fn enlarged(onto: &mut Pixmap, within: &Outline, layer: &Pixmap) {
    let (small, _) = layer.data().as_chunks::<4>();
    let side = size(layer.width());
    let ratio = super::whole(layer.width()) / super::whole(onto.width());
    let mut line: Vec<Lanes> = vec![0; side + 2];
    let step = fixed(ratio);
    lay(onto, within, |left, y, pixels| {
        let (upper, part) = split(fixed((count(y) + 0.5) * ratio - 0.5));
        let [above, below] = [upper, upper + 1].map(|row| &small[row.min(side - 1) * side..][..side]);
        for ((mixed, one), two) in line.iter_mut().zip(above).zip(below) {
            *mixed = blend(lanes(*one), lanes(*two), part);
        }
        line[side] = line[side - 1];
        line[side + 1] = line[side];
        let mut at = fixed((count(left) + 0.5) * ratio - 0.5);
        for pixel in pixels {
            let (column, part) = split(at);
            let column = column.min(side);
            *pixel = rounded(blend(line[column], line[column + 1], part));
            at += step;
        }
    });
}

/// Lays a square again and again, as `place` carries it onto the pixels.
pub(super) fn repeated(onto: &mut Pixmap, within: &Outline, square: &Pixmap, place: Transform) {
    let Some(back) = place.invert() else { return };
    let (tile, _) = square.data().as_chunks::<4>();
    let side = size(square.width());
    let round = fixed(count(side)).max(1);
    let (step_x, step_y) = (fixed(back.sx).rem_euclid(round), fixed(back.ky).rem_euclid(round));
    let wrapped = |value: i32| if value >= round { value - round } else { value };
    let corner = |row: usize, column: usize| lanes(tile[row * side + column]);
    lay(onto, within, |left, y, pixels| {
        let (x, y) = (count(left) + 0.5, count(y) + 0.5);
        let start = |value: f32| fixed(value.rem_euclid(count(side))).rem_euclid(round);
        let mut at_x = start(back.sx * x + back.kx * y + back.tx - 0.5);
        let mut at_y = start(back.ky * x + back.sy * y + back.ty - 0.5);
        for pixel in pixels {
            let ((column, part_x), (row, part_y)) = (split(at_x), split(at_y));
            let next = if column + 1 < side { column + 1 } else { 0 };
            let lower = if row + 1 < side { row + 1 } else { 0 };
            let above = blend(corner(row, column), corner(row, next), part_x);
            let below = blend(corner(lower, column), corner(lower, next), part_x);
            *pixel = rounded(blend(above >> 4 & PARTS, below >> 4 & PARTS, part_y) << 4);
            (at_x, at_y) = (wrapped(at_x + step_x), wrapped(at_y + step_y));
        }
    });
}

/// Lays a pixmap of the same size.
pub(super) fn same_size(onto: &mut Pixmap, within: &Outline, layer: &Pixmap) {
    let (source, _) = layer.data().as_chunks::<4>();
    let side = size(layer.width());
    lay(onto, within, |left, y, pixels| {
        for (pixel, from) in pixels.iter_mut().zip(&source[y * side + left..]) {
            *pixel = lanes(*from);
        }
    });
}

/// Goes over the rows an outline touches; `row` gives the pixels from a left edge on at a height.
fn lay(onto: &mut Pixmap, within: &Outline, mut row: impl FnMut(usize, usize, &mut [Lanes])) {
    let (frame, side) = (within.frame(), super::whole(onto.width()));
    let (left, top) = (frame.left.clamp(0.0, side).floor(), frame.top.clamp(0.0, side).floor());
    let (right, bottom) = (frame.right.clamp(0.0, side).ceil(), frame.bottom.clamp(0.0, side).ceil());
    let (Some(path), Some(mut mask)) = (within.path(), Mask::new(pixels(right - left), pixels(bottom - top))) else {
        return;
    };
    mask.fill_path(path, FillRule::Winding, true, Transform::from_translate(-left, -top));
    let (width, side) = (size(mask.width()), size(onto.width()));
    let (left, top) = (size(pixels(left)), size(pixels(top)));
    let mut line: Vec<Lanes> = vec![0; width];
    let (canvas, _) = onto.data_mut().as_chunks_mut::<4>();
    let rows = canvas.chunks_exact_mut(side).skip(top).zip(mask.data().chunks_exact(width));
    for (index, (under, cover)) in rows.enumerate() {
        row(left, top + index, &mut line);
        for ((below, &above), &cover) in under[left..].iter_mut().zip(&line).zip(cover) {
            if cover == 0 || above == 0 {
                continue;
            }
            let above = share(above, cover.into());
            let through = 255 - (above >> 48);
            *below = bytes(above + share(lanes(*below), through));
        }
    }
}

#[inline]
fn lanes(pixel: [u8; 4]) -> Lanes {
    let pixel = Lanes::from(u32::from_le_bytes(pixel));
    let pairs = (pixel | pixel << 16) & 0x0000_ffff_0000_ffff;
    (pairs | pairs << 8) & PARTS
}

#[inline]
fn bytes(lanes: Lanes) -> [u8; 4] {
    let pairs = (lanes | lanes >> 8) & 0x0000_ffff_0000_ffff;
    let [one, two, three, four, ..] = (pairs | pairs >> 16).to_le_bytes();
    [one, two, three, four]
}

/// Somewhere between two pixels, by a part of sixteen; sixteen times as large.
#[inline]
fn blend(one: Lanes, two: Lanes, part: Lanes) -> Lanes {
    one * (16 - part) + two * part
}

/// A pixel 256 times as large brought back to its size.
#[inline]
fn rounded(lanes: Lanes) -> Lanes {
    (lanes + HALVES) >> 8 & PARTS
}

/// A pixel's part of 255.
#[inline]
fn share(lanes: Lanes, part: Lanes) -> Lanes {
    let product = lanes * part + HALVES;
    (product + (product >> 8 & PARTS)) >> 8 & PARTS
}

/// A number with sixteen bits after the point.
#[inline]
fn fixed(value: f32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a canvas of at most 4096")]
    {
        (value * 65536.0) as i32
    }
}

/// The whole part and the part of sixteen of such a number; nought if it is below.
#[inline]
fn split(value: i32) -> (usize, Lanes) {
    let value = value.max(0).unsigned_abs();
    (size(value >> 16), Lanes::from(value >> 12 & 15))
}

#[inline]
fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn count(size: usize) -> f32 {
    f32::from(u16::try_from(size).unwrap_or(u16::MAX))
}

fn pixels(length: f32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the canvas")]
    {
        length.max(0.0) as u32
    }
}
