//! Cakes and sweets.

use super::canvas::{Canvas, down, glow};
use super::colour::{Colour, Tone};
use super::dice::{Dice, steps};
use super::outline::Outline;
use super::scene::Scene;

/// A layered cake on a stand, its glaze running down.
pub(super) fn cake(scene: &mut Scene) {
    scene.standing(660.0);
    scene.contact(500.0, 904.0, 190.0);
    let china = Colour::Cream.tone().light(0.4);
    let foot = Outline::even("M 500 780 L 560 780 C 556 840 580 862 640 888 Q 650 908 620 910 L 500 914");
    scene.canvas.fill(&foot, china.dark(0.08));
    scene.barrel(&foot, 0.9);
    let plate = Outline::draw("M 96 742 C 130 660 870 660 904 742 C 880 838 120 838 96 742 Z");
    scene.canvas.fill(&plate, down(680.0, 820.0, &[china, china.dark(0.12), china.dark(0.35)]));
    scene.canvas.stroke(&Outline::draw("M 98 742 C 140 812 860 812 902 742"), 7.0, scene.tones[1].cover(0.7));
    scene.canvas.soft(&plate, 20.0, |canvas| canvas.fill(&Outline::oval(520.0, 736.0, 350.0, 62.0), Tone::dusk(0.5)));
    let sponge = scene.tones[0];
    for step in steps(6).map(|step| 5.0 - step) {
        let (top, tone) = (430.0 + step * 48.0, if step % 2.0 < 1.0 { sponge } else { sponge.light(0.55) });
        let layer = Outline::draw(&format!(
            "M 190 {top} L 190 {0} C 200 {1} 800 {1} 810 {0} L 810 {top} Z",
            top + 48.0,
            top + 138.0
        ));
        scene.canvas.fill(&layer, tone);
        scene.canvas.stroke(
            &Outline::draw(&format!("M 190 {0} C 200 {1} 800 {1} 810 {0}", top + 48.0, top + 138.0)),
            3.0,
            sponge.dark(0.35).cover(0.5),
        );
    }
    let side = Outline::draw("M 190 430 L 190 718 C 200 808 800 808 810 718 L 810 430 Z");
    scene.barrel(&side, 0.9);
    let glaze = scene.tones[1];
    let drip = Outline::draw(
        "M 184 420 C 190 330 810 330 816 420 L 816 470 Q 812 520 790 520 Q 768 518 766 480 Q 750 480 742 520 \
            Q 736 580 712 580 Q 688 578 684 510 Q 650 500 630 530 Q 624 612 598 612 Q 570 610 566 530 \
            Q 520 510 486 530 Q 476 590 452 590 Q 428 588 424 526 Q 390 500 362 520 Q 356 596 332 596 \
            Q 306 594 302 508 Q 280 480 260 492 Q 254 540 232 540 Q 208 538 206 470 L 184 460 Z",
    );
    scene.canvas.fill(&drip, glaze);
    scene.form(&drip, 22.0, 0.8);
    let top = Outline::oval(500.0, 418.0, 312.0, 78.0);
    scene.canvas.fill(&top, glow(400.0, 380.0, 360.0, &[glaze.light(0.45), glaze.light(0.12), glaze.dark(0.1)]));
    fruit(scene);
}

fn fruit(scene: &mut Scene) {
    for (x, y, reach) in
        [(410.0, 384.0, 40.0), (600.0, 388.0, 40.0), (504.0, 366.0, 46.0), (456.0, 420.0, 40.0), (556.0, 422.0, 42.0)]
    {
        scene.canvas.fill(&Outline::oval(x + 10.0, y + reach * 0.8, reach, reach * 0.34), Tone::dusk(0.32));
        scene.bead(x, y, reach, scene.tones[2]);
    }
    for turn in [-64.0, 10.0, 70.0] {
        let leaf = Outline::petal((506.0, 340.0), (506.0, 262.0), 17.0).turned(turn, 506.0, 350.0);
        scene.canvas.fill(&leaf, Colour::Leaf.tone().light(0.2));
    }
}

/// A plate heaped with cookies.
pub(super) fn cookies(scene: &mut Scene) {
    scene.standing(610.0);
    scene.contact(500.0, 830.0, 360.0);
    let china = scene.tones[1];
    let plate = Outline::draw("M 76 742 C 110 600 890 600 924 742 C 880 872 120 872 76 742 Z");
    scene.canvas.fill(&plate, down(640.0, 850.0, &[china.light(0.3), china, china.dark(0.35)]));
    scene
        .canvas
        .fill(&Outline::oval(500.0, 728.0, 392.0, 92.0), down(640.0, 820.0, &[china.dark(0.15), china.light(0.25)]));
    let dough = Tone::of(0xd9, 0x9c, 0x55).mix(scene.tones[0], 0.2);
    let chip = if dough.distance(scene.tones[2]) > 0.4 { scene.tones[2] } else { Colour::Brown.tone().dark(0.4) };
    let mut dice = scene.dice.clone();
    let heap = [
        (260.0, 690.0),
        (420.0, 672.0),
        (590.0, 672.0),
        (748.0, 690.0),
        (330.0, 590.0),
        (500.0, 574.0),
        (672.0, 590.0),
        (250.0, 744.0),
        (420.0, 756.0),
        (590.0, 756.0),
        (756.0, 744.0),
        (412.0, 486.0),
        (590.0, 486.0),
        (500.0, 400.0),
    ];
    for at in heap {
        cookie(&mut scene.canvas, &mut dice, at, dough, chip);
    }
}

fn cookie(canvas: &mut Canvas, dice: &mut Dice, (x, y): (f32, f32), dough: Tone, chip: Tone) {
    let (wide, high, lean) = (112.0, dice.between(58.0, 80.0), dice.about(14.0));
    let tone = if dice.face(2) == 0 { dough } else { dough.light(0.12) };
    let place = |outline: Outline| outline.turned(lean, x, y);
    canvas.fill(&place(Outline::oval(x + 10.0, y + 30.0, wide, high)), Tone::dusk(0.25));
    canvas.fill(&place(Outline::oval(x, y + 20.0, wide, high)), tone.dark(0.42));
    canvas.fill(&place(Outline::oval(x, y + 8.0, wide, high)), tone.dark(0.22));
    let face = place(Outline::oval(x, y, wide, high));
    canvas.fill(&face, glow(x - 36.0, y - 34.0, 170.0, &[tone.light(0.45), tone, tone.dark(0.22)]));
    for _ in 0..4 {
        let from = (x + dice.about(60.0), y + dice.about(34.0));
        let crack = Outline::line([from, (from.0 + dice.about(26.0), from.1 + dice.about(14.0))]);
        canvas.stroke(&crack, 3.0, tone.dark(0.4).cover(0.5));
    }
    for _ in 0..7 {
        let (at_x, at_y) = (x + dice.about(76.0), y + dice.about(40.0));
        canvas.fill(&Outline::oval(at_x + 2.0, at_y + 4.0, 13.0, 10.0), Tone::dusk(0.3));
        canvas.fill(
            &Outline::oval(at_x, at_y, 13.0, 10.0),
            glow(at_x - 4.0, at_y - 4.0, 18.0, &[chip.light(0.4), chip, chip.dark(0.2)]),
        );
    }
}

/// Blocks of palm sugar stacked on a leaf.
pub(super) fn sugar_blocks(scene: &mut Scene) {
    scene.standing(600.0);
    scene.contact(510.0, 846.0, 390.0);
    let green = Colour::Leaf.tone().light(0.15);
    let leaf = Outline::draw("M 40 810 Q 260 690 520 700 Q 800 700 966 800 Q 760 900 500 890 Q 240 896 40 810 Z");
    scene.canvas.fill(&leaf, down(700.0, 890.0, &[green.light(0.25), green, green.dark(0.3)]));
    scene.canvas.stroke(&Outline::draw("M 46 809 Q 500 770 960 800"), 6.0, green.light(0.4));
    for step in steps(20) {
        let x = 120.0 + step * 40.0;
        scene.canvas.stroke(
            &Outline::draw(&format!("M {x} 796 Q {} 840 {} 870", x + 26.0, x + 34.0)),
            3.0,
            green.dark(0.3).cover(0.5),
        );
    }
    for (x, y, tint) in [
        (330.0, 690.0, 0.0),
        (680.0, 690.0, 0.1),
        (190.0, 770.0, 0.14),
        (505.0, 776.0, 0.04),
        (812.0, 768.0, 0.0),
        (505.0, 590.0, 0.16),
    ] {
        sugar(scene, x, y, scene.tones[0].light(tint));
    }
}

fn sugar(scene: &mut Scene, x: f32, y: f32, tone: Tone) {
    let (left, right, top) = (x - 150.0, x + 150.0, y - 150.0);
    let body = Outline::draw(&format!(
        "M {} {top} C {} {} {} {} {} {top} L {right} {y} C {right} {} {left} {} {left} {y} Z",
        left + 24.0,
        left + 40.0,
        top - 44.0,
        right - 40.0,
        top - 44.0,
        right - 24.0,
        y + 66.0,
        y + 66.0
    ));
    scene.cast(&body, (16.0, 14.0), 16.0, 0.4);
    scene.canvas.fill(&body, down(top, y + 40.0, &[tone.light(0.12), tone, tone.dark(0.25)]));
    scene.barrel(&body, 0.9);
    let face = Outline::oval(x, top + 2.0, 124.0, 36.0);
    scene.canvas.fill(&face, glow(x - 50.0, top - 16.0, 170.0, &[tone.light(0.5), tone.light(0.22), tone.light(0.02)]));
    for _ in 0..26 {
        let (speck_x, speck_y) = (x + scene.dice.about(120.0), y - 60.0 + scene.dice.about(74.0));
        let speck = Outline::oval(speck_x, speck_y, scene.dice.between(2.0, 5.0), 2.6);
        scene
            .canvas
            .fill(&speck, if scene.dice.face(2) == 0 { tone.light(0.5).cover(0.5) } else { tone.dark(0.5).cover(0.4) });
    }
}
