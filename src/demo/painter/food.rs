//! Savoury food.

use super::canvas::{Canvas, down, glow, slant};
use super::colour::{Colour, Tone};
use super::dice::{Dice, steps};
use super::outline::Outline;
use super::scene::Scene;

/// One crisp of about this size.
pub(super) fn crisp(canvas: &mut Canvas, dice: &mut Dice, (x, y): (f32, f32), size: f32, tone: Tone) {
    let (x, y) = (x + dice.about(size * 0.2), y + dice.about(size * 0.2));
    let tone = if dice.face(3) == 0 { tone.dark(0.16) } else { tone.light(dice.between(0.0, 0.22)) };
    let turn = dice.about(80.0);
    let slice = Outline::oval(x, y, size, size * dice.between(0.55, 0.78)).turned(turn, x, y);
    canvas.fill(&slice.moved(size * 0.08, size * 0.16), Tone::dusk(0.3));
    canvas.fill(&slice, tone.dark(0.28));
    let face = Outline::oval(x - size * 0.03, y - size * 0.05, size * 0.9, size * 0.56).turned(turn, x, y);
    canvas.fill(&face, glow(x - size * 0.25, y - size * 0.25, size * 1.3, &[tone.light(0.45), tone, tone.dark(0.12)]));
    for _ in 0..3 {
        let speck = Outline::oval(x + dice.about(size * 0.4), y + dice.about(size * 0.25), size * 0.05, size * 0.04);
        canvas.fill(&speck, tone.dark(0.4).cover(0.7));
    }
}

/// A bowl heaped with crisps.
pub(super) fn bowl(scene: &mut Scene) {
    scene.standing(620.0);
    scene.contact(500.0, 852.0, 280.0);
    scene.canvas.fill(&Outline::oval(500.0, 480.0, 372.0, 104.0), scene.tones[0].dark(0.55));
    let food = if scene.tones[0].distance(Tone::of(0xe6, 0xb4, 0x60)) < 0.4 {
        Tone::of(0xc0, 0x74, 0x3a)
    } else {
        Tone::of(0xe8, 0xb6, 0x5e)
    };
    let mut dice = scene.dice.clone();
    for row in steps(5) {
        for step in steps(9) {
            let part = (step - 4.0 + row % 2.0 * 0.5) / 4.6;
            let rise = (1.0 - part * part).max(0.0).sqrt();
            let at = (500.0 + part * 310.0, 456.0 - rise * (150.0 - row * 46.0) + row * 12.0);
            crisp(&mut scene.canvas, &mut dice, at, 62.0, food);
        }
    }
    let body = Outline::draw(
        "M 126 470 C 150 600 850 600 874 470 C 876 680 740 856 600 860 L 400 860 C 260 856 124 680 126 470 Z",
    );
    scene.goods(&body, 0.75);
    let glaze = scene.tones[0].dark(0.2);
    let base = Outline::draw("M 372 826 Q 500 846 628 826 L 640 872 Q 500 892 360 872 Z");
    scene.canvas.fill(&base, glaze);
    scene.barrel(&base, 0.9);
    scene.form(&body, 100.0, 1.0);
    scene.gleam(&body, &Outline::draw("M 214 600 Q 250 700 330 776"), 34.0, 0.6);
    let lip = Outline::draw("M 128 470 C 152 598 848 598 872 470");
    scene.canvas.stroke(&lip, 17.0, scene.tones[1]);
    scene.canvas.stroke(&lip.moved(-2.0, -4.0), 5.0, scene.tones[1].light(0.5));
    for (x, y) in [(176.0, 900.0), (838.0, 884.0)] {
        scene.contact(x, y + 16.0, 46.0);
        crisp(&mut scene.canvas, &mut dice, (x, y), 52.0, food);
    }
}

/// Three dried fish on a leaf.
pub(super) fn dried_fish(scene: &mut Scene) {
    scene.lying();
    let leaf = Outline::petal((40.0, 640.0), (970.0, 330.0), 300.0);
    scene.cast(&leaf, (14.0, 22.0), 20.0, 0.45);
    let green = Colour::Leaf.tone().light(0.14);
    scene.canvas.fill(&leaf, slant((200.0, 200.0), (760.0, 800.0), &[green.light(0.25), green, green.dark(0.2)]));
    let veins = Outline::all(steps(22).flat_map(|step| {
        let root = (120.0 + step * 36.0, 613.0 - step * 12.0);
        [-1.0, 1.0].map(|side| Outline::line([root, (root.0 + 90.0 + side * 30.0, root.1 + side * 300.0)]))
    }));
    scene.canvas.clipped(&leaf, |canvas| canvas.stroke(&veins, 4.0, green.dark(0.35).cover(0.4)));
    scene.canvas.stroke(&Outline::line([(50.0, 637.0), (960.0, 333.0)]), 12.0, green.light(0.4));
    scene.form(&leaf, 60.0, 0.7);
    let flesh = Tone::of(0xd6, 0xa4, 0x62).mix(scene.tones[0], 0.1);
    for (y, turn) in [(316.0, -10.0), (500.0, -15.0), (682.0, -20.0)] {
        fish(scene, y, turn + scene.tones[0].brightness(), flesh);
    }
}

fn fish(scene: &mut Scene, y: f32, turn: f32, tone: Tone) {
    let place = |outline: Outline| outline.moved(0.0, y - 500.0).turned(turn, 500.0, y);
    let tail = place(Outline::draw("M 760 500 Q 820 460 884 420 Q 866 500 884 580 Q 820 540 760 500 Z"));
    let fins = place(Outline::all([
        Outline::draw("M 380 440 Q 480 360 590 400 L 640 450 Z"),
        Outline::draw("M 420 570 Q 500 640 580 610 L 600 556 Z"),
    ]));
    let body = place(Outline::draw(
        "M 120 506 C 190 400 420 386 560 426 C 680 462 740 484 790 496 L 790 508 C 720 536 640 570 520 586 \
            C 380 604 200 600 120 506 Z",
    ));
    let whole = Outline::all([tail.clone(), fins.clone(), body.clone()]);
    scene.cast(&whole, (10.0, 18.0), 14.0, 0.4);
    for part in [&tail, &fins] {
        scene.canvas.fill(part, tone.dark(0.32));
        scene.form(part, 18.0, 0.7);
    }
    let frame = body.frame();
    scene.canvas.fill(&body, down(frame.top, frame.bottom, &[tone.dark(0.34), tone, tone.light(0.4), tone.dark(0.1)]));
    let scales = Outline::all(steps(36).map(|step| {
        let (x, row) = (320.0 + step % 12.0 * 34.0, (step / 12.0).floor());
        let at = 462.0 + row * 40.0 + (row - 1.0) * (560.0 - x) * 0.07 - 10.0;
        place(Outline::draw(&format!("M {x} {} Q {} {at} {x} {}", at - 16.0, x + 20.0, at + 16.0)))
    }));
    scene.canvas.clipped(&body, |canvas| canvas.stroke(&scales, 3.2, tone.dark(0.5).cover(0.6)));
    scene.form(&body, 34.0, 0.9);
    scene.canvas.stroke(&place(Outline::draw("M 282 428 Q 244 500 286 580")), 6.0, tone.dark(0.5));
    let (x, eye_y) = place(Outline::oval(196.0, 482.0, 1.0, 1.0)).frame().middle();
    scene.bead(x, eye_y, 19.0, Colour::Cream.tone());
    scene.canvas.fill(&Outline::oval(x, eye_y, 10.0, 10.0), Tone::dusk(0.9));
}
