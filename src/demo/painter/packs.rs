//! Packed goods: pouches, jars, bottles and clear bags.

use super::canvas::{across, down, glow, slant};
use super::colour::{Colour, Tone};
use super::dice::steps;
use super::food::crisp;
use super::outline::Outline;
use super::scene::Scene;

/// A paper label: pale ground, the thing's pattern above and below, a mark between.
fn label(scene: &mut Scene, paper: &Outline) {
    let frame = paper.frame();
    let (x, y) = frame.middle();
    scene.canvas.fill(paper, Colour::Cream.tone().light(0.25));
    for top in [frame.top, frame.bottom - frame.height() * 0.2] {
        let strip = Outline::slab(frame.left, top, frame.width(), frame.height() * 0.2, 0.0);
        scene.goods(&strip, 0.4);
    }
    let size = frame.height().min(frame.width()) / 250.0;
    let disc = Outline::oval(x, y, size * 62.0, size * 62.0);
    let ground = if scene.tones[0].brightness() > 0.6 { scene.tones[1] } else { scene.tones[0] };
    scene.canvas.fill(&disc, ground);
    scene.emblem(x, y + size * 6.0, size * 0.82, ground.light(0.85));
    for aside in [-1.0, 1.0] {
        for step in steps(3) {
            let reach = size * (9.0 - step * 2.0);
            let dot = Outline::oval(x + aside * size * (88.0 + step * 26.0), y, reach, reach);
            if dot.frame().left > frame.left && dot.frame().right < frame.right {
                scene.canvas.fill(&dot, scene.tones[2].mix(scene.tones[1], 0.5));
            }
        }
    }
}

/// A stand-up pouch with a label and a window.
pub(super) fn packet(scene: &mut Scene) {
    scene.standing(690.0);
    scene.contact(500.0, 884.0, 270.0);
    let body = Outline::even(
        "M 500 120 L 716 120 Q 730 122 730 136 L 726 220 C 716 380 742 620 768 830 Q 772 882 724 886 \
            Q 610 900 500 898",
    );
    scene.canvas.fill(
        &body,
        slant((260.0, 120.0), (760.0, 900.0), &[scene.tones[0].light(0.14), scene.tones[0], scene.tones[0].dark(0.12)]),
    );
    let band = Outline::draw("M 272 250 L 728 250 C 730 290 730 300 732 330 L 268 330 C 270 300 270 290 272 250 Z");
    scene.goods(&band, 0.5);
    let paper = Outline::slab(324.0, 366.0, 352.0, 210.0, 20.0);
    scene.canvas.fill(&paper.moved(3.0, 5.0), Tone::dusk(0.25));
    scene.canvas.fill(&paper, Colour::Cream.tone().light(0.3));
    let deep = if scene.tones[0].brightness() > 0.6 { scene.tones[1] } else { scene.tones[0] };
    scene.emblem(500.0, 470.0, 1.35, deep);
    scene.canvas.stroke(&Outline::slab(338.0, 380.0, 324.0, 182.0, 12.0), 3.5, deep.cover(0.6));
    let window = Outline::slab(312.0, 612.0, 376.0, 206.0, 74.0);
    scene.canvas.fill(&window, scene.tones[0].dark(0.7));
    let food = snack(scene);
    let mut dice = scene.dice.clone();
    scene.canvas.clipped(&window, |canvas| {
        for step in steps(48) {
            let (x, y) = (330.0 + step % 8.0 * 48.0, 628.0 + (step / 8.0).floor() * 36.0);
            crisp(canvas, &mut dice, (x, y), 40.0, food);
        }
    });
    scene.canvas.soft(&window, 16.0, |canvas| canvas.stroke(&window.moved(5.0, 8.0), 26.0, Tone::dusk(0.5)));
    scene.canvas.stroke(&window, 7.0, scene.tones[1].light(0.2));
    let seal = Outline::slab(270.0, 120.0, 460.0, 62.0, 14.0);
    scene.canvas.fill(&seal, scene.tones[0].dark(0.22));
    scene.canvas.dashes(&Outline::line([(276.0, 151.0), (726.0, 151.0)]), 50.0, [3.0, 6.0], Tone::sunlight(0.16));
    scene.canvas.stroke(&Outline::line([(272.0, 206.0), (728.0, 206.0)]), 6.0, Tone::dusk(0.3));
    let creases = ["M 300 230 Q 282 500 270 800", "M 706 240 Q 716 500 726 780"].map(Outline::draw);
    scene.folds(&body, &creases, 26.0, 0.5);
    scene.form(&body, 50.0, 0.9);
    scene.gleam(&body, &Outline::draw("M 300 240 Q 284 540 262 840"), 26.0, 0.5);
}

fn snack(scene: &Scene) -> Tone {
    if scene.tones[0].distance(Colour::Turmeric.tone()) < 0.35 {
        Tone::of(0xb8, 0x7a, 0x3c)
    } else {
        Tone::of(0xe2, 0xb0, 0x5c)
    }
}

/// A glass jar with a lid and a label.
pub(super) fn jar(scene: &mut Scene) {
    scene.standing(670.0);
    scene.contact(500.0, 870.0, 240.0);
    let glass = Outline::even("M 500 250 L 640 250 C 650 300 730 310 738 380 L 738 800 Q 736 876 664 880 L 500 886");
    scene.canvas.fill(&glass, Tone::sunlight(0.55));
    let fill = Outline::even("M 500 330 L 700 336 Q 716 350 718 390 L 718 796 Q 716 858 654 862 L 500 866");
    let food = scene.tones[1];
    scene.canvas.fill(&fill, down(330.0, 870.0, &[food.light(0.18), food, food.dark(0.3)]));
    let mut dice = scene.dice.clone();
    scene.canvas.clipped(&fill, |canvas| {
        for step in steps(70) {
            let (x, y) = (290.0 + step % 10.0 * 46.0, 346.0 + (step / 10.0).floor() * 80.0);
            crisp(canvas, &mut dice, (x, y), 34.0, food.light(0.1));
        }
    });
    let paper = Outline::slab(262.0, 470.0, 476.0, 260.0, 0.0);
    scene.canvas.fill(&paper.moved(0.0, 8.0), Tone::dusk(0.22));
    label(scene, &paper);
    scene.barrel(&glass, 0.95);
    scene.gleam(&glass, &Outline::line([(318.0, 380.0), (310.0, 800.0)]), 30.0, 0.75);
    scene.canvas.stroke(&Outline::line([(712.0, 400.0), (712.0, 790.0)]), 6.0, Tone::sunlight(0.35));
    let lid = Outline::slab(336.0, 150.0, 328.0, 116.0, 20.0);
    let tone = scene.tones[0].dark(0.12);
    scene.canvas.fill(&lid, tone);
    for step in steps(24) {
        let x = 346.0 + step * 13.6;
        scene.canvas.stroke(&Outline::line([(x, 184.0), (x, 256.0)]), 4.0, tone.dark(0.4).cover(0.5));
    }
    scene.barrel(&lid, 1.1);
    scene.canvas.fill(&Outline::slab(336.0, 150.0, 328.0, 26.0, 14.0), Tone::sunlight(0.3));
}

/// A tall bottle with a cap and a label.
pub(super) fn bottle(scene: &mut Scene) {
    scene.standing(700.0);
    scene.contact(500.0, 892.0, 180.0);
    let glass =
        Outline::even("M 500 150 L 556 150 L 558 270 C 562 340 672 360 676 460 L 678 840 Q 676 898 620 900 L 500 904");
    scene.canvas.fill(&glass, Tone::sunlight(0.5));
    let liquid = Outline::even("M 500 286 L 548 288 C 564 352 658 376 660 468 L 662 836 Q 660 884 612 886 L 500 890");
    let tone = scene.tones[0];
    scene.canvas.fill(&liquid, down(290.0, 890.0, &[tone.light(0.28), tone, tone.dark(0.3)]));
    scene.canvas.fill(&Outline::oval(500.0, 288.0, 48.0, 9.0), tone.light(0.45));
    scene.canvas.soft(&liquid, 30.0, |canvas| {
        canvas.fill(&Outline::oval(590.0, 800.0, 60.0, 70.0), Tone::of(0xff, 0xd9, 0x8a).cover(0.5));
    });
    let paper = Outline::slab(323.0, 520.0, 354.0, 254.0, 0.0);
    label(scene, &paper);
    scene.barrel(&glass, 0.95);
    scene.gleam(&glass, &Outline::draw("M 462 190 L 460 280 C 440 360 376 380 366 470 L 364 840"), 20.0, 0.8);
    let cap = Outline::slab(430.0, 92.0, 140.0, 96.0, 14.0);
    let lid = scene.tones[1].dark(0.1);
    scene.canvas.fill(&cap, lid);
    for step in steps(11) {
        let x = 440.0 + step * 12.0;
        scene.canvas.stroke(&Outline::line([(x, 118.0), (x, 178.0)]), 4.0, lid.dark(0.5).cover(0.5));
    }
    scene.barrel(&cap, 1.1);
    scene.canvas.fill(&Outline::slab(438.0, 192.0, 124.0, 16.0, 6.0), Tone::sunlight(0.35));
}

/// A clear bag of crackers under a folded card.
pub(super) fn cracker_bag(scene: &mut Scene) {
    scene.standing(690.0);
    scene.contact(500.0, 876.0, 310.0);
    let bag = Outline::draw(
        "M 268 250 L 732 250 Q 770 330 790 480 Q 832 700 802 830 Q 790 884 730 878 Q 610 896 500 884 \
            Q 390 896 270 878 Q 210 884 198 830 Q 168 700 210 480 Q 230 330 268 250 Z",
    );
    scene.canvas.fill(&bag, Tone::sunlight(0.35));
    let mut dice = scene.dice.clone();
    let food = Tone::of(0xf0, 0xd3, 0x9c).mix(scene.tones[1], 0.16);
    scene.canvas.clipped(&bag, |canvas| {
        for step in steps(42) {
            let x = 240.0 + step % 6.0 * 104.0 + (step / 6.0).floor() % 2.0 * 46.0;
            let at = (x + dice.about(14.0), 330.0 + (step / 6.0).floor() * 88.0);
            cracker(canvas, &mut dice, at, food);
        }
    });
    scene.form(&bag, 70.0, 0.8);
    for shine in [
        "M 256 420 Q 226 600 236 800",
        "M 330 330 Q 300 400 292 470",
        "M 742 420 Q 776 560 770 700",
        "M 420 820 Q 560 850 660 820",
    ] {
        scene.gleam(&bag, &Outline::draw(shine), 24.0, 0.8);
    }
    scene.canvas.stroke(&bag, 3.5, Tone::sunlight(0.6));
    let card = Outline::slab(236.0, 112.0, 528.0, 206.0, 12.0);
    scene.cast(&card, (6.0, 14.0), 12.0, 0.45);
    scene.goods(&card, 0.66);
    let plate = Outline::slab(378.0, 142.0, 244.0, 148.0, 74.0);
    scene.canvas.fill(&plate, Colour::Cream.tone().light(0.3));
    let deep = if scene.tones[0].brightness() > 0.6 { scene.tones[1] } else { scene.tones[0] };
    scene.emblem(500.0, 222.0, 1.1, deep);
    scene
        .canvas
        .fill(&card, slant((236.0, 112.0), (764.0, 318.0), &[Tone::sunlight(0.22), Tone::dusk(0.0), Tone::dusk(0.22)]));
    for x in [470.0, 530.0] {
        scene.canvas.stroke(&Outline::line([(x - 14.0, 128.0), (x + 14.0, 128.0)]), 5.0, Tone::of(0xc9, 0xc9, 0xc4));
    }
}

fn cracker(canvas: &mut super::canvas::Canvas, dice: &mut super::dice::Dice, (x, y): (f32, f32), tone: Tone) {
    let reach = dice.between(56.0, 70.0);
    let tone = if dice.face(4) == 0 { tone.mix(Colour::Coral.tone(), 0.35) } else { tone };
    let points: Vec<_> = steps(11)
        .map(|step| {
            let (sine, cosine) = (step / 11.0 * std::f32::consts::TAU).sin_cos();
            let bulge = reach * dice.between(0.9, 1.12);
            (x + cosine * bulge, y + sine * bulge * 0.86)
        })
        .collect();
    let disc = Outline::pebble(&points);
    canvas.fill(&disc.moved(5.0, 9.0), Tone::dusk(0.28));
    canvas.fill(&disc, glow(x - 16.0, y - 20.0, reach * 1.4, &[tone.light(0.5), tone, tone.dark(0.26)]));
    for _ in 0..5 {
        let (aside, below) = (dice.about(reach * 0.6), dice.about(reach * 0.5));
        canvas.fill(
            &Outline::oval(x + aside, y + below, 9.0, 6.5),
            across(x + aside - 9.0, x + aside + 9.0, &[tone.dark(0.25), tone.light(0.4)]),
        );
    }
}
