//! Patterns of things made hard or plaited: strands, beads, grain and carving.

use super::super::canvas::{Canvas, across, down, glow};
use super::super::colour::Tone;
use super::super::dice::{Dice, steps};
use super::super::outline::Outline;
use super::{Tones, ground, repeated};

/// Flat strands over and under one another, some of them dyed.
pub(super) fn weave(canvas: &mut Canvas, [main, second, third, _]: Tones, dice: &mut Dice) {
    canvas.fill(&ground(200.0), main.dark(0.55));
    let (kind, twill) = (dice.face(3), dice.face(2) == 0);
    let dyed = |lane: f32, cross: bool| match (kind, lane) {
        (0, 3.0 | 4.0) | (1, 2.0) => second,
        (1, 1.0 | 3.0) | (2, 6.0) => third,
        (2, 1.0..=4.0) if cross => second,
        _ => main.light(if lane % 2.0 < 1.0 { 0.0 } else { 0.1 }),
    };
    for (column, row) in steps(64).map(|step| (step % 8.0, (step / 8.0).floor())) {
        let (left, top) = (column * 25.0, row * 25.0);
        let crosswise = if twill { (column + row) % 4.0 < 2.0 } else { (column + row) % 2.0 < 1.0 };
        if crosswise {
            let tone = dyed(row, true);
            let shade = across(left, left + 25.0, &[tone.dark(0.28), tone.light(0.16), tone.dark(0.28)]);
            canvas.fill(&Outline::slab(left - 1.0, top + 1.5, 27.0, 22.0, 4.0), shade);
        } else {
            let tone = dyed(column, false).dark(0.08);
            let shade = down(top, top + 25.0, &[tone.dark(0.28), tone.light(0.16), tone.dark(0.28)]);
            canvas.fill(&Outline::slab(left + 1.5, top - 1.0, 22.0, 27.0, 4.0), shade);
        }
    }
}

/// Rows of small beads that make a diamond figure.
pub(super) fn beads(canvas: &mut Canvas, tones: Tones, dice: &mut Dice) {
    let [main, second, third, fourth] = tones;
    canvas.fill(&ground(200.0), main.dark(0.6));
    let shift = dice.pick([0.0, 1.0, 2.0, 3.0]);
    let zigzag = dice.face(2) == 0;
    for (column, row) in steps(100).map(|step| (step % 10.0, (step / 10.0).floor())) {
        let (aside, aloft) = ((column - 5.0_f32).abs(), if zigzag { row } else { (row - 5.0_f32).abs() });
        let tone = match (aside + aloft + shift) % 5.0 {
            0.0 => third,
            1.0 => second,
            3.0 if !zigzag => fourth,
            _ => main,
        };
        let (x, y) = (column * 20.0 + 10.0, row * 20.0 + 10.0);
        let shade = glow(x - 3.0, y - 4.0, 13.0, &[tone.light(0.35), tone, tone.dark(0.35)]);
        canvas.fill(&Outline::oval(x, y, 9.6, 9.2), shade);
        canvas.fill(&Outline::oval(x - 3.2, y - 3.6, 2.2, 1.8), Tone::sunlight(0.75));
    }
}

/// Long grain, with a knot here and there.
pub(super) fn wood(canvas: &mut Canvas, [main, ..]: Tones, dice: &mut Dice) {
    canvas.fill(&ground(600.0), main);
    for _ in 0..16 {
        let (y, thick) = (dice.between(0.0, 600.0), dice.between(20.0, 60.0));
        let tone = if dice.face(2) == 0 { main.light(0.3) } else { main.dark(0.3) };
        for around in [-600.0, 0.0, 600.0] {
            canvas.stroke(&grain(y + around, 10.0, 1.0), thick, tone.cover(0.12));
        }
    }
    for step in steps(46) {
        let y = step * 13.0 + dice.about(5.0);
        let (bend, width) = (dice.between(4.0, 13.0), dice.between(1.0, 3.2));
        canvas.stroke(&grain(y, bend, dice.pick([1.0, 2.0])), width, main.dark(0.5).cover(dice.between(0.12, 0.4)));
    }
    for _ in 0..2 {
        let (x, y) = (dice.between(80.0, 520.0), dice.between(80.0, 520.0));
        for ring in steps(4) {
            let eye = Outline::oval(x, y, 34.0 - ring * 8.0, 15.0 - ring * 3.6);
            canvas.fill(&eye, main.dark(0.12 + ring * 0.09).cover(0.5));
        }
    }
}

fn grain(y: f32, bend: f32, waves: f32) -> Outline {
    Outline::line(steps(32).map(|step| {
        let x = step * 20.0 - 10.0;
        (x, y + (x / 600.0 * waves * std::f32::consts::TAU + y / 60.0).sin() * bend)
    }))
}

/// Leaves and blossoms cut into wood.
pub(super) fn carved(canvas: &mut Canvas, [main, ..]: Tones, dice: &mut Dice) {
    canvas.fill(&ground(200.0), main.dark(0.2));
    for step in steps(20) {
        let y = step * 10.0 + dice.about(2.0);
        canvas.stroke(&Outline::line([(-5.0, y), (205.0, y)]), 1.4, main.dark(0.5).cover(0.22));
    }
    let tilt = dice.pick([0.0, 22.5]);
    for at in [(100.0, 100.0), (0.0, 0.0)] {
        repeated(canvas, at, tilt, |canvas| {
            for step in steps(8) {
                cut(canvas, &Outline::petal((0.0, -12.0), (0.0, -62.0), 12.0).turned(step * 45.0, 0.0, 0.0), main);
                let vein = Outline::line([(0.0, -20.0), (0.0, -46.0)]).turned(step * 45.0, 0.0, 0.0);
                canvas.stroke(&vein, 2.6, main.dark(0.45));
            }
            cut(canvas, &Outline::oval(0.0, 0.0, 11.0, 11.0), main.light(0.1));
        });
    }
    for at in [(100.0, 0.0), (0.0, 100.0)] {
        repeated(canvas, at, 45.0, |canvas| cut(canvas, &Outline::slab(-13.0, -13.0, 26.0, 26.0, 5.0), main));
    }
}

fn cut(canvas: &mut Canvas, outline: &Outline, main: Tone) {
    canvas.fill(&outline.moved(3.5, 4.5), main.dark(0.7));
    canvas.fill(&outline.moved(-1.8, -2.2), main.light(0.45));
    canvas.fill(outline, main.light(0.08));
}
