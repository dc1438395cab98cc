//! Patterns of cloth: dyed, waxed, woven in, sewn or printed.

use super::super::canvas::{Canvas, across, glow};
use super::super::colour::Tone;
use super::super::dice::{Dice, steps};
use super::super::outline::Outline;
use super::{Tones, ground, repeated};

/// Plain cloth: its threads alone.
pub(super) fn plain(canvas: &mut Canvas, [main, ..]: Tones) {
    canvas.fill(&ground(200.0), main);
    threads(canvas, main);
}

fn threads(canvas: &mut Canvas, main: Tone) {
    let (shine, shade) = (main.light(0.5).cover(0.10), main.dark(0.5).cover(0.10));
    for step in steps(25) {
        let at = step * 8.0 + 2.0;
        canvas.stroke(&Outline::line([(at, -5.0), (at, 205.0)]), 2.4, shade);
        canvas.stroke(&Outline::line([(-5.0, at), (205.0, at)]), 2.4, shine);
    }
}

/// Sasirangan: waves, bands or rings of small undyed marks where the stitches held.
pub(super) fn sasirangan(canvas: &mut Canvas, tones: Tones, dice: &mut Dice) {
    let [main, second, third, _] = tones;
    canvas.fill(&ground(200.0), main);
    match dice.face(3) {
        0 => {
            wave(canvas, 50.0, 30.0, main.mix(second, 0.75));
            wave(canvas, 150.0, 12.0, main.light(0.22));
            for (x, tone) in [(22.0, third), (78.0, third), (128.0, second), (172.0, second)] {
                wave_of_dots(canvas, x, 5.2, tone.light(0.25));
            }
        }
        1 => teeth(canvas, tones),
        _ => rings(canvas, tones, dice),
    }
    threads(canvas, main);
}

fn sway(y: f32) -> f32 {
    (y / 100.0 * std::f32::consts::TAU).sin() * 15.0
}

fn wave(canvas: &mut Canvas, x: f32, width: f32, tone: Tone) {
    let line = Outline::line(steps(27).map(|step| (x + sway(step * 8.0 - 4.0), step * 8.0 - 4.0)));
    canvas.stroke(&line, width * 1.35, tone.cover(0.35));
    canvas.stroke(&line, width, tone);
}

fn wave_of_dots(canvas: &mut Canvas, x: f32, size: f32, tone: Tone) {
    for step in steps(17) {
        let y = step * 12.5;
        canvas.fill(&Outline::oval(x + sway(y), y, size * 0.8, size), tone);
    }
}

fn teeth(canvas: &mut Canvas, [main, second, third, _]: Tones) {
    for step in steps(9) {
        let y = step * 25.0;
        let tooth = |left: f32, right: f32| Outline::polygon([(left, y - 12.0), (right, y), (left, y + 12.0)]);
        canvas.fill(&tooth(20.0, 52.0), second);
        canvas.fill(&tooth(80.0, 48.0).moved(0.0, 12.5), second.light(0.18));
        for (x, tone) in [(8.0, third), (92.0, third), (132.0, main.light(0.35)), (168.0, main.light(0.35))] {
            canvas.fill(&Outline::oval(x, y, 4.2, 4.8), tone);
        }
        let drop = Outline::petal((150.0, y - 9.0), (150.0, y + 9.0), 6.5);
        canvas.fill(&drop, third);
    }
}

fn rings(canvas: &mut Canvas, [main, second, third, _]: Tones, dice: &mut Dice) {
    for (x, y) in [(50.0, 50.0), (150.0, 150.0)] {
        let turn = dice.about(20.0);
        repeated(canvas, (x, y), turn, |canvas| {
            canvas.fill(
                &Outline::oval(0.0, 0.0, 62.0, 62.0),
                glow(0.0, 0.0, 62.0, &[second.light(0.1), main.mix(second, 0.5), main.cover(0.0)]),
            );
            for (count, reach, tone) in [(8_u16, 17.0, third), (16, 34.0, third.light(0.2)), (26, 52.0, second)] {
                for step in steps(count) {
                    let (sine, cosine) = (step / f32::from(count) * std::f32::consts::TAU).sin_cos();
                    canvas.fill(&Outline::oval(cosine * reach, sine * reach, 4.3, 4.3), tone);
                }
            }
        });
    }
    for (x, y) in [(150.0, 50.0), (50.0, 150.0)] {
        canvas.fill(&Outline::oval(x, y, 13.0, 13.0), second.mix(main, 0.3));
        canvas.fill(&Outline::oval(x, y, 6.0, 6.0), third);
    }
}

/// Batik: motifs that fill the field, outlined in wax.
pub(super) fn batik(canvas: &mut Canvas, tones: Tones, dice: &mut Dice) {
    canvas.fill(&ground(200.0), tones[0]);
    match dice.face(3) {
        0 => kawung(canvas, tones),
        1 => rosettes(canvas, tones),
        _ => climbing_leaves(canvas, tones),
    }
}

fn kawung(canvas: &mut Canvas, [main, second, third, _]: Tones) {
    for (x, y) in steps(9).map(|step| (step % 3.0 * 100.0, (step / 3.0).floor() * 100.0)) {
        for turn in [45.0, 135.0, 225.0, 315.0] {
            let petal = Outline::oval(x + 34.5, y, 29.0, 18.0).turned(turn, x, y);
            canvas.fill(&petal, second);
            canvas.stroke(&petal, 2.4, main.dark(0.35));
            canvas.fill(&Outline::oval(x + 34.5, y, 19.0, 9.5).turned(turn, x, y), second.light(0.45));
            canvas.fill(&Outline::oval(x + 29.0, y, 3.6, 3.6).turned(turn, x, y), main.dark(0.3));
            canvas.fill(&Outline::oval(x + 40.0, y, 3.6, 3.6).turned(turn, x, y), main.dark(0.3));
        }
        canvas.fill(&Outline::oval(x, y, 5.5, 5.5), third);
        for (side_x, side_y) in [(50.0, 0.0), (0.0, 50.0)] {
            for spot in [-9.0, 9.0] {
                let (spot_x, spot_y) = (x + side_x + spot * side_y / 50.0, y + side_y + spot * side_x / 50.0);
                canvas.fill(&Outline::oval(spot_x, spot_y, 3.2, 3.2), third);
            }
        }
    }
}

fn rosettes(canvas: &mut Canvas, [main, second, third, fourth]: Tones) {
    let lattice = [
        (-10.0, 90.0, 110.0, 210.0),
        (90.0, -10.0, 210.0, 110.0),
        (110.0, -10.0, -10.0, 110.0),
        (210.0, 90.0, 90.0, 210.0),
    ];
    for (left, top, right, bottom) in lattice {
        canvas.dashes(&Outline::line([(left, top), (right, bottom)]), 4.0, [5.0, 5.0], main.light(0.4));
    }
    for (at, size, tone) in [((100.0, 100.0), 1.0, second), ((0.0, 0.0), 0.82, third)] {
        repeated(canvas, at, 0.0, |canvas| {
            for step in steps(8) {
                let petal = Outline::petal((0.0, -8.0), (0.0, -58.0 * size), 11.0 * size);
                let petal = petal.turned(step * 45.0, 0.0, 0.0);
                canvas.fill(&petal, tone);
                canvas.stroke(&petal, 2.0, main.dark(0.3));
                let vein = Outline::line([(0.0, -18.0), (0.0, -42.0 * size)]).turned(step * 45.0, 0.0, 0.0);
                canvas.stroke(&vein, 2.2, tone.light(0.55));
                let seed = Outline::oval(0.0, -62.0 * size, 3.4, 3.4).turned(step * 45.0 + 22.5, 0.0, 0.0);
                canvas.fill(&seed, tone.light(0.4));
            }
            canvas.fill(&Outline::oval(0.0, 0.0, 12.0, 12.0), fourth);
            canvas.fill(&Outline::oval(0.0, 0.0, 6.0, 6.0), main.dark(0.2));
        });
    }
}

fn climbing_leaves(canvas: &mut Canvas, [main, second, third, _]: Tones) {
    for (x, shift) in [(50.0, 0.0), (150.0, 50.0)] {
        let stem = Outline::line(steps(27).map(|step| (x + sway(step * 8.0 - 4.0 + shift), step * 8.0 - 4.0)));
        canvas.stroke(&stem, 4.0, third);
        for step in steps(10) {
            let (y, side) = (step * 25.0 - 12.0, if step % 2.0 < 1.0 { 1.0 } else { -1.0 });
            let root = (x + sway(y + shift), y);
            let leaf = Outline::petal(root, (root.0 + side * 36.0, y - 27.0), 9.5);
            canvas.fill(&leaf, second);
            canvas.stroke(&leaf, 1.8, main.dark(0.35));
            canvas.stroke(&Outline::line([root, (root.0 + side * 25.0, y - 19.0)]), 2.0, second.light(0.5));
            canvas.fill(&Outline::oval(root.0 - side * 22.0, y + 4.0, 3.6, 3.6), third.light(0.3));
        }
    }
}

/// Stripes of several widths, woven in.
pub(super) fn stripes(canvas: &mut Canvas, tones: Tones, dice: &mut Dice) {
    let [main, second, third, fourth] = tones;
    canvas.fill(&ground(200.0), main);
    let lead = dice.between(34.0, 52.0);
    let mut bar = |x: f32, width: f32, tone: Tone| canvas.fill(&Outline::slab(x, -5.0, width, 210.0, 0.0), tone);
    bar(12.0, lead, second);
    bar(12.0 + lead * 0.36, lead * 0.28, second.light(0.4));
    for x in [2.0, 18.0 + lead] {
        bar(x, 4.0, third);
    }
    for step in steps(4) {
        bar(100.0 + step * 11.0, 5.0, if step % 2.0 < 1.0 { third } else { main.light(0.3) });
    }
    bar(160.0, 24.0, fourth.mix(main, 0.25));
    bar(169.0, 6.0, third);
    threads(canvas, main);
}

/// Sprigs sewn in satin stitch.
pub(super) fn embroidery(canvas: &mut Canvas, [main, second, third, fourth]: Tones, dice: &mut Dice) {
    canvas.fill(&ground(200.0), main);
    threads(canvas, main);
    let green = fourth.mix(Tone::of(0x4c, 0x86, 0x45), 0.5);
    for (at, turn, tone) in
        [((52.0, 55.0), dice.about(35.0), second), ((152.0, 155.0), 180.0 + dice.about(35.0), third)]
    {
        repeated(canvas, at, turn, |canvas| {
            let stem = Outline::draw("M 0 0 Q 12 40 -8 72");
            canvas.dashes(&stem, 4.0, [7.0, 2.0], green);
            for (from, to) in [((4.0, 26.0), (36.0, 34.0)), ((2.0, 44.0), (-32.0, 50.0))] {
                stitched(canvas, from, to, 8.5, green);
            }
            for step in steps(6) {
                let (sine, cosine) = (step * std::f32::consts::FRAC_PI_3).sin_cos();
                stitched(canvas, (cosine * 6.0, sine * 6.0), (cosine * 34.0, sine * 34.0), 10.5, tone);
            }
            canvas.fill(&Outline::oval(0.0, 0.0, 7.5, 7.5), fourth.light(0.35));
        });
    }
    for at in [(150.0, 48.0), (48.0, 150.0)] {
        for (x, y) in [(-8.0, 0.0), (8.0, 0.0), (0.0, -13.0)] {
            canvas.fill(&Outline::oval(at.0 + x, at.1 + y, 4.5, 4.5), third.light(0.2));
        }
    }
}

fn stitched(canvas: &mut Canvas, from: (f32, f32), to: (f32, f32), belly: f32, tone: Tone) {
    let petal = Outline::petal(from, to, belly);
    canvas.fill(&petal.moved(1.5, 2.0), Tone::dusk(0.25));
    canvas.fill(&petal, tone);
    for part in [-0.5, 0.0, 0.5] {
        let (side_x, side_y) = ((from.1 - to.1) / 30.0 * belly * part, (to.0 - from.0) / 30.0 * belly * part);
        let middle = (f32::midpoint(from.0, to.0) + side_x, f32::midpoint(from.1, to.1) + side_y);
        let line = Outline::line([from, middle, to]);
        canvas.stroke(&line, 1.2, if part < 0.0 { tone.light(0.45) } else { tone.dark(0.22) });
    }
}

/// Bold shapes from a printing block.
pub(super) fn print(canvas: &mut Canvas, tones: Tones, dice: &mut Dice) {
    let [main, second, third, fourth] = tones;
    canvas.fill(&ground(200.0), main);
    let kind = dice.face(3);
    for (at, turn, tone) in [((50.0, 50.0), 0.0, second), ((150.0, 150.0), 0.0, third)] {
        repeated(canvas, at, turn, |canvas| match kind {
            0 => sun(canvas, tone),
            1 => fish(canvas, tone, main),
            _ => sprig(canvas, tone, main),
        });
    }
    for (x, y) in [(150.0, 50.0), (50.0, 150.0)] {
        canvas.fill(&Outline::oval(x, y, 13.0, 13.0), fourth);
        for (aside_x, aside_y) in [(-30.0, -18.0), (28.0, -22.0), (24.0, 24.0), (-26.0, 22.0)] {
            canvas.fill(&Outline::oval(x + aside_x, y + aside_y, 4.0, 4.0), second.mix(main, 0.35));
        }
    }
}

fn sun(canvas: &mut Canvas, tone: Tone) {
    canvas.fill(&Outline::draw("M -22 14 C -22 -16 22 -16 22 14 Z"), tone);
    for turn in [-80.0, -48.0, -16.0, 16.0, 48.0, 80.0] {
        let ray = Outline::petal((0.0, -16.0), (0.0, -48.0), 5.5).turned(turn, 0.0, 14.0);
        canvas.fill(&ray, tone);
    }
    canvas.stroke(&Outline::line([(-44.0, 25.0), (44.0, 25.0)]), 5.0, tone);
}

fn fish(canvas: &mut Canvas, tone: Tone, ground: Tone) {
    canvas.fill(&Outline::petal((-42.0, 0.0), (28.0, 0.0), 19.0), tone);
    canvas.fill(&Outline::polygon([(20.0, 0.0), (46.0, -18.0), (39.0, 0.0), (46.0, 18.0)]), tone);
    canvas.fill(&Outline::oval(-26.0, -3.0, 4.0, 4.0), ground);
    for x in [-12.0, 0.0, 12.0] {
        canvas.stroke(&Outline::draw(&format!("M {x} -11 Q {} 0 {x} 11", x + 9.0)), 2.6, ground);
    }
}

fn sprig(canvas: &mut Canvas, tone: Tone, ground: Tone) {
    canvas.stroke(&Outline::line([(0.0, 46.0), (0.0, -30.0)]), 4.5, tone);
    canvas.fill(&Outline::petal((0.0, -18.0), (0.0, -52.0), 10.0), tone);
    for (y, side) in [(34.0, 1.0), (34.0, -1.0), (10.0, 1.0), (10.0, -1.0)] {
        canvas.fill(&Outline::petal((0.0, y), (side * 40.0, y - 24.0), 10.0), tone);
        canvas.stroke(&Outline::line([(side * 8.0, y - 5.0), (side * 28.0, y - 17.0)]), 2.2, ground);
    }
}

/// Blossoms and leaves strewn over cloth.
pub(super) fn floral(canvas: &mut Canvas, [main, second, third, fourth]: Tones, dice: &mut Dice) {
    canvas.fill(&ground(200.0), main);
    let leaf_tone = main.mix(Tone::of(0x3d, 0x7a, 0x45), 0.75);
    let places = [
        ((48.0, 52.0), 1.0, second),
        ((150.0, 148.0), 0.9, third),
        ((146.0, 40.0), 0.55, fourth),
        ((46.0, 156.0), 0.6, second),
    ];
    for (at, size, tone) in places {
        repeated(canvas, at, dice.about(60.0), |canvas| {
            for turn in [20.0, 150.0, 265.0] {
                let leaf = Outline::petal((0.0, -24.0 * size), (0.0, -66.0 * size), 11.0 * size);
                canvas.fill(&leaf.turned(turn, 0.0, 0.0), leaf_tone);
            }
            blossom(canvas, 42.0 * size, tone, fourth);
        });
    }
    threads(canvas, main);
}

/// An open flower of five petals.
pub(in super::super) fn blossom(canvas: &mut Canvas, reach: f32, tone: Tone, heart: Tone) {
    for step in steps(5) {
        let petal = Outline::oval(0.0, -reach * 0.56, reach * 0.37, reach * 0.46).turned(step * 72.0, 0.0, 0.0);
        canvas.fill(&petal, glow(0.0, 0.0, reach, &[tone.dark(0.3), tone, tone.light(0.35)]));
        canvas.stroke(&petal, reach * 0.025, tone.dark(0.25).cover(0.5));
    }
    canvas.fill(&Outline::oval(0.0, 0.0, reach * 0.2, reach * 0.2), heart.light(0.1));
    let half = reach * 0.14;
    canvas.fill(&Outline::oval(0.0, 0.0, half, half), across(-half, half, &[heart.light(0.4), heart.dark(0.25)]));
}
