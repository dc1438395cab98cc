//! The patterns goods are covered with, each drawn once as a square that repeats without a seam.

mod cloth;
mod craft;

use serde::Deserialize;
use tiny_skia::{Pixmap, Transform};

use super::canvas::Canvas;
use super::colour::Tone;
use super::dice::Dice;
use super::outline::Outline;

pub(super) use cloth::blossom;

/// What a thing is covered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Pattern {
    Plain,
    Weave,
    Sasirangan,
    Batik,
    Stripes,
    Beads,
    Embroidery,
    Print,
    Wood,
    Carved,
    Floral,
}

/// The tones a thing is painted in, the chief one first.
pub(super) type Tones = [Tone; 4];

/// A seamless square of a pattern.
pub(super) struct Swatch {
    pixels: Pixmap,
    units: f32,
}

impl Swatch {
    /// Draws a square of the pattern, `size` times its usual size, at `scale` pixels to the unit.
    pub(super) fn new(pattern: Pattern, tones: Tones, dice: &mut Dice, size: f32, scale: f32) -> Self {
        let span = if matches!(pattern, Pattern::Wood) { 600.0 } else { 200.0 };
        let mut canvas = Canvas::at_scale(span, scale * size);
        match pattern {
            Pattern::Plain => cloth::plain(&mut canvas, tones),
            Pattern::Sasirangan => cloth::sasirangan(&mut canvas, tones, dice),
            Pattern::Batik => cloth::batik(&mut canvas, tones, dice),
            Pattern::Stripes => cloth::stripes(&mut canvas, tones, dice),
            Pattern::Embroidery => cloth::embroidery(&mut canvas, tones, dice),
            Pattern::Print => cloth::print(&mut canvas, tones, dice),
            Pattern::Floral => cloth::floral(&mut canvas, tones, dice),
            Pattern::Weave => craft::weave(&mut canvas, tones, dice),
            Pattern::Beads => craft::beads(&mut canvas, tones, dice),
            Pattern::Wood => craft::wood(&mut canvas, tones, dice),
            Pattern::Carved => craft::carved(&mut canvas, tones, dice),
        }
        Self { pixels: canvas.into_pixels(), units: span * size }
    }

    /// Fills an outline, a corner of the square on its upper left corner, turned by some degrees.
    pub(super) fn cover(&self, canvas: &mut Canvas, outline: &Outline, degrees: f32) {
        let step = self.units / f32::from(u16::try_from(self.pixels.width()).unwrap_or(1));
        let frame = outline.frame();
        let lay = Transform::from_translate(frame.left, frame.top).pre_rotate(degrees).pre_scale(step, step);
        canvas.tiled(outline, &self.pixels, lay);
    }
}

/// The whole of a square this wide.
fn ground(units: f32) -> Outline {
    Outline::slab(-1.0, -1.0, units + 2.0, units + 2.0, 0.0)
}

/// Draws a motif at a place and wherever it comes round again over the edges.
fn repeated(canvas: &mut Canvas, at: (f32, f32), degrees: f32, motif: impl Fn(&mut Canvas)) {
    for column in [-1.0, 0.0, 1.0] {
        for row in [-1.0, 0.0, 1.0] {
            let (x, y) = (at.0 + column * 200.0, at.1 + row * 200.0);
            if (-90.0..290.0).contains(&x) && (-90.0..290.0).contains(&y) {
                canvas.placed(Transform::from_translate(x, y).pre_rotate(degrees), &motif);
            }
        }
    }
}
