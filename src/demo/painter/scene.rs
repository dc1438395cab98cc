//! What every picture is made with: a canvas, the thing's tones and pattern, and the ways light falls on it.

use tiny_skia::Transform;

use super::Picture;
use super::canvas::{Canvas, across};
use super::colour::{Colour, Tone};
use super::dice::Dice;
use super::outline::Outline;
use super::swatch::{Pattern, Swatch, Tones};

/// A picture on its way. Light comes from the upper left.
pub(super) struct Scene {
    pub(super) canvas: Canvas,
    pub(super) dice: Dice,
    pub(super) tones: Tones,
    pub(super) pattern: Pattern,
    seed: u64,
    cuts: Vec<(Cut, Swatch)>,
}

/// What tells one swatch from another: drawn once, it is laid as often as it is wanted.
#[derive(PartialEq)]
struct Cut {
    pattern: Pattern,
    tones: Tones,
    size: f32,
}

impl Scene {
    pub(super) fn new(picture: &Picture, side: u32) -> Self {
        Self {
            canvas: Canvas::new(side, 1000.0),
            dice: Dice::new(picture.seed),
            tones: tones(&picture.palette),
            pattern: picture.pattern,
            seed: picture.seed,
            cuts: Vec::new(),
        }
    }

    /// Covers an outline with the thing's pattern, `size` times its usual size.
    pub(super) fn goods(&mut self, outline: &Outline, size: f32) {
        self.goods_turned(outline, size, 0.0);
    }

    /// The same with the pattern turned by some degrees.
    pub(super) fn goods_turned(&mut self, outline: &Outline, size: f32, degrees: f32) {
        self.covered(outline, self.pattern, self.tones, size, degrees);
    }

    /// Covers an outline with a pattern other than the thing's own, or with other tones.
    pub(super) fn covered(&mut self, outline: &Outline, pattern: Pattern, tones: Tones, size: f32, degrees: f32) {
        let cut = Cut { pattern, tones, size };
        let index = self.cuts.iter().position(|(known, _)| *known == cut).unwrap_or_else(|| {
            // The same chance each time, so that the parts of a thing are cut from one cloth.
            let mut dice = Dice::new(self.seed ^ 0x5eed);
            let swatch = Swatch::new(pattern, tones, &mut dice, size, self.canvas.scale());
            self.cuts.push((cut, swatch));
            self.cuts.len() - 1
        });
        self.cuts[index].1.cover(&mut self.canvas, outline, degrees);
    }

    /// Covers an outline with plain cloth of a tone.
    pub(super) fn plain(&mut self, outline: &Outline, tone: Tone) {
        self.covered(outline, Pattern::Plain, [tone; 4], 0.8, 0.0);
    }

    /// Covers an outline with wood, carved if the thing is carved.
    pub(super) fn timber(&mut self, outline: &Outline, tone: Tone, degrees: f32) {
        self.covered(outline, Pattern::Wood, [tone; 4], 0.9, degrees);
    }

    /// Makes a flat shape look padded: lit above and to the left, shaded below and to the right.
    pub(super) fn form(&mut self, outline: &Outline, depth: f32, strength: f32) {
        self.canvas.soft(outline, depth * 0.75, |canvas| {
            canvas.stroke(&outline.moved(-depth * 0.45, -depth * 0.5), depth * 1.5, Tone::dusk(0.5 * strength));
            canvas.stroke(&outline.moved(depth * 0.5, depth * 0.55), depth * 0.9, Tone::sunlight(0.42 * strength));
        });
    }

    /// Makes a shape look like a cylinder standing up.
    pub(super) fn barrel(&mut self, outline: &Outline, strength: f32) {
        let frame = outline.frame();
        self.canvas.fill(
            outline,
            across(
                frame.left,
                frame.right,
                &[
                    Tone::dusk(0.32 * strength),
                    Tone::dusk(0.02 * strength),
                    Tone::sunlight(0.22 * strength),
                    Tone::dusk(0.0),
                    Tone::dusk(0.16 * strength),
                    Tone::dusk(0.34 * strength),
                    Tone::dusk(0.52 * strength),
                ],
            ),
        );
    }

    /// Folds in cloth along some lines: a dark valley with a lit ridge at its left.
    pub(super) fn folds(&mut self, within: &Outline, lines: &[Outline], width: f32, strength: f32) {
        self.canvas.soft(within, width * 0.5, |canvas| {
            for line in lines {
                canvas.stroke(line, width, Tone::dusk(0.42 * strength));
                canvas.stroke(&line.moved(-width * 1.3, 0.0), width * 0.9, Tone::sunlight(0.34 * strength));
            }
        });
    }

    /// A soft shadow of an outline on whatever is already there.
    pub(super) fn cast(&mut self, outline: &Outline, (x, y): (f32, f32), blur: f32, strength: f32) {
        let shadow = outline.moved(x, y);
        let frame = shadow.frame();
        let margin = blur * 2.2;
        let reach = Outline::slab(
            frame.left - margin,
            frame.top - margin,
            frame.width() + margin * 2.0,
            frame.height() + margin * 2.0,
            0.0,
        );
        self.canvas.soft(&reach, blur, |canvas| canvas.fill(&shadow, Tone::dusk(strength)));
    }

    /// The shadow of a thing that stands on a table: dark where it touches, wide and pale to the right.
    pub(super) fn contact(&mut self, x: f32, y: f32, half: f32) {
        let reach = Outline::slab(x - half * 1.5, y - half * 0.6, half * 3.6, half * 1.2, 0.0);
        self.canvas.soft(&reach, 24.0, |canvas| {
            canvas.fill(&Outline::oval(x + half * 0.32, y + 4.0, half * 1.22, half * 0.19), Tone::dusk(0.34));
            canvas.fill(&Outline::oval(x + half * 0.04, y, half * 1.02, half * 0.10), Tone::dusk(0.62));
        });
    }

    /// A row of stitches along an outline.
    pub(super) fn seam(&mut self, outline: &Outline, tone: Tone) {
        self.canvas.dashes(outline, 3.4, [13.0, 8.0], tone.cover(0.8));
    }

    /// A soft gleam along a line, within an outline.
    pub(super) fn gleam(&mut self, within: &Outline, line: &Outline, width: f32, strength: f32) {
        self.canvas.soft(within, width * 0.45, |canvas| canvas.stroke(line, width, Tone::sunlight(strength)));
    }

    /// A round bead with a spark of light.
    pub(super) fn bead(&mut self, x: f32, y: f32, reach: f32, tone: Tone) {
        let shade = super::canvas::glow(
            x - reach * 0.3,
            y - reach * 0.35,
            reach * 1.4,
            &[tone.light(0.5), tone, tone.dark(0.5)],
        );
        self.canvas.fill(&Outline::oval(x, y, reach, reach), shade);
        self.canvas
            .fill(&Outline::oval(x - reach * 0.34, y - reach * 0.38, reach * 0.22, reach * 0.17), Tone::sunlight(0.8));
    }

    /// A small mark without words for labels: a sprig over water.
    pub(super) fn emblem(&mut self, x: f32, y: f32, size: f32, tone: Tone) {
        self.canvas.placed(Transform::from_translate(x, y).pre_scale(size, size), |canvas| {
            canvas.fill(&Outline::petal((0.0, 12.0), (0.0, -46.0), 12.0), tone);
            for side in [-1.0, 1.0] {
                canvas.fill(&Outline::petal((side * 4.0, 14.0), (side * 38.0, -26.0), 10.0), tone);
            }
            canvas.stroke(&Outline::draw("M -36 28 Q -18 18 0 28 Q 18 38 36 28"), 5.0, tone);
        });
    }
}

/// Four tones from however many colours were given.
fn tones(palette: &[Colour]) -> Tones {
    let main = palette.first().copied().unwrap_or(Colour::Sand).tone();
    let contrast = if main.brightness() > 0.55 { main.dark(0.5) } else { main.light(0.6) };
    let second = palette.get(1).map_or(contrast, |colour| colour.tone());
    let pale = if main.brightness() > 0.7 { Colour::Coral } else { Colour::Cream };
    let third = palette.get(2).copied().unwrap_or(pale).tone();
    [main, second, third, palette.get(3).copied().unwrap_or(Colour::Turmeric).tone()]
}
