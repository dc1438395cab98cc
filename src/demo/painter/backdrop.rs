//! Where things are shown: a lit wall over a table, a wall alone, or a surface seen from above.

use tiny_skia::Transform;

use super::canvas::{Canvas, down, slant};
use super::colour::{Colour, Tone};
use super::dice::steps;
use super::outline::Outline;
use super::scene::Scene;
use super::swatch::Pattern;

impl Scene {
    /// A wall and, from `horizon` down, a table.
    pub(super) fn standing(&mut self, horizon: f32) {
        let wall = self.wall_tone();
        self.wall(wall);
        let table = Outline::slab(-5.0, horizon, 1010.0, 1010.0 - horizon, 0.0);
        let tone = self.table_tone(wall);
        let front = self.dice.face(3);
        if front == 0 {
            self.covered(&table, Pattern::Wood, [tone; 4], 1.5, 0.0);
        } else {
            self.canvas.fill(&table, tone);
        }
        self.canvas.fill(
            &table,
            down(
                horizon,
                1000.0,
                &[tone.light(0.3).cover(0.75), tone.light(0.08).cover(0.3), tone.dark(0.3).cover(0.55)],
            ),
        );
        if front == 1 {
            self.linen(&table, horizon, tone);
        }
        let edge = Outline::slab(-5.0, horizon - 26.0, 1010.0, 27.0, 0.0);
        self.canvas
            .fill(&edge, down(horizon - 26.0, horizon, &[wall.dark(0.4).cover(0.0), wall.dark(0.6).cover(0.22)]));
        self.table_light(&table, horizon);
    }

    /// A wall with nothing before it.
    pub(super) fn hanging(&mut self) {
        let wall = self.wall_tone();
        self.wall(wall);
    }

    /// A surface seen from above, with a runner of another tone across it.
    pub(super) fn lying(&mut self) {
        let ground = self.wall_tone();
        self.wall(ground);
        let runner_tone = self.table_tone(ground).mix(ground, 0.3);
        let tilt = self.dice.between(-16.0, 16.0);
        let left = self.dice.pick([-420.0, 560.0, 640.0]);
        let runner = Outline::slab(left, -300.0, 800.0, 1600.0, 0.0).turned(tilt, 500.0, 500.0);
        self.cast(&runner, (8.0, 10.0), 14.0, 0.28);
        self.plain(&runner, runner_tone);
        self.canvas.fill(&runner, slant((0.0, 0.0), (1000.0, 1000.0), &[Tone::sunlight(0.3), Tone::dusk(0.16)]));
    }

    fn wall(&mut self, tone: Tone) {
        let whole = Outline::slab(-5.0, -5.0, 1010.0, 1010.0, 0.0);
        let (kind, drift) = (self.dice.face(4), self.dice.about(70.0));
        let blur = if kind == 2 { 20.0 } else { 26.0 };
        self.canvas.soft(&whole, blur, |canvas| {
            canvas.fill(&whole, slant((60.0, 0.0), (940.0, 1000.0), &[tone.light(0.42), tone, tone.dark(0.2)]));
            match kind {
                0 => panes(canvas, drift),
                1 => fronds(canvas, drift, tone),
                2 => screen(canvas, drift),
                _ => canvas.fill(&Outline::oval(300.0 + drift, 260.0, 330.0, 300.0), Tone::sunlight(0.42)),
            }
        });
    }

    fn linen(&mut self, table: &Outline, horizon: f32, tone: Tone) {
        for step in steps(26) {
            let y = horizon + 3.0 + step * step * 0.62;
            let line = Outline::line([(-5.0, y), (1005.0, y)]);
            self.canvas.stroke(&line, 1.2 + step * 0.05, tone.dark(0.4).cover(0.10));
        }
        let crease = [Outline::draw("M -20 860 Q 240 830 420 905"), Outline::draw("M 1020 780 Q 900 840 830 1010")];
        self.folds(table, &crease, 22.0, 0.35);
    }

    fn table_light(&mut self, table: &Outline, horizon: f32) {
        self.canvas.soft(table, 46.0, |canvas| {
            canvas.fill(&Outline::oval(330.0, horizon + 90.0, 330.0, 80.0), Tone::sunlight(0.26));
            canvas.fill(&Outline::oval(1000.0, 1010.0, 420.0, 150.0), Tone::dusk(0.25));
        });
    }

    /// A quiet tone that sets the thing off.
    fn wall_tone(&mut self) -> Tone {
        let quiet = [
            Tone::of(0xec, 0xdf, 0xc8),
            Tone::of(0xb9, 0xd2, 0xca),
            Tone::of(0xea, 0xc6, 0xb4),
            Tone::of(0xb8, 0xcd, 0xdc),
            Tone::of(0xd3, 0xdb, 0xbd),
            Tone::of(0xdb, 0xc5, 0xce),
            Tone::of(0xf0, 0xd8, 0x9f),
            Tone::of(0xc9, 0xcb, 0xdf),
        ];
        let main = self.tones[0];
        let drawn = self.dice.pick(quiet);
        if drawn.distance(main) > 0.6 {
            return drawn;
        }
        let others = [drawn, self.dice.pick(quiet), self.dice.pick(quiet), self.dice.pick(quiet)];
        others.into_iter().max_by(|one, two| one.distance(main).total_cmp(&two.distance(main))).unwrap_or(drawn)
    }

    fn table_tone(&mut self, wall: Tone) -> Tone {
        let brown = Colour::Brown.tone();
        let choices = [
            Tone::of(0xb9, 0x86, 0x58),
            brown.light(0.14),
            Colour::Sand.tone(),
            Colour::Cream.tone().mix(wall, 0.25),
            Colour::River.tone().light(0.3).mix(wall, 0.3),
            Colour::Coral.tone().mix(wall, 0.35),
            wall.dark(0.28),
        ];
        let (first, second) = (self.dice.pick(choices), self.dice.pick(choices));
        let apart = |tone: Tone| tone.distance(self.tones[0]).min(0.5) + tone.distance(wall).min(0.25);
        if apart(first) > apart(second) { first } else { second }
    }
}

/// Light through a window, aslant on the wall.
fn panes(canvas: &mut Canvas, drift: f32) {
    let slanted = Transform::from_row(1.0, 0.12, -0.42, 1.0, 260.0 + drift, -40.0);
    canvas.placed(slanted, |canvas| {
        for (x, y) in [(0.0, 0.0), (215.0, 0.0), (0.0, 300.0), (215.0, 300.0)] {
            canvas.fill(&Outline::slab(x, y, 190.0, 270.0, 0.0), Tone::sunlight(0.5));
        }
    });
}

/// The shadow of palm leaves from outside.
fn fronds(canvas: &mut Canvas, drift: f32, wall: Tone) {
    canvas.fill(&Outline::oval(330.0, 300.0, 380.0, 330.0), Tone::sunlight(0.36));
    for (x, y, turn) in [(1010.0, 40.0 + drift, 0.0), (1040.0, 400.0 + drift, -24.0)] {
        for step in steps(11) {
            let along = (x - step * 44.0, y + step * step * 2.2);
            for side in [-1.0, 1.0] {
                let tip = (along.0 - 90.0, along.1 + side * (175.0 - step * 11.0));
                let leaf = Outline::petal(along, tip, 15.0).turned(turn, x, y);
                canvas.fill(&leaf, wall.dark(0.62).cover(0.3));
            }
        }
    }
}

/// Slats of light through a blind.
fn screen(canvas: &mut Canvas, drift: f32) {
    canvas.placed(Transform::from_rotate_at(-14.0, 500.0, 400.0), |canvas| {
        for step in steps(7) {
            canvas.fill(&Outline::slab(90.0 + drift, 20.0 + step * 84.0, 560.0, 46.0, 0.0), Tone::sunlight(0.4));
        }
    });
}
