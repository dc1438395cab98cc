//! The surface painted on: everything is drawn in units, a thousand to a side, whatever the pixels.

mod blur;
mod lay;

use tiny_skia::{
    FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Pixmap, Point, RadialGradient, Shader,
    SpreadMode, Stroke, StrokeDash, Transform,
};

use super::colour::Tone;
use super::dice::{Dice, steps};
use super::outline::Outline;

/// The most pixels to a side of a blurred layer: enough for something soft.
const SOFT_SIDE: f32 = 128.0;

/// A pixmap that is drawn on in units.
pub(super) struct Canvas {
    pixels: Pixmap,
    scale: f32,
    place: Transform,
}

impl Canvas {
    /// A clear canvas of `side` pixels for `units` units.
    pub(super) fn new(side: u32, units: f32) -> Self {
        let side = side.clamp(1, 4096);
        #[expect(clippy::expect_used, reason = "a side within these bounds always makes a pixmap")]
        let pixels = Pixmap::new(side, side).expect("a pixmap of a bounded side");
        Self { pixels, scale: whole(side) / units, place: Transform::identity() }
    }

    /// A clear canvas of this many pixels to the unit.
    pub(super) fn at_scale(units: f32, scale: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count of pixels")]
        Self::new((units * scale).round().max(1.0) as u32, units)
    }

    pub(super) fn scale(&self) -> f32 {
        self.scale
    }

    pub(super) fn into_pixels(self) -> Pixmap {
        self.pixels
    }

    /// Fills an outline with a tone, a gradient or a swatch.
    pub(super) fn fill<'shade>(&mut self, outline: &Outline, shade: impl Into<Shader<'shade>>) {
        let Some(path) = outline.path() else { return };
        let paint = Paint { shader: shade.into(), ..Paint::default() };
        let transform = self.to_pixels();
        self.pixels.fill_path(path, &paint, FillRule::Winding, transform, None);
    }

    /// Draws along an outline with a round-ended pen.
    pub(super) fn stroke<'shade>(&mut self, outline: &Outline, width: f32, shade: impl Into<Shader<'shade>>) {
        self.pen(outline, width, shade.into(), None);
    }

    /// Draws along an outline in dashes, as a seam is sewn.
    pub(super) fn dashes<'shade>(
        &mut self,
        outline: &Outline,
        width: f32,
        [dash, gap]: [f32; 2],
        shade: impl Into<Shader<'shade>>,
    ) {
        self.pen(outline, width, shade.into(), StrokeDash::new(vec![dash, gap], 0.0));
    }

    fn pen(&mut self, outline: &Outline, width: f32, shader: Shader<'_>, dash: Option<StrokeDash>) {
        let Some(path) = outline.path() else { return };
        let line_cap = if dash.is_some() { LineCap::Butt } else { LineCap::Round };
        let stroke = Stroke { width, dash, line_cap, line_join: LineJoin::Round, ..Stroke::default() };
        let transform = self.to_pixels();
        self.pixels.stroke_path(path, &Paint { shader, ..Paint::default() }, &stroke, transform, None);
    }

    /// Draws what `sketch` draws, moved, turned or squeezed.
    pub(super) fn placed(&mut self, place: Transform, sketch: impl FnOnce(&mut Self)) {
        let before = self.place;
        self.place = before.pre_concat(place);
        sketch(self);
        self.place = before;
    }

    /// Draws what `sketch` draws out of focus, by `blur` units, and only within an outline.
    pub(super) fn soft(&mut self, within: &Outline, blur: f32, sketch: impl FnOnce(&mut Self)) {
        let units = whole(self.pixels.width()) / self.scale;
        let mut layer = Self::at_scale(units, (SOFT_SIDE / units).min(self.scale));
        layer.place = self.place;
        sketch(&mut layer);
        blur::blur(&mut layer.pixels, blur * layer.scale);
        let within = within.through(self.to_pixels());
        lay::enlarged(&mut self.pixels, &within, &layer.pixels);
    }

    /// Draws what `sketch` draws, but only within an outline.
    pub(super) fn clipped(&mut self, within: &Outline, sketch: impl FnOnce(&mut Self)) {
        let mut layer = Self { pixels: self.pixels.clone(), scale: self.scale, place: self.place };
        sketch(&mut layer);
        let within = within.through(self.to_pixels());
        lay::same_size(&mut self.pixels, &within, &layer.pixels);
    }

    /// Fills an outline with a square that repeats, laid on the units by `place`.
    pub(super) fn tiled(&mut self, within: &Outline, square: &Pixmap, place: Transform) {
        let units = self.to_pixels();
        lay::repeated(&mut self.pixels, &within.through(units), square, units.pre_concat(place));
    }

    fn to_pixels(&self) -> Transform {
        self.place.post_scale(self.scale, self.scale)
    }

    /// A breath of grain over everything, so that soft light shows no bands.
    pub(super) fn grain(&mut self, dice: &mut Dice) {
        let row_bytes = usize::try_from(self.pixels.width()).unwrap_or(1) * 4;
        // Two is taken from every byte and up to four given back; the cover, the last of four, gets its two again.
        let specks: Vec<u8> = (0..row_bytes / 4 + 256)
            .flat_map(|_| {
                let speck = dice.pick([0, 1, 1, 2, 2, 2, 3, 3, 4]);
                [speck, speck, speck, 2]
            })
            .collect();
        for row in self.pixels.data_mut().chunks_exact_mut(row_bytes) {
            let start = usize::from(dice.face(255)) * 4;
            for (byte, speck) in row.iter_mut().zip(&specks[start..]) {
                *byte = byte.saturating_sub(2).saturating_add(*speck);
            }
        }
    }
}

/// A gradient from one point to another.
pub(super) fn slant(from: (f32, f32), to: (f32, f32), tones: &[Tone]) -> Shader<'static> {
    LinearGradient::new(
        Point::from_xy(from.0, from.1),
        Point::from_xy(to.0, to.1),
        stops(tones),
        SpreadMode::Pad,
        Transform::identity(),
    )
    .unwrap_or_else(|| first(tones))
}

/// A gradient from above to below.
pub(super) fn down(top: f32, bottom: f32, tones: &[Tone]) -> Shader<'static> {
    slant((0.0, top), (0.0, bottom), tones)
}

/// A gradient from left to right.
pub(super) fn across(left: f32, right: f32, tones: &[Tone]) -> Shader<'static> {
    slant((left, 0.0), (right, 0.0), tones)
}

/// A gradient from a middle outwards.
pub(super) fn glow(x: f32, y: f32, reach: f32, tones: &[Tone]) -> Shader<'static> {
    let middle = Point::from_xy(x, y);
    RadialGradient::new(middle, 0.0, middle, reach, stops(tones), SpreadMode::Pad, Transform::identity())
        .unwrap_or_else(|| first(tones))
}

fn stops(tones: &[Tone]) -> Vec<GradientStop> {
    let gaps = u16::try_from(tones.len().saturating_sub(1)).unwrap_or(1).max(1);
    let place = |step: f32| step / f32::from(gaps);
    tones.iter().zip(steps(gaps + 1)).map(|(&tone, step)| GradientStop::new(place(step), tone.into())).collect()
}

fn first(tones: &[Tone]) -> Shader<'static> {
    tones.first().map_or_else(|| Tone::dusk(0.0), |&tone| tone).into()
}

#[expect(clippy::cast_precision_loss, reason = "a side of at most 4096 pixels")]
fn whole(count: u32) -> f32 {
    count as f32
}
